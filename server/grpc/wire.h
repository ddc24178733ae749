// Writes protobuf's wire format without messages: a reply is measured, then
// written in place, and no text is copied twice. For the few answers that are
// asked for at every keystroke; everything else is written through messages.
//
// A message is a function template over its output, run once to be measured
// (WireSize) and once to be written (WireBytes). Fields go in the order of their
// numbers and absent ones are left out, so that the bytes are those the message
// class would have given; tests compare them.
//
// Pure; the texts given must outlive the run.
//
// Example:
//
//   template <typename Out>
//   void Write(const Coded& coded, Out& out) {
//     WriteText(1, coded.code, out);
//     WriteText(2, coded.label, out);
//   }
//   WireSize size;
//   Write(coded, size);
//   rpc::WriteBytes(size.bytes(), reply, [&](std::uint8_t* first) {
//     WireBytes bytes(first, size.bytes());
//     Write(coded, bytes);
//   });

#pragma once

#include <google/protobuf/io/coded_stream.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace annuaire::grpc_front {

class WireSize {
 public:
  void Varint(std::uint32_t value) {
    bytes_ += google::protobuf::io::CodedOutputStream::VarintSize32(value);
  }
  void Raw(std::string_view text) { bytes_ += text.size(); }
  void Padded(std::span<const std::string_view>, std::size_t bytes) { bytes_ += bytes; }
  void Measured(const WireSize& part) { bytes_ += part.bytes_; }

  std::uint32_t bytes() const { return static_cast<std::uint32_t>(bytes_); }

 private:
  std::size_t bytes_ = 0;
};

class WireBytes {
 public:
  // Bytes that may be read behind a text given to Padded().
  static constexpr std::size_t kPadding = 32;

  // REQUIRES: room for what a WireSize measured.
  WireBytes(std::uint8_t* first, std::size_t size) : next_(first), end_(first + size) {}

  void Varint(std::uint32_t value) {
    next_ = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(value, next_);
  }
  void Raw(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(next_, text.data(), text.size());
    next_ += text.size();
  }
  // The same of several, "bytes" in all, in steps of one length as long as there is
  // room: for many short texts, whose lengths nobody can foretell.
  void Padded(std::span<const std::string_view> texts, std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes + kPadding) {
      for (const std::string_view text : texts) Raw(text);
      return;
    }
    for (const std::string_view text : texts) {
      std::memcpy(next_, text.data(), kPadding);
      for (std::size_t done = kPadding; done < text.size(); done += kPadding) {
        std::memcpy(next_ + done, text.data() + done, kPadding);
      }
      next_ += text.size();
    }
  }

 private:
  std::uint8_t* next_;
  std::uint8_t* end_;
};

inline constexpr std::uint32_t VarintTag(std::uint32_t field) { return field << 3; }
inline constexpr std::uint32_t LengthTag(std::uint32_t field) { return field << 3 | 2; }

// An element of a repeated field, written even when empty.
template <typename Out>
void WriteElement(std::uint32_t field, std::string_view text, Out& out) {
  out.Varint(LengthTag(field));
  out.Varint(static_cast<std::uint32_t>(text.size()));
  out.Raw(text);
}

template <typename Out>
void WriteText(std::uint32_t field, std::string_view text, Out& out) {
  if (!text.empty()) WriteElement(field, text, out);
}

// The parts as one text.
template <typename Out, typename... Parts>
void WriteJoined(std::uint32_t field, Out& out, const Parts&... parts) {
  const std::size_t size = (std::size_t{0} + ... + parts.size());
  if (size == 0) return;
  out.Varint(LengthTag(field));
  out.Varint(static_cast<std::uint32_t>(size));
  (out.Raw(parts), ...);
}

// Numbers, flags and enums, none of which is negative here.
template <typename Out>
void WriteNumber(std::uint32_t field, std::uint32_t value, Out& out) {
  if (value == 0) return;
  out.Varint(VarintTag(field));
  out.Varint(value);
}

// What write(out) would write.
template <typename Fields>
WireSize Measure(const Fields& write) {
  WireSize size;
  write(size);
  return size;
}

// Appends what write(out) writes; runs it twice.
template <typename Fields>
void AppendWire(const Fields& write, std::string& text) {
  const WireSize size = Measure(write);
  const std::size_t before = text.size();
  text.resize(before + size.bytes());
  WireBytes bytes(reinterpret_cast<std::uint8_t*>(text.data() + before), size.bytes());
  write(bytes);
}

// A message that write(out) writes the fields of, "size" in all; written even when
// empty.
template <typename Out, typename Fields>
void WriteMeasured(std::uint32_t field, const WireSize& size, Out& out, const Fields& write) {
  out.Varint(LengthTag(field));
  out.Varint(size.bytes());
  if constexpr (std::is_same_v<Out, WireSize>) {
    out.Measured(size);
  } else {
    write(out);
  }
}

template <typename Out, typename Fields>
void WriteMessage(std::uint32_t field, Out& out, const Fields& write) {
  WriteMeasured(field, Measure(write), out, write);
}

}  // namespace annuaire::grpc_front
