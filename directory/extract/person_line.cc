#include "directory/extract/person_line.h"

#include "directory/extract/row_id.h"

namespace annuaire {

Result<PersonLine> PersonLine::Make(std::string_view header_line,
                                    std::span<const ColumnSpec> specs) {
  Result<ColumnMap> columns = ColumnMap::Make(header_line, specs);
  if (!columns.ok()) return columns.status();
  return PersonLine(*std::move(columns));
}

RowProblem PersonLine::Read(std::string_view line) {
  if (!line_.Split(line)) return {RowError::kTooManyFields, DelimitedLine::kFieldsMax, {}};
  if (const RowProblem problem = columns_.CheckCount(line_.fields()); !problem.ok()) {
    return problem;
  }
  const PersonId person =
      ReadPersonColumns(Field(kNationalId), Field(kIdType), Field(kIdNumber), buffer_);
  if (!person.ok()) return columns_.Problem(person.error(), kNationalId);
  id_ = person.id;
  flags_ = person.flags;
  return {};
}

}  // namespace annuaire
