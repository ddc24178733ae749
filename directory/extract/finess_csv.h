// FinessCsvParser reads lines of the legacy FINESS csv files: establishments
// (structureet, 31 or 32 fields), legal entities (structureej, 23) and
// geolocalisation lines, in any mixture; also the "geocoded flat" variant,
// whose first line names its columns.
//
// ';' with real csv quoting, UTF-8 or Windows-1252 decided line by line. Those
// files list open structures only and have been frozen since May 2026.
//
// row()'s views are valid until the next Parse(). One parser per thread.
//
// Source: XSDs of the FINESS extracts (2020), data.gouv.fr.
//
// Example:
//
//   FinessCsvParser parser;
//   for (std::string_view line : lines) {
//     RowProblem problem = parser.Parse(line);
//     if (problem.ok() && parser.has_row()) join.Add(parser.row());
//   }

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/extract/row_error.h"
#include "directory/record/geography.h"
#include "directory/record/organization.h"

namespace annuaire {

// Cuts one csv line. Fields without quotes inside are views of the line, the
// others of the cutter's buffer. Not thread-safe.
class QuotedLine {
 public:
  // Returns false for a quote that never closes or text after a closing one.
  bool Split(std::string_view line, char separator);
  std::span<const std::string_view> fields() const { return fields_; }

 private:
  // Reads the quoted field that starts at "at"; returns where it ends, or npos.
  std::size_t ReadQuoted(std::string_view line, std::size_t at, char separator);

  std::vector<std::string_view> fields_;
  std::string unquoted_;
};

class FinessCsvParser {
 public:
  RowProblem Parse(std::string_view line);

  // False after a blank line, the first line or a header.
  bool has_row() const { return has_row_; }
  // What the line says: a whole structure, or its coordinates only.
  const Organization& row() const { return row_; }
  std::uint8_t flags() const { return flags_; }  // RowFlag bits

  // "2026-05-12" of the first line; empty when there was none.
  const std::string& extract_date() const { return extract_date_; }
  std::uint64_t decoded_lines() const { return decoded_lines_; }

 private:
  using Fields = std::span<const std::string_view>;
  // Where the texts of a line stand.
  struct Layout {
    OrganizationKind kind;
    std::size_t finess;
    std::size_t least;  // fields, but for a last one that is empty
    std::size_t most;
    std::span<const std::size_t> places;  // of the columns of finess_csv.cc; 0: there is none
  };
  RowProblem ParseStructure(const Layout& layout, Fields fields);
  RowProblem ParseGeolocation(Fields fields);
  RowProblem Start(std::string_view finess, OrganizationKind kind);
  RowProblem Finish();

  QuotedLine line_;
  std::string decoded_;
  std::uint64_t decoded_lines_ = 0;
  std::string extract_date_;
  std::vector<std::size_t> flat_places_;  // empty but for that variant
  std::size_t flat_field_count_ = 0;
  Organization row_;
  CommuneCode commune_{};
  bool has_row_ = false;
  std::uint8_t flags_ = 0;
};

}  // namespace annuaire
