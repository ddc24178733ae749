// A Queue is one completion queue, the thread that serves it and the calls that
// live on it. Everything a call does happens on that one thread, so a handler
// needs no lock for what is its own.
//
// A tag of gRPC's queue is always a Completion. Await() turns an operation of
// gRPC into something to co_await; what it gives is gRPC's "ok".
//
// Example:
//
//   const bool written = co_await Await([&](void* tag) { writer.Write(message, tag); });

#pragma once

#include <grpcpp/completion_queue.h>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "server/rpc/call_counts.h"

namespace annuaire::rpc {

// What the queue's thread wakes when an operation is over.
class Completion {
 public:
  virtual void Complete(bool ok) = 0;

 protected:
  ~Completion() = default;
};

template <typename Start>
class [[nodiscard]] Await final : public Completion {
 public:
  // "start" is called once, with the tag to give to gRPC.
  explicit Await(Start start) : start_(std::move(start)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) {
    waiter_ = waiter;
    // Nothing of *this may be touched after the operation has started.
    start_(static_cast<void*>(static_cast<Completion*>(this)));
  }
  bool await_resume() const noexcept { return ok_; }

  void Complete(bool ok) override {
    ok_ = ok;
    waiter_.resume();
  }

 private:
  Start start_;
  std::coroutine_handle<> waiter_;
  bool ok_ = false;
};

// The calls that still may start operations, and whether the server is on its
// way out. Thread-safe.
class CallCount {
 public:
  // Counts one for as long as it lives.
  class Lease {
   public:
    explicit Lease(std::atomic<std::size_t>& count) : count_(&count) { ++*count_; }
    Lease(Lease&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (count_ && --*count_ == 0) count_->notify_all();
    }

   private:
    std::atomic<std::size_t>* count_;
  };

  // A call of any kind, from before it is accepted.
  Lease AddCall() { return Lease(calls_); }
  // A stream, from when it is accepted.
  Lease AddStream() { return Lease(streams_); }

  void Stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }

  std::size_t streams() const { return streams_; }

  // Returns once no call is left.
  void WaitUntilNone() const {
    while (const std::size_t calls = calls_) calls_.wait(calls);
  }

 private:
  std::atomic<std::size_t> calls_{0};
  std::atomic<std::size_t> streams_{0};
  std::atomic<bool> stopping_{false};
};

class Queue {
 public:
  // What awaits a lull waits for no more completions than this.
  static constexpr int kLullTurnsMax = 64;

  // Awaited: lets everything that is ready go first, and resumes once nothing
  // is, or enough has gone. What is gathered meanwhile is sent in one piece.
  class [[nodiscard]] Lull {
   public:
    explicit Lull(Queue& queue) : queue_(queue) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) { queue_.lull_waiters_.push_back(waiter); }
    void await_resume() const noexcept {}

   private:
    Queue& queue_;
  };

  // Counts calls of so many methods; none when they are not to be measured.
  Queue(std::unique_ptr<::grpc::ServerCompletionQueue> completion_queue, CallCount& calls,
        std::size_t measured_methods)
      : completion_queue_(std::move(completion_queue)), calls_(&calls) {
    if (measured_methods > 0) counts_ = std::make_unique<CallCounts>(measured_methods);
  }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  ~Queue() { Stop(); }

  ::grpc::ServerCompletionQueue* get() const { return completion_queue_.get(); }
  CallCount& calls() const { return *calls_; }
  CallCounts* counts() const { return counts_.get(); }  // null unless calls are measured

  void Start() {
    thread_ = std::thread([this] { Serve(); });
  }

  // Ends the thread. REQUIRES: no call is left, so that none starts an
  // operation on a queue that no longer takes any. Idempotent.
  void Stop() {
    if (!completion_queue_) return;
    completion_queue_->Shutdown();
    if (thread_.joinable()) {
      thread_.join();
    } else {
      Serve();  // a queue must be drained before it is destroyed
    }
    completion_queue_.reset();
  }

 private:
  void Serve() {
    void* tag = nullptr;
    bool ok = false;
    while (Next(&tag, &ok)) static_cast<Completion*>(tag)->Complete(ok);
  }

  // Blocks only when nobody awaits a lull any more; false when the queue is done.
  bool Next(void** tag, bool* ok) {
    while (!lull_waiters_.empty()) {
      if (lull_turns_++ < kLullTurnsMax) {
        const auto next = completion_queue_->AsyncNext(tag, ok, gpr_inf_past(GPR_CLOCK_MONOTONIC));
        if (next == ::grpc::CompletionQueue::GOT_EVENT) return true;
        if (next == ::grpc::CompletionQueue::SHUTDOWN) return false;
      }
      ResumeLullWaiters();
    }
    return completion_queue_->Next(tag, ok);
  }

  void ResumeLullWaiters() {
    lull_turns_ = 0;
    lull_resumed_.swap(lull_waiters_);
    for (const std::coroutine_handle<> waiter : lull_resumed_) waiter.resume();
    lull_resumed_.clear();
  }

  std::unique_ptr<::grpc::ServerCompletionQueue> completion_queue_;
  CallCount* calls_;
  std::unique_ptr<CallCounts> counts_;
  std::thread thread_;
  std::vector<std::coroutine_handle<>> lull_waiters_;
  std::vector<std::coroutine_handle<>> lull_resumed_;  // keeps its memory
  int lull_turns_ = 0;
};

}  // namespace annuaire::rpc
