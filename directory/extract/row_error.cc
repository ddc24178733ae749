#include "directory/extract/row_error.h"

namespace annuaire {

std::string_view ToString(RowError error) {
  switch (error) {
    case RowError::kNone:
      return "no error";
    case RowError::kTooFewFields:
      return "too few fields";
    case RowError::kTooManyFields:
      return "too many fields";
    case RowError::kBlankPersonId:
      return "blank person id";
    case RowError::kMalformedPersonId:
      return "malformed person id";
    case RowError::kBlankAddress:
      return "blank mailbox address";
    case RowError::kMalformedAddress:
      return "malformed mailbox address";
    case RowError::kPatientAddress:
      return "patient mailbox";
    case RowError::kMalformedFiness:
      return "malformed FINESS number";
    case RowError::kBrokenQuotes:
      return "broken quotes";
    case RowError::kUnknownRecord:
      return "unknown record";
    case RowError::kCount:
      break;
  }
  return "unknown error";
}

}  // namespace annuaire
