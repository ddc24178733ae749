// A ColumnMap finds the columns a parser wants in the header of a '|' file, by
// name: their order, number and exact spelling have changed with the years.
//
// Two names are the same column when their letters and digits are, case,
// accents, apostrophes, text in parentheses and a final " structure BAL" left
// aside. Columns nobody asked for are tolerated and listed; a required one
// that is missing is an error that names it.
//
// Immutable after Make(); owns its text.
//
// Example:
//
//   constexpr ColumnSpec kColumns[] = {{"Adresse BAL", {}, true}, {"Type de BAL", {}, false}};
//   Result<ColumnMap> map = ColumnMap::Make(header_line, kColumns);
//   std::string_view address = map->Field(fields, 0);

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/row_error.h"

namespace annuaire {

struct ColumnSpec {
  std::string_view name;                    // as the current files spell it
  std::array<std::string_view, 2> aliases;  // other names it has had
  bool required = false;
};

// The letters and digits that identify a column:
// "Code Département (structure)" -> "codedepartement".
std::string ColumnKey(std::string_view name);

class ColumnMap {
 public:
  // FailedPrecondition, naming the columns, when required ones are missing.
  static Result<ColumnMap> Make(std::string_view header_line, std::span<const ColumnSpec> specs);

  // Checks the number of fields against the header's. One empty last field is
  // accepted beyond it when the header ends in a separator too.
  RowProblem CheckCount(std::span<const std::string_view> fields) const;

  // The trimmed field of the spec's column, empty when the file lacks it.
  // REQUIRES: CheckCount(fields) was ok.
  std::string_view Field(std::span<const std::string_view> fields, std::size_t spec) const {
    const std::uint16_t at = places_[spec];
    return at == kAbsent ? std::string_view{} : TrimField(fields[at]);
  }

  // A problem with that column.
  RowProblem Problem(RowError error, std::size_t spec) const;

  // The header's names that no spec asked for, as published.
  std::vector<std::string_view> UnknownNames() const;

 private:
  static constexpr std::uint16_t kAbsent = 0xFFFF;

  std::vector<std::string> names_;
  std::vector<bool> known_;            // by position in the header
  std::vector<std::uint16_t> places_;  // by spec: position in the header, or kAbsent
  bool trailing_separator_ = false;
};

}  // namespace annuaire
