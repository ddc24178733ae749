// What can be asked of a Directory: recipient completion, and listings with
// filters. Plain values; texts point into the caller's request.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "directory/record/organization.h"

namespace annuaire {

// Completion of a recipient while it is typed.
struct SuggestQuery {
  static constexpr std::size_t kTextBytesMax = 256;
  static constexpr std::uint32_t kLimitMax = 100;
  static constexpr std::size_t kCorrespondentsMax = 1000;

  std::string_view text;
  std::uint32_t limit = 10;  // REQUIRES: 1 to kLimitMax
  // Hints lift the likelier homonym; they never hide a match. Unknown values
  // are ignored.
  std::span<const std::string_view> near_departments;  // "54", "2A"
  std::string_view near_organization;  // any number of the structure; its department is near, too
  std::string_view own_domain;
  std::span<const std::string_view> correspondents;  // addresses, most recent first
  // When not empty, only mailboxes of these types: "PER", "ORG".
  std::span<const std::string_view> types;
};

// Filters of a listing: all that are set must hold. An empty text is not set; names and places
// without a letter or digit are nobody's.
struct PractitionerFilter {
  std::string_view name;         // words, each a prefix, any order
  std::string_view family_name;  // words, each a prefix, of one family name
  std::string_view given_name;   // the same of one given name
  std::string_view identifier;   // see ParseTypedPractitionerId()
  std::string_view profession;   // codes
  std::string_view category;
  std::string_view skill;
  std::string_view mode;
  std::string_view sector;
  std::string_view city;      // prefix, folded
  std::string_view postcode;  // prefix
  std::string_view department;
  std::string_view region;        // INSEE code or name
  std::string_view organization;  // any number of it, or words of its name
  std::optional<bool> has_mailbox;
};

struct OrganizationFilter {
  std::string_view name;  // words, each a prefix, any order
  std::string_view finess;
  std::string_view legal_entity_finess;
  std::string_view siret;
  std::string_view siren;
  std::string_view category;
  std::string_view city;
  std::string_view postcode;
  std::string_view department;
  std::string_view region;
  std::optional<OpenState> state;
  std::optional<OrganizationKind> kind;
  std::span<const std::string_view> mailbox_types;  // holds one of each
};

struct MailboxFilter {
  static constexpr std::size_t kWordsMax = 12;

  std::string_view text;  // words as for Suggest, without spelling correction; the first kWordsMax
  std::string_view domain;  // ".aura.mssante.fr" includes sub-domains
  std::string_view type;
  std::string_view department;
  std::string_view organization;  // any number of it
  std::string_view practitioner;  // see ParseTypedPractitionerId()
  std::string_view profession;
};

// Which published mailboxes an audit looks at, and which remarks count.
struct AuditFilter {
  std::string_view domain;         // ".aura.mssante.fr" includes sub-domains
  std::string_view operator_name;  // words of the operator's name, folded, all needed
  std::string_view organization;   // any number of it
  std::span<const std::string_view> departments;  // any of them
  std::string_view region;                        // INSEE code or name
  std::string_view type;
  std::span<const std::string_view> rules;  // "ORG-01", or a family "ORG"; any of them
  std::uint8_t minimum_severity = 1;        // of a remark: 1 info, 2 suspect, 3 violation
};

// A page of a listing starts at "cursor": 0, or Page::next_cursor of the page
// before, valid for the same filter and the same Directory only.
struct PageRequest {
  static constexpr std::uint32_t kSizeMax = 500;

  std::uint64_t cursor = 0;
  std::uint32_t size = 20;  // REQUIRES: 1 to kSizeMax
};

}  // namespace annuaire
