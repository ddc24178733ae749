// Packed fields are texts put end to end, each behind its length, so that a
// group of columns is one string of bytes that can be interned and compared.
//
// Layout: per field its length in bytes as a base-128 number, low digits first,
// the high bit saying that more follow; then the bytes. A group whose fields
// are all empty packs to nothing, and nothing unpacks to empty fields.
//
// Example:
//
//   FieldPacker packer;
//   std::string_view bytes = packer.Start().Add("54000").Add(country).bytes();
//   FieldUnpacker unpacker(bytes);
//   std::string_view postcode = unpacker.Next();

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "directory/base/short_text.h"
#include "directory/record/coded.h"
#include "directory/record/practitioner.h"

namespace annuaire {

// Writes a length and returns where it ends.
inline char* WriteLength(std::size_t length, char* at) {
  for (; length >= 0x80; length >>= 7) *at++ = static_cast<char>(length | 0x80);
  *at++ = static_cast<char>(length);
  return at;
}

// Reads a length and moves "at" behind it.
inline std::size_t ReadLength(const char*& at) {
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    length |= static_cast<std::size_t>(byte & 0x7Fu) << shift;
    if (byte < 0x80) return length;
  }
}

class FieldPacker {
 public:
  FieldPacker& Start() {
    size_ = 0;
    any_ = false;
    return *this;
  }
  FieldPacker& Add(std::string_view field) { return AddAll(field); }
  // Adds some fields with one look at the room for them.
  template <typename... Field>
  FieldPacker& AddAll(const Field&... fields) {
    const std::size_t most = ((fields.size() + kLengthBytesMax) + ...);
    if (bytes_.size() - size_ < most) [[unlikely]]
      Grow(most);
    char* at = bytes_.data() + size_;
    ((at = Write(fields, at)), ...);
    size_ = static_cast<std::size_t>(at - bytes_.data());
    any_ |= (!fields.empty() || ...);
    return *this;
  }
  FieldPacker& Add(const Coded& coded) { return AddAll(coded.code, coded.label); }
  FieldPacker& Add(const Address& address);

  // Valid until the next Start().
  std::string_view bytes() const { return {bytes_.data(), any_ ? size_ : 0}; }

 private:
  static constexpr std::size_t kLengthBytesMax = 10;

  static char* Write(std::string_view field, char* at) {
    if (field.empty()) {  // as half of them are
      *at = 0;
      return at + 1;
    }
    at = WriteLength(field.size(), at);
    CopyText(field, at);
    return at + field.size();
  }

  // Apart, so that AddAll() has little to save on its way in.
  [[gnu::noinline]] void Grow(std::size_t bytes) { bytes_.resize(2 * (size_ + bytes)); }

  std::string bytes_;  // of which the first size_ are used
  std::size_t size_ = 0;
  bool any_ = false;
};

class FieldUnpacker {
 public:
  // "bytes" must come from a FieldPacker, and outlive the fields.
  explicit FieldUnpacker(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // The next field; empty beyond the last.
  std::string_view Next() {
    if (at_ == end_) return {};
    const std::size_t length = ReadLength(at_);
    const std::string_view field(at_, length);
    at_ += length;
    return length == 0 ? std::string_view{} : field;
  }
  Coded NextCoded() {
    const std::string_view code = Next();
    return {code, Next()};
  }
  Address NextAddress();
  // What has not been read yet, packed.
  std::string_view Rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

 private:
  const char* at_;
  const char* end_;
};

inline FieldPacker& FieldPacker::Add(const Address& address) {
  return AddAll(address.recipient_complement, address.geographic_complement, address.street_number,
                address.repetition_index, address.street_type.code, address.street_type.label,
                address.street_name, address.distribution, address.delivery_line, address.postcode,
                address.commune.code, address.commune.label, address.country.code,
                address.country.label);
}

inline Address FieldUnpacker::NextAddress() {
  Address address;
  address.recipient_complement = Next();
  address.geographic_complement = Next();
  address.street_number = Next();
  address.repetition_index = Next();
  address.street_type = NextCoded();
  address.street_name = Next();
  address.distribution = Next();
  address.delivery_line = Next();
  address.postcode = Next();
  address.commune = NextCoded();
  address.country = NextCoded();
  return address;
}

}  // namespace annuaire
