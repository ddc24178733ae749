// The bytes under every stored value: varints, length-prefixed text, tags.
//
// Varint: seven bits a byte, least significant first, the top bit says that
// more follow. Only the shortest spelling of a number is valid, so that equal
// records have equal bytes. Tag: one byte, field number * 2 + kind.
//
// Reader never reads outside its bytes; after the first malformed one it is
// failed() and every further read gives nothing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace annuaire::wire {

enum Kind : unsigned { kNumber = 0, kBytes = 1 };

inline constexpr unsigned kFieldMax = 127;
inline constexpr std::size_t kVarintBytesMax = 10;

inline constexpr unsigned Tag(unsigned field, Kind kind) { return field * 2 + kind; }

// Writes a varint and returns where it ends. REQUIRES: room for kVarintBytesMax
inline char* WriteNumber(std::uint64_t number, char* at) {
  for (; number >= 0x80; number >>= 7) *at++ = static_cast<char>(number | 0x80);
  *at++ = static_cast<char>(number);
  return at;
}

inline void AppendNumber(std::uint64_t number, std::string& out) {
  char bytes[kVarintBytesMax];
  out.append(bytes, WriteNumber(number, bytes));
}

inline void AppendText(std::string_view text, std::string& out) {
  AppendNumber(text.size(), out);
  out.append(text);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes)
      : start_(bytes.data()), next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool failed() const { return failed_; }
  bool at_end() const { return next_ == end_; }
  // Where reading stopped; after a failure, the place of the malformed item.
  std::size_t offset() const { return static_cast<std::size_t>(next_ - start_); }

  void Fail() { failed_ = true; }

  std::uint64_t Number() {
    if (next_ != end_ && static_cast<unsigned char>(*next_) < 0x80) [[likely]] {
      return static_cast<unsigned char>(*next_++);
    }
    return LongNumber();
  }

  std::string_view Text() {
    const char* const place = next_;
    const std::uint64_t size = Number();
    if (size > static_cast<std::size_t>(end_ - next_)) [[unlikely]] {
      next_ = place;
      Fail();
    }
    if (failed_) [[unlikely]]
      return {};
    const std::string_view text(next_, static_cast<std::size_t>(size));
    next_ += size;
    return text;
  }

  unsigned char Byte() {
    if (at_end()) {
      Fail();
      return 0;
    }
    return static_cast<unsigned char>(*next_++);
  }

 private:
  std::uint64_t LongNumber() {
    std::uint64_t number = 0;
    const char* at = next_;
    for (unsigned shift = 0; shift < 64 && at != end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at++);
      if (shift == 63 && byte > 1) break;  // more than 64 bits
      number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (byte == 0 && shift != 0) break;  // not the shortest spelling
        next_ = at;
        return number;
      }
    }
    Fail();
    return 0;
  }

  const char* start_;
  const char* next_;
  const char* end_;
  bool failed_ = false;
};

}  // namespace annuaire::wire
