#include "server/rpc/service.h"

#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/async_unary_call.h>

#include <cassert>
#include <chrono>
#include <utility>

#include "server/rpc/status.h"

namespace annuaire::rpc {

using Clock = std::chrono::steady_clock;
using ::grpc::internal::RpcMethod;
using ::grpc::internal::RpcServiceMethod;

Service::Service(std::string_view full_name)
    : full_name_(full_name),
      descriptor_(
          google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(full_name_)) {
  assert(descriptor_);
}

int Service::AddMethodNamed(std::string_view name, Shape shape, const Descriptor* request,
                            const Descriptor* response) {
  const auto* method = descriptor_->FindMethodByName(std::string(name));
  assert(method && method->input_type() == request && method->output_type() == response);
  assert((shape == Shape::kStreaming) ==
         (method->server_streaming() || method->client_streaming()));
  // gRPC takes a method without handler of its own for one served from a queue.
  // It hands over the first message of a NORMAL_RPC with the call itself.
  const auto type = shape == Shape::kUnary ? RpcMethod::NORMAL_RPC : RpcMethod::BIDI_STREAMING;
  paths_.push_back(std::make_unique<std::string>("/" + full_name_ + "/" + method->name()));
  AddMethod(new RpcServiceMethod(paths_.back()->c_str(), type, nullptr));
  const int index = static_cast<int>(acceptors_.size());
  MarkMethodRaw(index);
  return index;
}

void Service::AddUnary(std::string_view name, const Descriptor* request, const Descriptor* response,
                       UnaryHandler handler) {
  const int method = AddMethodNamed(name, Shape::kUnary, request, response);
  acceptors_.push_back([this, method, handler = std::move(handler)](Queue& queue) {
    ServeUnary(*this, method, handler, queue, queue.calls().AddCall());
  });
}

MethodCalls Service::method(std::size_t number) const {
  const std::string& path = *paths_[number];
  const auto* method = descriptor_->FindMethodByName(path.substr(path.rfind('/') + 1));
  return {.method = path.substr(1),
          .is_unary = !method->server_streaming() && !method->client_streaming()};
}

void Service::AcceptCalls(Queue& queue) {
  assert(static_cast<int>(acceptors_.size()) == descriptor_->method_count());
  for (const auto& accept : acceptors_) {
    for (int i = 0; i < kPendingCalls; ++i) accept(queue);
  }
}

Detached Service::ServeUnary(Service& service, int method, const UnaryHandler& handler,
                             Queue& queue, [[maybe_unused]] CallCount::Lease lease) {
  ::grpc::ServerContext context;
  ::grpc::ByteBuffer request;
  ::grpc::ServerAsyncResponseWriter<::grpc::ByteBuffer> writer(&context);
  const bool accepted = co_await Await([&](void* tag) {
    service.RequestAsyncUnary(method, &context, &request, &writer, queue.get(), queue.get(), tag);
  });
  if (!accepted) co_return;
  ServeUnary(service, method, handler, queue, queue.calls().AddCall());

  ::grpc::ByteBuffer reply;
  CallCounts* const counts = queue.counts();
  const auto started = counts ? Clock::now() : Clock::time_point();
  const Status status = handler(request, reply);
  if (counts) counts->Add(service.NumberOf(method), status.code(), Clock::now() - started);
  co_await Await([&](void* tag) {
    if (status.ok()) {
      writer.Finish(reply, ::grpc::Status::OK, tag);
    } else {
      writer.FinishWithError(ToGrpcStatus(status), tag);
    }
  });
}

}  // namespace annuaire::rpc
