#include "cli/csv.h"

namespace annuaire::cli {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r\n";
constexpr std::string_view kQuoted = ";\"\r\n";

}  // namespace

void AppendCsvField(std::string& csv, std::string_view text) {
  const bool formula = !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(kQuoted) != std::string_view::npos;
  if (quoted) csv += '"';
  if (formula) csv += '\'';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  if (quoted) csv += '"';
}

std::string CsvLine(std::span<const std::string> fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ';';
    AppendCsvField(line, fields[i]);
  }
  return line += "\r\n";
}

}  // namespace annuaire::cli
