#include "bench/load/load.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <sys/prctl.h>

#include <atomic>
#include <cassert>
#include <cstdio>
#include <optional>
#include <thread>
#include <utility>

namespace annuaire::bench {
namespace {

using Clock = std::chrono::steady_clock;

// One call at a time, again and again.
class Slot {
 public:
  void Start(::grpc::GenericStub& stub, const Calls& calls, std::size_t request,
             ::grpc::CompletionQueue& queue, Clock::time_point due) {
    due_ = due;
    request_ = request;
    context_.emplace();
    reply_.Clear();
    reader_ = stub.PrepareUnaryCall(&*context_, calls.method, calls.requests[request], &queue);
    reader_->StartCall();
    reader_->Finish(&reply_, &status_, this);
  }

  // Once the queue has given the slot back.
  void Account(const Calls& calls, LoadResult& result) {
    const auto spent =
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - due_).count();
    const bool right = status_.ok() && (calls.reply_bytes.empty() ||
                                        reply_.Length() == calls.reply_bytes[request_]);
    if (right) {
      result.latencies_ns.push_back(spent);
      return;
    }
    if (result.failed++ == 0) {
      result.first_failure =
          status_.ok() ? "a reply of another size than before" : status_.error_message();
    }
  }

  const ::grpc::Status& status() const { return status_; }
  ::grpc::ByteBuffer& reply() { return reply_; }

 private:
  Clock::time_point due_;
  std::size_t request_ = 0;
  std::optional<::grpc::ClientContext> context_;
  std::unique_ptr<::grpc::GenericClientAsyncResponseReader> reader_;
  ::grpc::ByteBuffer reply_;
  ::grpc::Status status_;
};

// Ends the queue, which must be empty.
void Drain(::grpc::CompletionQueue& queue) {
  queue.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) {
  }
}

Slot* NextDone(::grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  const bool got = queue.Next(&tag, &ok);
  assert(got);
  static_cast<void>(got);
  return static_cast<Slot*>(tag);
}

}  // namespace

LoadResult RunClosed(const Calls& calls, const ClosedLoop& loop) {
  assert(loop.in_flight > 0 && (loop.pause.count() == 0 || loop.in_flight == 1));
  LoadResult result;
  result.latencies_ns.reserve(loop.calls);
  ::grpc::GenericStub stub(calls.channel);
  ::grpc::CompletionQueue queue;
  std::vector<Slot> slots(loop.in_flight);
  const auto begun = Clock::now();
  std::size_t started = 0;
  const auto is_over = [&] {
    return loop.calls > 0 ? started == loop.calls : Clock::now() - begun >= loop.time;
  };
  const auto start = [&](Slot& slot) {
    if (loop.pause.count() > 0) std::this_thread::sleep_for(loop.pause);
    slot.Start(stub, calls, calls.RequestOf(loop.first + started++), queue, Clock::now());
  };
  std::size_t under_way = 0;
  for (Slot& slot : slots) {
    if (is_over()) break;
    start(slot);
    ++under_way;
  }
  while (under_way > 0) {
    Slot& slot = *NextDone(queue);
    slot.Account(calls, result);
    if (is_over()) {
      --under_way;
    } else {
      start(slot);
    }
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  Drain(queue);
  return result;
}

LoadResult RunOpen(const Calls& calls, const OpenLoop& loop) {
  LoadResult result;
  result.latencies_ns.reserve(loop.calls);
  ::grpc::GenericStub stub(calls.channel);
  ::grpc::CompletionQueue queue;
  const auto begun = Clock::now();
  std::thread sending([&] {
    prctl(PR_SET_TIMERSLACK, 1);  // nanosecond: the default of 50 us would count as latency
    for (std::size_t i = 0; i < loop.calls; ++i) {
      const auto due =
          begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
                      static_cast<double>(i) / loop.calls_per_second));
      std::this_thread::sleep_until(due);
      (new Slot)->Start(stub, calls, calls.RequestOf(loop.first + i), queue, due);
    }
  });
  for (std::size_t i = 0; i < loop.calls; ++i) {
    const std::unique_ptr<Slot> slot(NextDone(queue));
    slot->Account(calls, result);
  }
  sending.join();
  result.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  Drain(queue);
  return result;
}

std::vector<::grpc::ByteBuffer> Ask(const Calls& calls) {
  std::vector<::grpc::ByteBuffer> replies;
  ::grpc::GenericStub stub(calls.channel);
  ::grpc::CompletionQueue queue;
  Slot slot;
  for (std::size_t i = 0; i < calls.requests.size(); ++i) {
    slot.Start(stub, calls, i, queue, Clock::now());
    NextDone(queue);
    if (!slot.status().ok()) {
      std::fprintf(stderr, "rpc_load: %s: %s\n", calls.method.c_str(),
                   slot.status().error_message().c_str());
      replies.clear();
      break;
    }
    replies.push_back(slot.reply());
  }
  Drain(queue);
  return replies;
}

}  // namespace annuaire::bench
