// CSV that a French spreadsheet opens rightly: UTF-8 with a byte-order mark,
// fields separated by ';', lines ended by CRLF, quotes where RFC 4180 wants them.
//
// A field that a spreadsheet would take for a formula (it starts with = + - @, a
// tab or a line end) gets an apostrophe before it, which spreadsheets read as
// "this is text" (OWASP, CSV Injection). Pure functions.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace annuaire::cli {

// Goes before the first line.
inline constexpr std::string_view kCsvStart = "\xEF\xBB\xBF";

void AppendCsvField(std::string& csv, std::string_view text);
std::string CsvLine(std::span<const std::string> fields);

}  // namespace annuaire::cli
