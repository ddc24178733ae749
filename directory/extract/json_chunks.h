// JsonChunks is RapidJSON's input stream over a ChunkSource, for large files.
//
// Blanks, and the bytes of a string up to its next quote or escape, are taken a run
// at a time. A token that never ends is cut: the stream then pretends to be at its
// end. What a token is, its user says. Internal to the room.
//
// Example:
//
//   JsonChunks chunks(source, kTokenBytesMax);
//   rapidjson::Reader().Parse<rapidjson::kParseIterativeFlag>(chunks, handler);
//   // and chunks.StartToken() at each event of the handler

#pragma once

#include <rapidjson/reader.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "directory/extract/chunk_source.h"

namespace annuaire {

class JsonChunks {
 public:
  using Ch = char;

  // A BOM is skipped.
  JsonChunks(const ChunkSource& source, std::size_t token_bytes_max);

  Ch Peek() const { return at_ == limit_ ? '\0' : *at_; }
  Ch Take() {
    if (at_ == limit_) return '\0';
    const Ch c = *at_;
    if (++at_ == end_) Refill();
    return c;
  }
  bool at_end() const { return at_ == end_; }
  std::size_t Tell() const { return before_ + static_cast<std::size_t>(at_ - begin_); }

  void TakeBlanks() {
    while (IsBlank(Peek())) TakeRunOfBlanks();
  }
  // Calls take(bytes) with what stands for itself in a string, as far as the chunk goes.
  template <typename Visit>
  void TakePlain(Visit take) {
    const char* const from = at_;
    at_ = EndOfPlain(at_, limit_);
    take(std::string_view(from, static_cast<std::size_t>(at_ - from)));
    if (at_ == end_ && at_ != from) Refill();
  }

  void StartToken() {
    token_start_ = Tell();
    SetLimit();
  }
  bool token_too_long() const { return token_bytes() > token_bytes_max_; }

  // Only for in-situ parsing, which this stream does not serve.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) { assert(false); }
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }

 private:
  static bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  static const char* EndOfPlain(const char* at, const char* end);

  void TakeRunOfBlanks();
  std::size_t token_bytes() const { return Tell() - token_start_; }
  void Refill();
  void SetLimit() {
    const std::size_t left = static_cast<std::size_t>(end_ - at_);
    const std::size_t used = token_bytes();
    limit_ = at_ + std::min(left, used > token_bytes_max_ ? 0 : token_bytes_max_ + 1 - used);
  }

  const ChunkSource& source_;
  const std::size_t token_bytes_max_;
  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* limit_ = nullptr;  // end_, or where the token becomes too long
  std::size_t before_ = 0;       // bytes of the chunks done with
  std::size_t token_start_ = 0;
};

}  // namespace annuaire

// Where RapidJSON takes runs of its own streams, too.
namespace rapidjson {

template <>
inline void SkipWhitespace(annuaire::JsonChunks& chunks) {
  chunks.TakeBlanks();
}

template <>
template <>
inline void Reader::ScanCopyUnescapedString(annuaire::JsonChunks& chunks,
                                            Reader::StackStream<char>& text) {
  chunks.TakePlain([&text](std::string_view plain) {
    if (plain.empty()) return;
    void* const place = text.Push(static_cast<SizeType>(plain.size()));
    std::memcpy(place, plain.data(), plain.size());
  });
}

}  // namespace rapidjson
