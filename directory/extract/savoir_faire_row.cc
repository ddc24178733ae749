#include "directory/extract/savoir_faire_row.h"

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
  kProfessionCode,
  kProfessionLabel,
  kCategoryCode,
  kCategoryLabel,
  kSkillTypeCode,
  kSkillTypeLabel,
  kSkillCode,
  kSkillLabel,
  kColumnCount
};

constexpr std::array<ColumnSpec, kColumnCount> kColumns = {{
    {"Type d'identifiant PP", {}, false},
    {"Identifiant PP", {}, false},
    {"Identification nationale PP", {}, true},
    {"Nom d'exercice", {"Nom exercice"}, false},
    {"Prénom d'exercice", {"Prénom exercice"}, false},
    {"Code profession", {}, true},
    {"Libellé profession", {}, false},
    {"Code catégorie professionnelle", {}, false},
    {"Libellé catégorie professionnelle", {}, false},
    {"Code type savoir-faire", {}, false},
    {"Libellé type savoir-faire", {}, false},
    {"Code savoir-faire", {}, true},
    {"Libellé savoir-faire", {}, false},
}};

}  // namespace

Result<SkillParser> SkillParser::Make(std::string_view header_line) {
  Result<ColumnMap> columns = ColumnMap::Make(header_line, kColumns);
  if (!columns.ok()) return columns.status();
  return SkillParser(std::move(columns).value());
}

RowProblem SkillParser::Parse(std::string_view line) {
  if (!line_.Split(line)) return {RowError::kTooManyFields, DelimitedLine::kFieldsMax, {}};
  const auto fields = line_.fields();
  if (const RowProblem problem = columns_.CheckCount(fields); !problem.ok()) return problem;
  const auto field = [&](std::size_t column) { return columns_.Field(fields, column); };
  const PersonId person =
      ReadPersonColumns(field(kNationalId), field(kIdType), field(kIdNumber), person_buffer_);
  if (!person.ok()) return columns_.Problem(person.error(), kNationalId);
  row_.practitioner_id = person.id;
  row_.name = {field(kFamilyName), field(kGivenName)};
  row_.profession = {{field(kProfessionCode), field(kProfessionLabel)},
                     {field(kCategoryCode), field(kCategoryLabel)}};
  row_.skill = {row_.profession.profession.code,
                {field(kSkillTypeCode), field(kSkillTypeLabel)},
                {field(kSkillCode), field(kSkillLabel)}};
  row_.flags = person.flags;
  return {};
}

}  // namespace annuaire
