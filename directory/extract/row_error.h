// RowError says why a line of a published file gave no row; RowProblem says
// where in the line.
//
// Millions of lines are read, so a problem carries no text of its own and none
// of the line's: a rejected line may hold a patient's number. The caller, who
// knows the file and the line number, prints "file:line:field".

#pragma once

#include <cstdint>
#include <string_view>

namespace annuaire {

enum class RowError : std::uint8_t {
  kNone = 0,
  kTooFewFields,       // the line is shorter than the header
  kTooManyFields,      // the line is longer than the header
  kBlankPersonId,      // neither a national id nor type and number
  kMalformedPersonId,  // see PractitionerId
  kBlankAddress,       // a mailbox without its address
  kMalformedAddress,   // no '@', nothing on one side of it, or over kAddressBytesMax
  kPatientAddress,     // ...@patient.mssante.fr: holds a patient's number, dropped
  kMalformedFiness,    // a FINESS line whose key is not one
  kBrokenQuotes,       // csv: a quote that never closes, or text after it closed
  kUnknownRecord,      // csv: a first field that is no known record
  kCount               // not an error: how many there are
};

// "too few fields", for a report.
std::string_view ToString(RowError error);

struct [[nodiscard]] RowProblem {
  RowError error = RowError::kNone;
  std::uint16_t field = 0;  // 1-based position in the line; 0 when the whole line is meant
  std::string_view column;  // the header's name of that field; lives as long as the parser

  bool ok() const { return error == RowError::kNone; }
};

}  // namespace annuaire
