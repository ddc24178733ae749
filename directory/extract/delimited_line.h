// DelimitedLine splits one line of a '|' file into its fields.
//
// The extracts have no quotes and no escapes: '"' is ordinary text. A line
// that is not UTF-8 is decoded from Windows-1252 as a whole, and counted. A BOM
// and a final CR are dropped. Nothing is allocated per line but for the rare
// line that must be decoded.
//
// fields() points into the line given, or into this object's own buffer when
// the line was decoded; valid until the next Split(). One object per thread.
//
// Source: formats of the ANS extracts as measured in 2026 (README.md).
//
// Example:
//
//   DelimitedLine line;
//   line.Split("a|b||");          // fields() == {"a", "b", "", ""}

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "directory/base/fold.h"

namespace annuaire {

class DelimitedLine {
 public:
  // More than four times today's widest file.
  static constexpr std::size_t kFieldsMax = 256;

  // Returns false, and keeps the first kFieldsMax fields, when there are more.
  bool Split(std::string_view line);

  // As they stand between the separators, blanks included.
  std::span<const std::string_view> fields() const { return {fields_.data(), count_}; }

  // Lines that were decoded from Windows-1252 since the beginning.
  std::uint64_t decoded_lines() const { return decoded_lines_; }

 private:
  std::array<std::string_view, kFieldsMax> fields_;
  std::size_t count_ = 0;
  std::string decoded_;
  std::uint64_t decoded_lines_ = 0;
};

// Drops a leading UTF-8 BOM.
std::string_view WithoutBom(std::string_view text);

// Trim(), with the common case of a field that needs none kept inline.
inline std::string_view TrimField(std::string_view field) {
  if (field.empty()) return {};
  const auto first = static_cast<unsigned char>(field.front());
  const auto last = static_cast<unsigned char>(field.back());
  // 0xC2 0xA0 is a no-break space.
  if (first > ' ' && first != 0xC2 && last > ' ' && last != 0xA0) return field;
  return Trim(field);
}

}  // namespace annuaire
