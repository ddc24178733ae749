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

Result<std::vector<std::string>> CsvFields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && line.substr(i + 1).starts_with('"')) {
      fields.back() += line[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ';' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (quoted) return InvalidArgumentError("a quote is not closed; keep each cell on one line");
  for (std::string& field : fields) {
    const bool neutralised = field.size() > 1 && field.front() == '\'' &&
                             kFormulaStarts.find(field[1]) != std::string_view::npos;
    if (neutralised) field.erase(0, 1);
  }
  return fields;
}

std::string CsvId(std::string_view id) {
  return id.empty() ? std::string() : "[" + std::string(id) + "]";
}

}  // namespace annuaire::cli
