// DiplomaParser reads lines of PS_LibreAcces_Dipl_AutExerc (13 columns): a
// diploma of one person, or an authorisation, or both.
//
// A row's views are valid until the next Parse(). One parser per thread; see
// person_activity_row.h for an example.

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "directory/base/result.h"
#include "directory/extract/column_map.h"
#include "directory/extract/person_line.h"
#include "directory/extract/row_error.h"
#include "directory/record/practitioner.h"

namespace annuaire {

struct DiplomaRow {
  std::string_view practitioner_id;
  PersonName name;
  Diploma diploma;              // empty when the row has none
  Authorisation authorisation;  // the same
  std::uint8_t flags = 0;       // RowFlag bits
};

class DiplomaParser {
 public:
  static Result<DiplomaParser> Make(std::string_view header_line);

  RowProblem Parse(std::string_view line);
  const DiplomaRow& row() const { return row_; }

  const ColumnMap& columns() const { return line_.columns(); }
  std::uint64_t decoded_lines() const { return line_.decoded_lines(); }

 private:
  explicit DiplomaParser(PersonLine line) : line_(std::move(line)) {}

  PersonLine line_;
  DiplomaRow row_;
};

}  // namespace annuaire
