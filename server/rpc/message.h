// Messages from and to the bytes gRPC carries. Registration is raw: we parse
// and serialise ourselves, so that a method may as well give bytes it has ready.
//
// Pure functions; safe from any thread.

#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>
// After the two readers above: the traits need them.
#include <grpcpp/impl/codegen/proto_utils.h>

#include "directory/base/status.h"

namespace annuaire::rpc {

// Takes the bytes out of "bytes". kInvalidArgument when they are no Message.
template <typename Message>
Status ParseMessage(::grpc::ByteBuffer& bytes, Message& message) {
  if (::grpc::SerializationTraits<Message>::Deserialize(&bytes, &message).ok()) return OkStatus();
  return InvalidArgumentError("request: not a well-formed " + Message::descriptor()->full_name() +
                              " (texts must be valid UTF-8)");
}

// Replaces "bytes" by those of "message".
template <typename Message>
void SerializeMessage(const Message& message, ::grpc::ByteBuffer& bytes) {
  bytes.Clear();
  bool own = false;
  const ::grpc::Status status =
      ::grpc::SerializationTraits<Message>::Serialize(message, &bytes, &own);
  assert(status.ok());  // fails only for messages of 2 GiB
}

}  // namespace annuaire::rpc
