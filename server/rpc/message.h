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
#include <grpcpp/support/slice.h>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::rpc {

// What bytes that are no Message are refused with.
template <typename Message>
Status MalformedError() {
  return InvalidArgumentError("request: not a well-formed " + Message::descriptor()->full_name() +
                              " (texts must be valid UTF-8)");
}

// Takes the bytes out of "bytes". kInvalidArgument when they are no Message.
template <typename Message>
Status ParseMessage(::grpc::ByteBuffer& bytes, Message& message) {
  if (::grpc::SerializationTraits<Message>::Deserialize(&bytes, &message).ok()) return OkStatus();
  return MalformedError<Message>();
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

// All of "bytes", without a copy when they came in one piece.
inline ::grpc::Slice InOnePiece(const ::grpc::ByteBuffer& bytes) {
  ::grpc::Slice slice;
  if (bytes.Valid() && !bytes.TrySingleSlice(&slice).ok()) {
    const ::grpc::Status status = bytes.DumpToSingleSlice(&slice);
    assert(status.ok());  // fails only for a buffer that is not valid
  }
  return slice;
}

// Lives as long as "slice".
inline std::string_view ViewOf(const ::grpc::Slice& slice) {
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

// Replaces "bytes" by "size" bytes that write(first) fills.
template <typename Write>
void WriteBytes(std::size_t size, ::grpc::ByteBuffer& bytes, Write write) {
  const ::grpc::Slice slice(size);
  write(const_cast<std::uint8_t*>(slice.begin()));  // nobody else has it yet
  ::grpc::ByteBuffer written(&slice, 1);
  bytes.Swap(&written);
}

}  // namespace annuaire::rpc
