#include "directory/extract/diploma_row.h"

#include <array>

#include "directory/extract/row_id.h"

namespace annuaire {
namespace {

enum Column : std::size_t {
  kIdType,
  kIdNumber,
  kNationalId,
  kFamilyName,
  kGivenName,
  kDiplomaTypeCode,
  kDiplomaTypeLabel,
  kDiplomaCode,
  kDiplomaLabel,
  kAuthorisationTypeCode,
  kAuthorisationTypeLabel,
  kDisciplineCode,
  kDisciplineLabel,
  kColumnCount
};

constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"Type d'identifiant PP", {}, false},
    {"Identifiant PP", {}, false},
    {"Identification nationale PP", {}, true},
    {"Nom d'exercice", {"Nom exercice"}, false},
    {"Prénom d'exercice", {"Prénom exercice"}, false},
    {"Code type diplôme obtenu", {}, false},
    {"Libellé type diplôme obtenu", {}, false},
    {"Code diplôme obtenu", {}, true},
    {"Libellé diplôme obtenu", {}, false},
    {"Code type autorisation", {}, false},
    {"Libellé type autorisation", {}, false},
    {"Code discipline autorisation", {}, false},
    {"Libellé discipline autorisation", {}, false},
}};

}  // namespace

Result<DiplomaParser> DiplomaParser::Make(std::string_view header_line) {
  Result<ColumnMap> columns = ColumnMap::Make(header_line, kColumns);
  if (!columns.ok()) return columns.status();
  return DiplomaParser(std::move(columns).value());
}

RowProblem DiplomaParser::Parse(std::string_view line) {
  if (!line_.Split(line)) return {RowError::kTooManyFields, DelimitedLine::kFieldsMax, {}};
  const auto fields = line_.fields();
  if (const RowProblem problem = columns_.CheckCount(fields); !problem.ok()) return problem;
  const auto field = [&](std::size_t column) { return columns_.Field(fields, column); };
  const PersonId person =
      ReadPersonColumns(field(kNationalId), field(kIdType), field(kIdNumber), person_buffer_);
  if (!person.ok()) return columns_.Problem(person.error(), kNationalId);
  row_.practitioner_id = person.id;
  row_.name = {field(kFamilyName), field(kGivenName)};
  row_.diploma = {{field(kDiplomaTypeCode), field(kDiplomaTypeLabel)},
                  {field(kDiplomaCode), field(kDiplomaLabel)}};
  row_.authorisation = {{field(kAuthorisationTypeCode), field(kAuthorisationTypeLabel)},
                        {field(kDisciplineCode), field(kDisciplineLabel)}};
  row_.flags = person.flags;
  return {};
}

}  // namespace annuaire
