#include "directory/extract/savoir_faire_row.h"

#include <array>

namespace annuaire {
namespace {

enum Column : std::size_t {
  kProfessionCode = PersonLine::kColumnCount,
  kProfessionLabel,
  kCategoryCode,
  kCategoryLabel,
  kSkillTypeCode,
  kSkillTypeLabel,
  kSkillCode,
  kSkillLabel,
  kEnd
};

// In the order of Column.
constexpr std::array<ColumnSpec, kEnd - PersonLine::kColumnCount> kOwnColumns = {{
    {"Code profession", {}, true},
    {"Libellé profession", {}, false},
    {"Code catégorie professionnelle", {}, false},
    {"Libellé catégorie professionnelle", {}, false},
    {"Code type savoir-faire", {}, false},
    {"Libellé type savoir-faire", {}, false},
    {"Code savoir-faire", {}, true},
    {"Libellé savoir-faire", {}, false},
}};
constexpr auto kColumns = WithPersonColumns(/*names_required=*/false, kOwnColumns);

}  // namespace

Result<SkillParser> SkillParser::Make(std::string_view header_line) {
  Result<PersonLine> line = PersonLine::Make(header_line, kColumns);
  if (!line.ok()) return line.status();
  return SkillParser(*std::move(line));
}

RowProblem SkillParser::Parse(std::string_view line) {
  if (const RowProblem problem = line_.Read(line); !problem.ok()) return problem;
  const auto field = [this](std::size_t column) { return line_.Field(column); };
  row_.practitioner_id = line_.id();
  row_.name = line_.name();
  row_.profession = {{field(kProfessionCode), field(kProfessionLabel)},
                     {field(kCategoryCode), field(kCategoryLabel)}};
  row_.skill = {row_.profession.profession.code,
                {field(kSkillTypeCode), field(kSkillTypeLabel)},
                {field(kSkillCode), field(kSkillLabel)}};
  row_.flags = line_.flags();
  return {};
}

}  // namespace annuaire
