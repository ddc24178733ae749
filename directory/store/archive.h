// Encoder and Decoder: the two archives that walk a struct's Fields().
//
// A struct is its present fields in rising order of their numbers, each a tag
// byte and a value. Text is length-prefixed; a number, an enum and a Coded (its
// index in the code book) are varints; a nested struct is length-prefixed
// bytes. An absent field (empty text, zero, empty struct) takes no bytes; a
// vector is its elements in a row under the same tag, empty ones included.
//
// Internal to the room, see codec.h. One thread per object.

#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "directory/base/short_text.h"
#include "directory/record/coded.h"
#include "directory/store/code_book.h"
#include "directory/store/fields.h"
#include "directory/store/wire.h"

namespace annuaire {

// Appends to "out", which has its end once Finish() was called. "codes" may be nullptr
// when the struct holds no Coded.
class Encoder {
 public:
  template <typename T>
  using Ref = const T&;

  Encoder(CodeBookBuilder* codes, std::string& out) : codes_(codes), out_(out), size_(out.size()) {
    Grow(0);
  }
  void Finish() { out_.resize(size_); }

  void operator()(unsigned field, std::string_view text) {
    if (!text.empty()) Put(field, text);
  }
  void operator()(unsigned field, const std::string& text) {
    (*this)(field, std::string_view(text));
  }
  void operator()(unsigned field, const Coded& coded) {
    if (!coded.empty()) Put(field, coded);
  }
  template <typename T>
  requires std::is_integral_v<T>
  void operator()(unsigned field, T number) {
    if (number != 0) PutNumber(field, number);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(unsigned field, Enum value, Enum /*last*/) {
    (*this)(field, static_cast<std::underlying_type_t<Enum>>(value));
  }
  template <typename T>
  void operator()(unsigned field, const std::vector<T>& values) {
    for (const T& value : values) Put(field, value);
  }
  template <typename T>
  requires std::is_class_v<T>
  void operator()(unsigned field, const T& nested) {
    const std::size_t before = size_;
    Put(field, nested);
    if (size_ == before + 2) size_ = before;  // a tag and a length of 0
  }

 private:
  // Of most records.
  static constexpr std::size_t kUsualBytes = 512;

  // Where to write up to "bytes", and a tag and a number.
  char* Place(std::size_t bytes) {
    if (out_.size() - size_ < 1 + wire::kVarintBytesMax + bytes) [[unlikely]]
      Grow(bytes);
    return out_.data() + size_;
  }
  void MoveTo(const char* end) { size_ = static_cast<std::size_t>(end - out_.data()); }
  // Apart, so that Place() has little to save on its way in.
  [[gnu::noinline]] void Grow(std::size_t bytes) { out_.resize(2 * (size_ + bytes) + kUsualBytes); }

  static char* WriteTag(unsigned field, wire::Kind kind, char* at) {
    *at = static_cast<char>(wire::Tag(field, kind));
    return at + 1;
  }
  void PutNumber(unsigned field, std::uint64_t number) {
    MoveTo(wire::WriteNumber(number, WriteTag(field, wire::kNumber, Place(0))));
  }
  void Put(unsigned field, std::string_view text) {
    char* const at = WriteTag(field, wire::kBytes, Place(text.size()));
    char* const bytes = wire::WriteNumber(text.size(), at);
    CopyText(text, bytes);
    MoveTo(bytes + text.size());
  }
  void Put(unsigned field, const Coded& coded) { PutNumber(field, codes_->IndexOf(coded)); }
  template <typename T>
  requires(std::is_class_v<T> &&
           !std::is_convertible_v<T, std::string_view>) void Put(unsigned field, const T& nested) {
    // Room for a length below 128, the usual case.
    MoveTo(WriteTag(field, wire::kBytes, Place(0)) + 1);
    const std::size_t start = size_;
    Fields(*this, nested);
    PutLength(start, size_ - start);
  }
  // In front of the bytes from "start" on, where there is a byte for it.
  void PutLength(std::size_t start, std::size_t length) {
    char number[wire::kVarintBytesMax];
    const auto digits = static_cast<std::size_t>(wire::WriteNumber(length, number) - number);
    if (digits > 1) {
      char* const end = Place(0);
      std::memmove(end - length + digits - 1, end - length, length);
      size_ += digits - 1;
    }
    std::memcpy(out_.data() + start - 1, number, digits);
  }

  CodeBookBuilder* codes_;
  std::string& out_;  // with room beyond size_
  std::size_t size_;
};

// Appends "record" to "out".
template <typename T>
void Encode(const T& record, CodeBookBuilder* codes, std::string& out) {
  Encoder encoder(codes, out);
  Fields(encoder, record);
  encoder.Finish();
}

// Fills structs whose text points into "bytes". The structs must be Clear().
class Decoder {
 public:
  template <typename T>
  using Ref = T&;

  // "codes" may be nullptr when the struct holds no Coded.
  Decoder(const CodeBook* codes, std::string_view bytes) : codes_(codes), in_(bytes) { NextTag(); }

  // Reads the struct; true when every byte was understood or lawfully skipped.
  template <typename T>
  bool Read(T& record) {
    Fields(*this, record);
    while (tag_ != kNoTag) Skip();
    return !in_.failed();
  }

  // Where the bytes stopped making sense, from their start.
  std::size_t offset() const { return failed_at_ != kNowhere ? failed_at_ : in_.offset(); }

  void operator()(unsigned field, std::string_view& text) {
    if (!IsNext(field, wire::kBytes)) return;
    text = in_.Text();
    NextTag(AfterField());
  }
  void operator()(unsigned field, std::string& text) {
    if (!IsNext(field, wire::kBytes)) return;
    text = in_.Text();
    NextTag(AfterField());
  }
  void operator()(unsigned field, Coded& coded) {
    if (!IsNext(field, wire::kNumber)) return;
    Take(coded);
    NextTag(AfterField());
  }
  template <typename T>
  requires std::is_integral_v<T>
  void operator()(unsigned field, T& number) {
    if (!IsNext(field, wire::kNumber)) return;
    number = static_cast<T>(NumberUpTo(std::numeric_limits<T>::max()));
    NextTag(AfterField());
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(unsigned field, Enum& value, Enum last) {
    if (!IsNext(field, wire::kNumber)) return;
    value = static_cast<Enum>(NumberUpTo(static_cast<std::uint64_t>(last)));
    NextTag(AfterField());
  }
  template <typename T>
  void operator()(unsigned field, std::vector<T>& values) {
    constexpr wire::Kind kKind = std::is_same_v<T, Coded> ? wire::kNumber : wire::kBytes;
    if (!IsNext(field, kKind)) return;
    const unsigned tag = tag_;
    do {
      Take(values.emplace_back());
      NextTag(tag);
    } while (tag_ == tag);
    if (tag_ == (tag | 1)) [[unlikely]]
      Fail();  // the same field in the other kind
  }
  template <typename T>
  requires std::is_class_v<T>
  void operator()(unsigned field, T& nested) {
    if (!IsNext(field, wire::kBytes)) return;
    Take(nested);
    NextTag(AfterField());
  }

 private:
  static constexpr unsigned kNoTag = 256;  // above every tag
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  // Skips fields below "field", which a reader of this version has no name
  // for; true when the next one is "field".
  bool IsNext(unsigned field, wire::Kind kind) {
    while (tag_ < wire::Tag(field, wire::kNumber)) [[unlikely]] Skip();
    if (tag_ > wire::Tag(field, wire::kBytes)) return false;
    if (tag_ == wire::Tag(field, kind)) return true;
    Fail();  // the right field in the wrong kind
    return false;
  }

  // The least tag that may follow a field that occurs once.
  unsigned AfterField() const { return (tag_ | 1) + 1; }

  void NextTag(unsigned least = wire::Tag(1, wire::kNumber)) {
    if (in_.failed()) [[unlikely]]
      return Fail();
    if (in_.at_end()) {
      tag_ = kNoTag;
      return;
    }
    tag_ = in_.Byte();
    if (tag_ < least) [[unlikely]]
      Fail();  // out of order, or twice
  }

  void Skip() {
    if ((tag_ & 1) == wire::kNumber) {
      (void)in_.Number();
    } else {
      (void)in_.Text();
    }
    NextTag(tag_);
  }

  void Fail() {
    in_.Fail();
    tag_ = kNoTag;
  }

  std::uint64_t NumberUpTo(std::uint64_t most) {
    const std::uint64_t number = in_.Number();
    if (number <= most) [[likely]]
      return number;
    in_.Fail();
    return 0;
  }

  void Take(std::string_view& text) { text = in_.Text(); }
  void Take(Coded& coded) {
    const std::uint64_t index = in_.Number();
    if (index < codes_->size()) [[likely]] {
      coded = (*codes_)[static_cast<std::uint32_t>(index)];
    } else {
      in_.Fail();
    }
  }
  template <typename T>
  void Take(T& nested) {
    const std::string_view bytes = in_.Text();
    if (in_.failed()) return;
    Decoder inner(codes_, bytes);
    if (!inner.Read(nested)) [[unlikely]] {
      failed_at_ = in_.offset() - bytes.size() + inner.offset();
      in_.Fail();
    }
  }

  const CodeBook* codes_;
  wire::Reader in_;
  unsigned tag_ = kNoTag;
  std::size_t failed_at_ = kNowhere;
};

}  // namespace annuaire
