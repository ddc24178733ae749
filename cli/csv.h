// CSV that a French spreadsheet opens rightly: UTF-8 with a byte-order mark,
// fields separated by ';', lines ended by CRLF, quotes where RFC 4180 wants them.
//
// Identifiers stand in brackets, "[01]", "[540000012]": a spreadsheet would take them
// for numbers and drop their zeros. A field that a spreadsheet would take for a formula (it starts
// with = + - @, a tab or a line end) gets an apostrophe before it, which spreadsheets read as "this
// is text" (OWASP, CSV Injection). Pure functions.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"

namespace annuaire::cli {

// Goes before the first line.
inline constexpr std::string_view kCsvStart = "\xEF\xBB\xBF";

void AppendCsvField(std::string& csv, std::string_view text);
std::string CsvLine(std::span<const std::string> fields);
// The fields of a line, as they were before CsvLine(). kInvalidArgument for a quote that
// is not closed.
Result<std::vector<std::string>> CsvFields(std::string_view line);

// "[01]"; nothing for nothing.
std::string CsvId(std::string_view id);
// "[01], [54]"
template <typename Ids>
std::string CsvIds(const Ids& ids) {
  std::string list;
  for (const auto& id : ids) list.append(list.empty() ? "" : ", ").append(CsvId(id));
  return list;
}

}  // namespace annuaire::cli
