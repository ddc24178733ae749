// ParseAddress() cuts a mailbox address in two and says everything that is
// wrong with it, with the octet where; ClassifyDomain() says where its domain
// stands among the MSSanté names.
//
// What is accepted is narrower than the mail standards on purpose: a dot-atom
// local part (RFC 5322) of at most 64 octets, a domain of letter-digit-hyphen
// labels (RFC 1035) of at most 63, 254 octets in all (RFC 5321, erratum 1690).
// Quoted parts, comments, domain literals and non-ASCII letters (RFC 6531),
// legal in mail, are faults here: the ANS pattern has no place for blanks and
// every listed domain is ASCII (ANS, openapi-balmss.yaml, 2026-07-10).
//
// Pure functions; views point into the text given. Nothing is trimmed.
//
// Example:
//
//   ParsedAddress address = ParseAddress("con..tact@ch-troispics.mssante.fr");
//   address.faults  == {{AddressFault::kDoubleDot, 4}}
//   address.domain  == "ch-troispics.mssante.fr"

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace annuaire {

inline constexpr std::size_t kAddressOctetsMax = 254;
inline constexpr std::size_t kLocalOctetsMax = 64;
inline constexpr std::size_t kDomainOctetsMax = 253;
inline constexpr std::size_t kLabelOctetsMax = 63;

enum class AddressFault : std::uint8_t {
  kEmpty,
  kNoAt,
  kSeveralAts,
  kAddressTooLong,
  kLocalEmpty,
  kLocalTooLong,
  kQuoted,
  kBlank,  // blank or control character, anywhere
  kNonAsciiLocal,
  kLocalCharacter,  // a character a dot-atom does not hold
  kLeadingDot,
  kTrailingLocalDot,
  kDoubleDot,
  kDomainEmpty,
  kDomainTooLong,
  kDomainLiteral,  // user@[192.0.2.1]
  kTrailingDomainDot,
  kLabelEmpty,
  kLabelTooLong,
  kLabelHyphen,     // at an end of a label
  kLabelCharacter,  // neither letter, digit nor hyphen
};

// What is wrong, in plain words: "deux points de suite", "two dots in a row".
std::string_view FaultTextFr(AddressFault fault);
std::string_view FaultTextEn(AddressFault fault);

struct FaultAt {
  AddressFault fault;
  std::size_t position;  // octet, from 0

  friend bool operator==(const FaultAt&, const FaultAt&) = default;
};

struct ParsedAddress {
  std::string_view local_part;  // before the last '@'
  std::string_view domain;      // after it; empty without '@'
  std::vector<FaultAt> faults;  // by position

  bool ok() const { return faults.empty(); }
};

ParsedAddress ParseAddress(std::string_view address);

enum class DomainKind : std::uint8_t {
  kOutside,          // not an MSSanté name: "notmssante.fr", "ch.mssante.fr.evil.example"
  kApex,             // "mssante.fr" itself
  kMssante,          // at least one label before ".mssante.fr"
  kPatient,          // "patient.mssante.fr"
  kApicryptInterop,  // "interop-mssante.apicrypt.org", in the ANS pattern
  kApicryptListed,   // "mssante.apicrypt.org", white-listed but outside the pattern
};

// Case is ignored. A suffix counts on a label boundary only.
DomainKind ClassifyDomain(std::string_view domain);

// True when a label of "domain", cut at hyphens and digits, is one of the words
// under which operators register trial domains: "test.elsan.mssante.fr",
// "test-audit3.mssante.fr"; false for "infirmerie-protestante.mssante.fr".
bool IsTestDomain(std::string_view domain);

// A patient's local part: 13 characters of the national health number (digits,
// or 2A / 2B for Corsica) and the 2-digit key 97 - (number mod 97).
enum class PatientNumber : std::uint8_t { kMalformed, kWrongKey, kGood };
PatientNumber JudgePatientNumber(std::string_view local_part);

}  // namespace annuaire
