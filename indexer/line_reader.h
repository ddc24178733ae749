// A LineReader cuts a stream of chunks into lines and counts them.
//
// A line ends at '\n'; a final one without it counts too, an empty one after
// the last '\n' does not. '\r' is left to the parsers. A line is a view of the
// chunk, or of the reader's buffer when it crosses two; valid until the next
// call. A line longer than kLineBytesMax ends the reading.
//
// Example:
//
//   LineReader lines([&] { return input.NextChunk(); });
//   while (lines.Next()) Parse(lines.line(), lines.line_number());
//   RETURN_IF_ERROR(lines.status());

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::indexer {

class LineReader {
 public:
  using Source = std::function<std::span<const char>()>;

  static constexpr std::size_t kLineBytesMax = 1 << 20;

  explicit LineReader(Source source) : source_(std::move(source)) {}

  bool Next();
  std::string_view line() const { return line_; }
  std::uint64_t line_number() const { return line_number_; }  // from 1

  // kResourceExhausted after a line that is too long.
  const Status& status() const { return status_; }

 private:
  bool NextAcrossChunks();

  Source source_;
  std::string_view rest_;  // of the chunk
  std::string_view line_;
  std::string carried_;
  std::uint64_t line_number_ = 0;
  Status status_;
};

}  // namespace annuaire::indexer
