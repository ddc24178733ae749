// PersonLine reads what a line of each PS_LibreAcces file says of the person it is
// about, and gives the other fields. Internal to the parsers of those files.
//
// Views are valid until the next Read(). One thread per object.
//
// Example:
//
//   constexpr auto kColumns = WithPersonColumns(/*names_required=*/false, std::array{…});
//   Result<PersonLine> line = PersonLine::Make(header, kColumns);
//   const RowProblem problem = line->Read(text);
//   if (problem.ok()) Use(line->id(), line->name(), line->Field(PersonLine::kColumnCount));

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "directory/base/result.h"
#include "directory/extract/column_map.h"
#include "directory/extract/delimited_line.h"
#include "directory/extract/row_error.h"
#include "directory/record/practitioner.h"

namespace annuaire {

class PersonLine {
 public:
  // The person's, first among the specs of a file.
  enum Column : std::size_t { kIdType, kIdNumber, kNationalId, kFamilyName, kGivenName };
  static constexpr std::size_t kColumnCount = kGivenName + 1;

  // See ColumnMap::Make(). REQUIRES: "specs" are WithPersonColumns()
  static Result<PersonLine> Make(std::string_view header_line, std::span<const ColumnSpec> specs);

  RowProblem Read(std::string_view line);

  std::string_view id() const { return id_; }
  PersonName name() const { return {Field(kFamilyName), Field(kGivenName)}; }
  std::uint8_t flags() const { return flags_; }  // RowFlag bits
  std::string_view Field(std::size_t column) const {
    return columns_.Field(line_.fields(), column);
  }

  const ColumnMap& columns() const { return columns_; }
  std::uint64_t decoded_lines() const { return line_.decoded_lines(); }

 private:
  explicit PersonLine(ColumnMap columns) : columns_(std::move(columns)) {}

  ColumnMap columns_;
  DelimitedLine line_;
  std::string_view id_;
  std::uint8_t flags_ = 0;
  std::string buffer_;
};

// The specs of a file: those of the person, then its own.
template <std::size_t kOwn>
constexpr std::array<ColumnSpec, PersonLine::kColumnCount + kOwn> WithPersonColumns(
    bool names_required, const std::array<ColumnSpec, kOwn>& own) {
  std::array<ColumnSpec, PersonLine::kColumnCount + kOwn> all = {{
      {"Type d'identifiant PP", {}, false},
      {"Identifiant PP", {}, false},
      {"Identification nationale PP", {}, true},
      {"Nom d'exercice", {"Nom exercice"}, names_required},
      {"Prénom d'exercice", {"Prénom exercice"}, names_required},
  }};
  std::copy(own.begin(), own.end(), all.begin() + PersonLine::kColumnCount);
  return all;
}

}  // namespace annuaire
