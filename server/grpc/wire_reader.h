// Reads protobuf's wire format without messages, for requests that come at every
// keystroke: texts are views into the request, however many there are.
//
// Unknown fields, and known ones of another type, are skipped, as a message
// class does.
//
// Example:
//
//   WireReader reader(bytes);
//   while (const std::uint32_t tag = reader.NextTag()) {
//     if (tag == LengthTag(1)) {
//       address = reader.Text();
//     } else {
//       reader.Skip(tag);
//     }
//   }
//   if (!reader.ok()) return rpc::MalformedError<v1::GetMailboxRequest>();

#pragma once

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/base/fold.h"
#include "server/grpc/wire.h"

namespace annuaire::grpc_front {

class WireReader {
 public:
  // Views live as long as "bytes".
  explicit WireReader(std::string_view bytes)
      : bytes_(bytes),
        in_(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())) {}

  // The next field's number and type; 0 at the end, or when something was wrong.
  std::uint32_t NextTag() {
    if (!ok_) return 0;
    const std::uint32_t tag = in_.ReadTag();
    if (tag == 0) ok_ = in_.ConsumedEntireMessage();
    return tag;
  }

  // The value of a field of bytes.
  std::string_view Bytes() {
    std::uint32_t size = 0;
    const int from = in_.ReadVarint32(&size) ? in_.CurrentPosition() : -1;
    if (from < 0 || size > bytes_.size() || !in_.Skip(static_cast<int>(size))) {
      ok_ = false;
      return {};
    }
    return bytes_.substr(static_cast<std::size_t>(from), size);
  }

  // Of a string, which must be valid UTF-8.
  std::string_view Text() {
    const std::string_view text = Bytes();
    ok_ = ok_ && IsValidUtf8(text);
    return text;
  }

  std::uint32_t Number() {
    std::uint32_t number = 0;
    ok_ = in_.ReadVarint32(&number) && ok_;
    return number;
  }

  void Skip(std::uint32_t tag) {
    ok_ = google::protobuf::internal::WireFormatLite::SkipField(&in_, tag) && ok_;
  }

  bool ok() const { return ok_; }

  // Bytes read so far.
  std::size_t position() const { return static_cast<std::size_t>(in_.CurrentPosition()); }

 private:
  std::string_view bytes_;
  google::protobuf::io::CodedInputStream in_;
  bool ok_ = true;
};

}  // namespace annuaire::grpc_front
