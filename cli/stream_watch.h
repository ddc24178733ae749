// A StreamWatch cancels a stream when its server lets us wait too long for one
// answer. A stream may last as long as it moves, so it has no deadline.
//
// Begin() and End() bracket each wait, from one thread; they cost a reading of
// the clock. Destroyed before the context.
//
// Example:
//
//   StreamWatch watch(context, client.timeout_seconds());
//   watch.Begin();
//   while (reader->Read(&response)) { watch.End(); Use(response); watch.Begin(); }
//   watch.End();
//   const Status status = client.Explain(watch.Judge(reader->Finish()));

#pragma once

#include <grpcpp/client_context.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace annuaire::cli {

class StreamWatch {
 public:
  StreamWatch(grpc::ClientContext& context, double seconds);
  ~StreamWatch();
  StreamWatch(const StreamWatch&) = delete;
  StreamWatch& operator=(const StreamWatch&) = delete;

  void Begin() { since_.store(Clock::now().time_since_epoch().count()); }
  void End() { since_.store(kNotWaiting); }

  // "status", or DEADLINE_EXCEEDED when it was us who gave up.
  grpc::Status Judge(const grpc::Status& status) const;

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::rep kNotWaiting = 0;

  void Run();

  grpc::ClientContext& context_;
  Clock::duration patience_;
  std::atomic<Clock::rep> since_ = kNotWaiting;
  std::atomic<bool> gave_up_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace annuaire::cli
