// EchoService is echo_floor.proto over server/rpc: the floor under every answer of
// the real services, since nothing is done between request and reply.
//
// Thread-safe.

#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <deque>
#include <mutex>
#include <shared_mutex>
#include <string_view>

#include "echo_floor.pb.h"
#include "server/rpc/service.h"

namespace annuaire::bench {

class EchoService final : public rpc::Service {
 public:
  EchoService() : Service("annuaire.echo.EchoService") {
    Unary("Empty", &EchoService::Empty);
    Unary("Keep", &EchoService::Keep);
    UnaryBytes<echo::RepeatRequest, echo::RepeatReply>("Repeat", &EchoService::Repeat);
  }

 private:
  Status Empty(const echo::EmptyRequest&, echo::EmptyReply&) const { return OkStatus(); }

  Status Keep(const echo::KeepRequest& request, echo::KeepReply& reply) const {
    const std::unique_lock lock(mutex_);
    reply.set_number(static_cast<std::uint32_t>(kept_.size()));
    kept_.emplace_back(request.reply());
    return OkStatus();
  }

  Status Repeat(std::string_view bytes, ::grpc::ByteBuffer& reply) const {
    echo::RepeatRequest request;
    if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      return InvalidArgumentError("request: not a RepeatRequest");
    }
    const std::shared_lock lock(mutex_);
    if (request.number() >= kept_.size()) return NotFoundError("number: nothing is kept under it");
    reply = ::grpc::ByteBuffer(&kept_[request.number()], 1);
    return OkStatus();
  }

  mutable std::shared_mutex mutex_;
  mutable std::deque<::grpc::Slice> kept_;
};

}  // namespace annuaire::bench
