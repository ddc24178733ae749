// A Mailbox is one published MSSanté address with every holder and structure
// its rows attach it to.
//
// "Not published" never means "does not exist": mailboxes on the red list, and
// today all application mailboxes, are absent from the extract.
// Like every record it does not own its text (see practitioner.h).
//
// Source: ANS, Extraction_Correspondance_MSSante (31 columns); FHIR API v2 (extract/fhir.h).

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/record/coded.h"
#include "directory/record/practitioner.h"

namespace annuaire {

// TRE_R257. The published code is kept beside it: lists grow.
enum class MailboxType : std::uint8_t {
  kUnknown = 0,
  kPersonal = 1,        // PER
  kOrganizational = 2,  // ORG
  kApplication = 3,     // APP
  kPractice = 4,        // CAB
};

inline MailboxType MailboxTypeOf(std::string_view code) {
  if (code == "PER") return MailboxType::kPersonal;
  if (code == "ORG") return MailboxType::kOrganizational;
  if (code == "APP") return MailboxType::kApplication;
  if (code == "CAB") return MailboxType::kPractice;
  return MailboxType::kUnknown;
}

// Dématérialisation: O accepts paperless exchange, N refuses.
enum class Paperless : std::uint8_t { kUnknown = 0, kAccepted = 1, kRefused = 2 };

// One distinct row of the extract, or one telecom of the FHIR API: what the
// address is attached to.
struct Attachment {
  std::string_view type_code;  // Type de BAL of this row
  // The holder; empty for ORG and APP.
  std::string_view practitioner_id;  // Identification nationale PP
  PersonName name;
  Coded title;     // Civilité d'exercice: a code in some files, a label in others
  Coded category;  // Catégorie profession
  Coded profession;
  Coded skill;
  // The structure; empty for a PER tied to the RPPS only.
  std::string_view organization_key;
  std::string_view organization_id_type;  // as published: a TRE_G07 digit or a word
  std::string_view organization_id;       // as published
  std::string_view service;               // Service de rattachement
  std::string_view legal_name;
  std::string_view trade_name;
  Address address;
  std::string_view department;  // verbatim: code or label
  Paperless paperless = Paperless::kUnknown;
  // Of the FHIR API alone: no extract has them.
  std::string_view description;      // of ORG, APP and CAB
  std::uint32_t preferred_rank = 0;  // among its holder's mailboxes, 1 is the first; 0: not said

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Mailbox {
  // FoldAddress() of the published address: the key.
  std::string_view folded_address;
  // Distinct spellings in order of appearance; never empty.
  std::vector<std::string_view> spellings;
  // Type de BAL of the first row that has one.
  std::string_view type_code;
  std::vector<Attachment> attachments;

  MailboxType type() const { return MailboxTypeOf(type_code); }
  void Clear() {
    folded_address = {};
    spellings.clear();
    type_code = {};
    attachments.clear();
  }
};

// Twice what an address may have: one that is too long to work is published and judged, what
// goes on longer is the accident of a file or of a paste.
inline constexpr std::size_t kAddressBytesMax = 512;

// The part after the last '@'; empty without one.
inline std::string_view DomainOf(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

// The part before the last '@', or the whole.
inline std::string_view LocalPartOf(std::string_view address) {
  return address.substr(0, address.rfind('@'));
}

}  // namespace annuaire
