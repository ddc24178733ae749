// PersonActivityParser reads lines of PS_LibreAcces_Personne_activite: one row
// per person x activity x savoir-faire, 48 to 56 columns in any order.
//
// A row's views point into the line (or the parser's buffers) and are valid
// until the next Parse(). Not thread-safe: one parser per thread. Missing
// optional columns read as empty.
//
// Source: README.md, the header of May 2026 and its ancestors.
//
// Example:
//
//   Result<PersonActivityParser> parser = PersonActivityParser::Make(header);
//   if (!parser.ok()) return parser.status();
//   RowProblem problem = parser->Parse(line);
//   if (problem.ok()) join.Add(parser->row());

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/extract/column_map.h"
#include "directory/extract/person_line.h"
#include "directory/extract/row_error.h"
#include "directory/extract/row_id.h"
#include "directory/record/practitioner.h"

namespace annuaire {

struct PersonActivityRow {
  std::string_view practitioner_id;
  PersonName name;
  Coded title;     // DR Docteur
  Coded civility;  // M Monsieur
  ProfessionHeld profession;
  Skill skill;                // empty codes when the row has none
  bool has_activity = false;  // false for a person who practises nowhere
  Activity activity;          // empty but for the registration authority then
  StructureId structure;
  std::uint8_t flags = 0;  // RowFlag bits
};

class PersonActivityParser {
 public:
  static Result<PersonActivityParser> Make(std::string_view header_line);

  RowProblem Parse(std::string_view line);
  const PersonActivityRow& row() const { return row_; }

  const ColumnMap& columns() const { return line_.columns(); }
  std::uint64_t decoded_lines() const { return line_.decoded_lines(); }

 private:
  explicit PersonActivityParser(PersonLine line) : line_(std::move(line)) {}
  void ReadPerson();
  void ReadActivity();
  void ReadAddress();
  std::string_view Field(std::size_t column) const { return line_.Field(column); }

  PersonLine line_;
  PersonActivityRow row_;
  std::string structure_buffer_;
};

}  // namespace annuaire
