// From a message written without a message class (wire.h) to the bytes of a reply.

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <cstdint>

#include "server/grpc/wire.h"
#include "server/rpc/message.h"

namespace annuaire::grpc_front {

// Replaces "reply" by what write(out) writes; runs it twice.
template <typename Fields>
void WriteWire(::grpc::ByteBuffer& reply, const Fields& write) {
  const WireSize size = Measure(write);
  rpc::WriteBytes(size.bytes(), reply, [&](std::uint8_t* first) {
    WireBytes bytes(first, size.bytes());
    write(bytes);
  });
}

}  // namespace annuaire::grpc_front
