// A Change is what happened to one mailbox, professional, structure or domain
// between two generations published one after the other.
//
// It speaks in keys and published texts, so that it can be read after both
// generations are gone. Like every record it does not own its text (see
// practitioner.h).

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace annuaire {

// Stored and sent as numbers: never renumber.
enum class ChangeKind : std::uint8_t {
  kNone = 0,
  kMailboxPublished = 1,
  kMailboxWithdrawn = 2,  // "not published" any more; it may exist all the same
  kMailboxChanged = 3,
  kPractitionerAppeared = 4,
  kPractitionerLeft = 5,  // absent from the extract; an optional registration may lapse
  kPractitionerChanged = 6,
  kOrganizationOpened = 7,
  kOrganizationClosed = 8,
  kOrganizationRenamed = 9,
  kDomainListed = 10,
  kDomainUnlisted = 11,
  kDomainChanged = 12,
};

inline constexpr std::uint8_t kChangeKindMax = 12;

// What a change is about. Its values are sets of texts, sorted.
enum class ChangedFact : std::uint8_t {
  kNone = 0,
  kType = 1,        // of a mailbox: PER, ORG…
  kHolder = 2,      // of a mailbox: Identification nationale PP
  kStructure = 3,   // of a mailbox: OrganizationKey
  kService = 4,     // of a mailbox: service de rattachement
  kProfession = 5,  // of a professional: code
  kPlace = 6,       // of a professional: OrganizationKey of an activity
  kName = 7,        // of a structure: legal or trade name
  kState = 8,       // of a structure: "open", "closed", "unknown"
  kOperator = 9,    // of a domain: O= of the certificate
};

inline constexpr ChangedFact kChangedFactLast = ChangedFact::kOperator;

struct FactChange {
  ChangedFact fact = ChangedFact::kNone;
  std::vector<std::string_view> before;
  std::vector<std::string_view> after;

  friend bool operator==(const FactChange&, const FactChange&) = default;
};

struct Change {
  ChangeKind kind = ChangeKind::kNone;
  // Folded address, Identification nationale PP, OrganizationKey or domain name.
  std::string_view subject;
  // How people call it: the holder of a mailbox or the professional by family
  // and given name, a structure by its name, which then is "name" alone.
  std::string_view name;
  std::string_view given_name;
  // Facts that differ; all that are known when the record came or went.
  std::vector<FactChange> facts;
  // Whom it concerns, before and after, changed or not; sorted.
  std::vector<std::string_view> practitioners;
  std::vector<std::string_view> organizations;

  void Clear() {
    kind = ChangeKind::kNone;
    subject = name = given_name = {};
    facts.clear();
    practitioners.clear();
    organizations.clear();
  }
  friend bool operator==(const Change&, const Change&) = default;
};

// The values of "fact", before or after; none when it did not change.
inline const FactChange* FindFact(const Change& change, ChangedFact fact) {
  for (const FactChange& one : change.facts) {
    if (one.fact == fact) return &one;
  }
  return nullptr;
}

}  // namespace annuaire
