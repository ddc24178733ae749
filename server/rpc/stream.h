// A Stream is one streaming call as its handler sees it: messages to read,
// messages to write, and time to let pass.
//
// Each operation is awaited before the next one starts. A false says that the
// call is over for the handler (the client is gone, its deadline has passed,
// the server's drain time is up, or, for Read, the client has sent its last message):
// return soon after. Write() gives flow control for free: it completes when the
// client's window has taken the message. A client that writes without ever
// reading therefore stalls itself.
//
// Many small messages are Post()ed instead: they leave in order, several to a
// packet, as soon as nothing else is ready on the queue, and before the call's
// status. A stream uses one of the two, never both.
//
// All on the queue's thread; lives as long as the call.
//
// Example:
//
//   Task<Status> Echo(Stream<EchoRequest, EchoResponse>& stream) {
//     EchoRequest request;
//     while (co_await stream.Read(request)) {
//       if (!co_await stream.Write(Answer(request))) break;
//     }
//     co_return OkStatus();
//   }

#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/async_stream.h>
#include <grpcpp/support/byte_buffer.h>

#include <cassert>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <utility>

#include "directory/base/status.h"
#include "server/rpc/message.h"
#include "server/rpc/queue.h"
#include "server/rpc/status.h"
#include "server/rpc/task.h"

namespace annuaire::rpc {

// The call below its messages.
class StreamCall {
 public:
  explicit StreamCall(Queue& queue) : end_(*this), queue_(queue), stream_(&context_) {
    context_.AsyncNotifyWhenDone(static_cast<Completion*>(&end_));
  }
  StreamCall(const StreamCall&) = delete;
  StreamCall& operator=(const StreamCall&) = delete;

  // True once there is no point in waiting for anything to say: the client is
  // gone or the server on its way out. In the latter case what is at hand can
  // still be written, as far as the server's drain time allows.
  bool over() const { return over_ || queue_.calls().stopping(); }

  // Lets "time" pass without holding a thread; false when the call ended
  // meanwhile. A server on its way out is noticed at the end of "time": sleep
  // long in steps of a second or less.
  Task<bool> Sleep(std::chrono::milliseconds time) {
    if (over()) co_return false;
    ::grpc::Alarm alarm;
    alarm_ = &alarm;
    co_await Await(
        [&](void* tag) { alarm.Set(queue_.get(), std::chrono::system_clock::now() + time, tag); });
    alarm_ = nullptr;
    co_return !over();
  }

  // Lets whatever is ready on the queue go first: awaited between the pieces of
  // work that is too long for one turn.
  Queue::Lull GiveWay() { return Queue::Lull(queue_); }

  // --- for Service ------------------------------------------------------------
  ::grpc::ServerContext& context() { return context_; }
  ::grpc::ServerAsyncReaderWriter<::grpc::ByteBuffer, ::grpc::ByteBuffer>& stream() {
    return stream_;
  }

  // What the call ends with when its handler gave "status".
  Status OutcomeOf(Status status) const { return malformed_.ok() ? std::move(status) : malformed_; }

  // Sends the status and waits until gRPC has let go of the call.
  Task<bool> Finish(Status status) {
    const bool sent = co_await Await([&](void* tag) { stream_.Finish(ToGrpcStatus(status), tag); });
    co_await end_;
    co_return sent;
  }

 protected:
  ~StreamCall() = default;

  Queue& queue() const { return queue_; }

  // What a call ends with rather than the handler's own status.
  void set_malformed(Status status) { malformed_ = std::move(status); }

 private:
  // gRPC's notice that the call is done; it comes once for every accepted call
  // and may come while an operation is under way.
  class End final : public Completion {
   public:
    explicit End(StreamCall& call) : call_(call) {}

    bool await_ready() const noexcept { return call_.over_; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { waiter_ = waiter; }
    void await_resume() const noexcept {}

    void Complete(bool) override {
      call_.over_ = true;
      if (call_.alarm_) call_.alarm_->Cancel();
      if (waiter_) waiter_.resume();
    }

   private:
    StreamCall& call_;
    std::coroutine_handle<> waiter_;
  };

  End end_;
  bool over_ = false;
  Queue& queue_;
  ::grpc::Alarm* alarm_ = nullptr;
  Status malformed_;
  ::grpc::ServerContext context_;
  ::grpc::ServerAsyncReaderWriter<::grpc::ByteBuffer, ::grpc::ByteBuffer> stream_;
};

// The half of a stream that server-streaming handlers see.
template <typename Response>
class Writer : public StreamCall {
 public:
  // Messages posted and not yet taken by gRPC; beyond it Post() waits.
  static constexpr std::size_t kPostedMax = 128;

  using StreamCall::StreamCall;

  auto Write(const Response& response) {
    SerializeMessage(response, written_);
    return Await([this](void* tag) { this->stream().Write(written_, tag); });
  }

  // Keeps a copy of "response" to be written with its neighbours. Completes at
  // once while there is room.
  auto Post(const Response& response) {
    if (!broken_) SerializeMessage(response, posted_.emplace_back());
    if (!sending_ && !posted_.empty()) SendPosted(*this);
    return Room(*this, kPostedMax);
  }

  // For Service: waits until everything posted has been written.
  auto Flush() { return Room(*this, 1); }

 private:
  // Until fewer than "size" messages are left, and nobody writes if that is none.
  class [[nodiscard]] Room {
   public:
    Room(Writer& writer, std::size_t size) : writer_(writer), size_(size) {}

    bool await_ready() const noexcept {
      return size_ > 1 ? writer_.posted_.size() < size_ : !writer_.sending_;
    }
    void await_suspend(std::coroutine_handle<> waiter) noexcept {
      assert(!writer_.room_waiter_);
      writer_.room_waiter_ = waiter;
    }
    bool await_resume() const noexcept { return !writer_.broken_; }

   private:
    Writer& writer_;
    std::size_t size_;
  };

  // Writes what is posted until nothing is left. The hint lets gRPC gather
  // messages into packets; the last one goes without and takes all along. So
  // does the call's first: with a hint it would wait for its own headers.
  static Detached SendPosted(Writer& writer) {
    writer.sending_ = true;
    while (!writer.posted_.empty()) {
      co_await Queue::Lull(writer.queue());
      while (!writer.posted_.empty()) {
        writer.written_.Swap(&writer.posted_.front());
        writer.posted_.pop_front();
        ::grpc::WriteOptions options;
        if (writer.begun_ && !writer.posted_.empty()) options.set_buffer_hint();
        writer.begun_ = true;
        const bool written = co_await Await(
            [&](void* tag) { writer.stream().Write(writer.written_, options, tag); });
        if (!written) {
          writer.broken_ = true;
          writer.posted_.clear();
        }
      }
    }
    writer.sending_ = false;
    // Last: the handler may end, and the call with it.
    if (writer.room_waiter_) std::exchange(writer.room_waiter_, nullptr).resume();
  }

  ::grpc::ByteBuffer written_;
  std::deque<::grpc::ByteBuffer> posted_;
  bool begun_ = false;  // something was written
  bool sending_ = false;
  bool broken_ = false;  // a write failed: the call is over
  std::coroutine_handle<> room_waiter_;
};

template <typename Request, typename Response>
class Stream final : public Writer<Response> {
 public:
  using Writer<Response>::Writer;

  // Replaces "request" by the next message. A message that cannot be parsed
  // ends the call with kInvalidArgument.
  Task<bool> Read(Request& request) {
    ::grpc::ByteBuffer bytes;
    if (!co_await Await([&](void* tag) { this->stream().Read(&bytes, tag); })) co_return false;
    const Status parsed = ParseMessage(bytes, request);
    if (!parsed.ok()) this->set_malformed(parsed);
    co_return parsed.ok();
  }
};

}  // namespace annuaire::rpc
