#include "directory/extract/diploma_row.h"

#include <array>

namespace annuaire {
namespace {

enum Column : std::size_t {
  kDiplomaTypeCode = PersonLine::kColumnCount,
  kDiplomaTypeLabel,
  kDiplomaCode,
  kDiplomaLabel,
  kAuthorisationTypeCode,
  kAuthorisationTypeLabel,
  kDisciplineCode,
  kDisciplineLabel,
  kEnd
};

// In the order of Column.
constexpr std::array<ColumnSpec, kEnd - PersonLine::kColumnCount> kOwnColumns = {{
    {"Code type diplôme obtenu", {}, false},
    {"Libellé type diplôme obtenu", {}, false},
    {"Code diplôme obtenu", {}, true},
    {"Libellé diplôme obtenu", {}, false},
    {"Code type autorisation", {}, false},
    {"Libellé type autorisation", {}, false},
    {"Code discipline autorisation", {}, false},
    {"Libellé discipline autorisation", {}, false},
}};
constexpr auto kColumns = WithPersonColumns(/*names_required=*/false, kOwnColumns);

}  // namespace

Result<DiplomaParser> DiplomaParser::Make(std::string_view header_line) {
  Result<PersonLine> line = PersonLine::Make(header_line, kColumns);
  if (!line.ok()) return line.status();
  return DiplomaParser(*std::move(line));
}

RowProblem DiplomaParser::Parse(std::string_view line) {
  if (const RowProblem problem = line_.Read(line); !problem.ok()) return problem;
  const auto field = [this](std::size_t column) { return line_.Field(column); };
  row_.practitioner_id = line_.id();
  row_.name = line_.name();
  row_.diploma = {{field(kDiplomaTypeCode), field(kDiplomaTypeLabel)},
                  {field(kDiplomaCode), field(kDiplomaLabel)}};
  row_.authorisation = {{field(kAuthorisationTypeCode), field(kAuthorisationTypeLabel)},
                        {field(kDisciplineCode), field(kDisciplineLabel)}};
  row_.flags = line_.flags();
  return {};
}

}  // namespace annuaire
