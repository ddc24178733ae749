// A Service is one service of a .proto whose methods are written as plain
// functions (one request, one answer) or coroutines (streams), one line of
// registration each.
//
// A unary handler runs to its end on the queue's thread and must not block; a
// coroutine that works for long gives way now and then (stream.h).
// Registration happens in the constructor of the derived class; after that the
// service is immutable, and every queue's thread calls its handlers at once. It
// must outlive the Server it is given to. Names and message types are checked
// against the .proto: a mistake is caught when the service is constructed.
//
// Example:
//
//   class EchoService final : public Service {
//    public:
//     EchoService() : Service("annuaire.test.EchoService") {
//       Unary("Echo", &EchoService::Echo);
//       ServerStreaming("Repeat", &EchoService::Repeat);
//       BidiStreaming("Chat", &EchoService::Chat);
//     }
//
//    private:
//     Status Echo(const EchoRequest& request, EchoResponse& response) const;
//     Task<Status> Repeat(const EchoRequest& request, Writer<EchoResponse>& writer) const;
//     Task<Status> Chat(Stream<EchoRequest, EchoResponse>& stream) const;
//   };

#pragma once

#include <google/protobuf/arena.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/byte_buffer.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/status.h"
#include "server/rpc/message.h"
#include "server/rpc/queue.h"
#include "server/rpc/stream.h"
#include "server/rpc/task.h"

namespace annuaire::rpc {

class Service : public ::grpc::Service {
 public:
  // Calls of one method that wait to be accepted on each queue. A call that
  // finds none waits for the queue's thread, which replaces each at once.
  static constexpr int kPendingCalls = 16;

  ~Service() override = default;

  const std::string& full_name() const { return full_name_; }

  // The first of its methods in the counts of a queue; they follow as they were registered.
  void set_first_method(std::size_t first) { first_method_ = first; }
  std::size_t method_count() const { return paths_.size(); }
  // Its name and kind, without counts.
  MethodCalls method(std::size_t number) const;

  // Starts accepting calls on "queue". REQUIRES: every method of the .proto is
  // registered, and the server has started.
  void AcceptCalls(Queue& queue);

 protected:
  // "full_name" as in the .proto: "annuaire.v1.DirectoryService".
  explicit Service(std::string_view full_name);

  template <typename Front, typename Request, typename Response>
  void Unary(std::string_view name, Status (Front::*handler)(const Request&, Response&) const) {
    AddUnary(name, Request::descriptor(), Response::descriptor(),
             [front = static_cast<const Front*>(this), handler](::grpc::ByteBuffer& request_bytes,
                                                                ::grpc::ByteBuffer& reply) {
               std::array<char, kArenaBytes> memory;  // most calls need no other
               google::protobuf::Arena arena(memory.data(), memory.size());
               auto* request = google::protobuf::Arena::CreateMessage<Request>(&arena);
               RETURN_IF_ERROR(ParseMessage(request_bytes, *request));
               auto* response = google::protobuf::Arena::CreateMessage<Response>(&arena);
               RETURN_IF_ERROR((front->*handler)(*request, *response));
               SerializeMessage(*response, reply);
               return OkStatus();
             });
  }

  // The same for a handler that reads the serialised Request and gives the
  // serialised Response itself.
  template <typename Request, typename Response, typename Front>
  void UnaryBytes(std::string_view name,
                  Status (Front::*handler)(std::string_view, ::grpc::ByteBuffer&) const) {
    AddUnary(name, Request::descriptor(), Response::descriptor(),
             [front = static_cast<const Front*>(this), handler](::grpc::ByteBuffer& request_bytes,
                                                                ::grpc::ByteBuffer& reply) {
               const ::grpc::Slice request = InOnePiece(request_bytes);
               return (front->*handler)(ViewOf(request), reply);
             });
  }

  template <typename Front, typename Request, typename Response>
  void ServerStreaming(std::string_view name,
                       Task<Status> (Front::*handler)(const Request&, Writer<Response>&) const) {
    auto serve = [front = static_cast<const Front*>(this),
                  handler](Stream<Request, Response>& stream) {
      return ReadThenWrite(*front, handler, stream);
    };
    AddStreaming<Request, Response>(name, serve);
  }

  template <typename Front, typename Request, typename Response>
  void BidiStreaming(std::string_view name,
                     Task<Status> (Front::*handler)(Stream<Request, Response>&) const) {
    auto serve = [front = static_cast<const Front*>(this),
                  handler](Stream<Request, Response>& stream) { return (front->*handler)(stream); };
    AddStreaming<Request, Response>(name, serve);
  }

 private:
  using Descriptor = google::protobuf::Descriptor;
  static constexpr std::size_t kArenaBytes = 4096;
  using UnaryHandler =
      std::function<Status(::grpc::ByteBuffer& request, ::grpc::ByteBuffer& reply)>;
  enum class Shape { kUnary, kStreaming };

  // Registers the method with gRPC and returns its number there.
  int AddMethodNamed(std::string_view name, Shape shape, const Descriptor* request,
                     const Descriptor* response);
  void AddUnary(std::string_view name, const Descriptor* request, const Descriptor* response,
                UnaryHandler handler);

  template <typename Request, typename Response, typename Handler>
  void AddStreaming(std::string_view name, Handler handler) {
    const int method =
        AddMethodNamed(name, Shape::kStreaming, Request::descriptor(), Response::descriptor());
    acceptors_.push_back([this, method, handler](Queue& queue) {
      ServeStream<Request, Response>(*this, method, handler, queue, queue.calls().AddCall());
    });
  }

  // Both accept one call, put a successor in their place, and serve it. The
  // lease goes last, after everything that belongs to gRPC.
  static Detached ServeUnary(Service& service, int method, const UnaryHandler& handler,
                             Queue& queue, CallCount::Lease lease);

  template <typename Request, typename Response, typename Handler>
  static Detached ServeStream(Service& service, int method, const Handler& handler, Queue& queue,
                              [[maybe_unused]] CallCount::Lease lease) {
    Stream<Request, Response> stream(queue);
    const bool accepted = co_await Await([&](void* tag) {
      service.RequestAsyncBidiStreaming(method, &stream.context(), &stream.stream(), queue.get(),
                                        queue.get(), tag);
    });
    if (!accepted) co_return;
    ServeStream<Request, Response>(service, method, handler, queue, queue.calls().AddCall());
    if (queue.calls().stopping()) {
      co_await stream.Finish(UnavailableError("the server is shutting down"));
      co_return;
    }
    const CallCount::Lease counted = queue.calls().AddStream();
    Status status = stream.OutcomeOf(co_await handler(stream));
    co_await stream.Flush();
    if (queue.counts()) queue.counts()->Add(service.NumberOf(method), status.code());
    co_await stream.Finish(std::move(status));
  }

  template <typename Front, typename Request, typename Response>
  static Task<Status> ReadThenWrite(const Front& front,
                                    Task<Status> (Front::*handler)(const Request&,
                                                                   Writer<Response>&) const,
                                    Stream<Request, Response>& stream) {
    Request request;
    if (!co_await stream.Read(request)) co_return InvalidArgumentError("request: missing");
    co_return co_await (front.*handler)(request, stream);
  }

  // In the counts of a queue.
  std::size_t NumberOf(int method) const {
    return first_method_ + static_cast<std::size_t>(method);
  }

  std::string full_name_;
  std::size_t first_method_ = 0;
  const google::protobuf::ServiceDescriptor* descriptor_;
  std::vector<std::unique_ptr<const std::string>> paths_;  // gRPC keeps pointers into them
  std::vector<std::function<void(Queue&)>> acceptors_;     // one per method
};

}  // namespace annuaire::rpc
