// UnfoldedLines hands out the lines of a LineSource, those of a vCard whole: in one, a line that
// begins with a blank goes on with the line before (RFC 6350, section 3.2), be it in the middle of
// an address.
//
// Outside vCards no line is waited for but the one handed out. One thread.
//
// Example:
//
//   UnfoldedLines lines(source);
//   for (std::string_view line; lines.Next(line);) Use(line, lines.line_number());
//   RETURN_IF_ERROR(source.status());

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/line_source.h"

namespace annuaire::cli {

class UnfoldedLines {
 public:
  // Lives as long as "source".
  explicit UnfoldedLines(LineSource& source) : source_(source) {}

  // As LineSource::Next().
  bool Next(std::string_view& line);

  // Of the line handed out last: where it begins, and whether it is one of a vCard.
  std::uint64_t line_number() const { return line_number_; }
  std::string Where() const { return source_.WhereIs(line_number_); }
  bool in_vcard() const { return in_vcard_; }

 private:
  struct Line {
    std::string text;
    std::uint64_t number = 0;
  };

  LineSource& source_;
  std::uint64_t line_number_ = 0;
  bool in_vcard_ = false;
  bool vcard_ended_ = false;
  std::string unfolded_;
  std::optional<Line> ahead_;  // read to see whether it goes on with the line before
};

}  // namespace annuaire::cli
