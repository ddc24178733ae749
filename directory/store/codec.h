// Turns records into stored values and back; README.md shows the bytes.
//
// Decoding copies nothing: the record's text points into "key", "value" and
// the code book, which must outlive its use; its vectors keep their memory from
// one call to the next. Any bytes are safe to decode; malformed ones give
// kDataLoss with the place and without their content.
//
// "Record" is Practitioner, Organization, Mailbox, Domain or Verdict. Thread-safe for
// distinct records.
//
// Example:
//
//   CodeBookBuilder codes;
//   std::string value;
//   EncodeRecord(practitioner, codes, value);
//   Practitioner again;
//   RETURN_IF_ERROR(DecodeRecord(practitioner.id, value, book, again));

#pragma once

#include <string>
#include <string_view>

#include "directory/base/status.h"
#include "directory/record/domain.h"
#include "directory/record/mailbox.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"
#include "directory/record/verdict.h"
#include "directory/store/code_book.h"
#include "directory/store/format.h"

namespace annuaire {

inline std::string_view& KeyOf(Practitioner& record) { return record.id; }
inline std::string_view& KeyOf(Organization& record) { return record.key; }
inline std::string_view& KeyOf(Mailbox& record) { return record.folded_address; }
inline std::string_view& KeyOf(Domain& record) { return record.name; }
inline std::string_view& KeyOf(Verdict& record) { return record.folded_address; }
inline std::string_view KeyOf(const Practitioner& record) { return record.id; }
inline std::string_view KeyOf(const Organization& record) { return record.key; }
inline std::string_view KeyOf(const Mailbox& record) { return record.folded_address; }
inline std::string_view KeyOf(const Domain& record) { return record.name; }
inline std::string_view KeyOf(const Verdict& record) { return record.folded_address; }

template <typename Record>
inline constexpr Table kTableOf = Table::kMeta;
template <>
inline constexpr Table kTableOf<Practitioner> = Table::kPractitioner;
template <>
inline constexpr Table kTableOf<Organization> = Table::kOrganization;
template <>
inline constexpr Table kTableOf<Mailbox> = Table::kMailbox;
template <>
inline constexpr Table kTableOf<Domain> = Table::kDomain;
template <>
inline constexpr Table kTableOf<Verdict> = Table::kVerdict;

// Replaces "out" by the value of "record".
template <typename Record>
void EncodeRecord(const Record& record, CodeBookBuilder& codes, std::string& out);

// Replaces "record" by what "key" and "value" hold. After a failure the record
// is valid but its content is not.
template <typename Record>
Status DecodeRecord(std::string_view key, std::string_view value, const CodeBook& codes,
                    Record& record);

}  // namespace annuaire
