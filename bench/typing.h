// How people type a recipient: the texts, their errors, and what a mail client
// can know of the sender. Every bench that asks for suggestions takes its texts
// from here.
//
// Pure functions; deterministic for a given seed on every machine.

#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"

namespace annuaire {

enum class TypedQuery : std::uint8_t {
  kFamily,           // dupont
  kGivenFamily,      // jean dupont
  kFamilyGiven,      // dupont jean
  kFamilyStructure,  // dupont centre hospitalier de nancy
  kFamilyJobCity,    // dupont cardiologie nancy: the first word of the job
  kServiceCity,      // urgences nancy; the structure where no service is named
};

inline constexpr std::array kTypedQueries{TypedQuery::kFamily,        TypedQuery::kGivenFamily,
                                          TypedQuery::kFamilyGiven,   TypedQuery::kFamilyStructure,
                                          TypedQuery::kFamilyJobCity, TypedQuery::kServiceCity};

std::string_view NameOf(TypedQuery query);

// The whole text of "query" for the recipient, folded, one blank between
// words; empty when the query is not for such a mailbox: names are typed for
// personal mailboxes, services for the shared ones.
std::string TypeText(TypedQuery query, const MailboxRow& row);

// "text" with one letter wrong, missing, twice, or swapped with its neighbour:
// kind and place are drawn evenly. Blanks stay where they are.
std::string Misspell(const std::string& text, std::mt19937_64& random);

// Draws mailboxes, each as likely as any other.
class RecipientSampler {
 public:
  RecipientSampler(const Directory& directory, std::uint64_t seed);

  // Whoever it is.
  MailboxIndex Any();
  // One for whom "query" can be typed; kNoIndex when a thousand draws find none.
  MailboxIndex AnyFor(TypedQuery query);
  // In the department; Any() when nobody else is there.
  MailboxIndex Neighbour(std::string_view department);

  // The folded addresses a sender in the recipient's department wrote to, most
  // recent first: two of three are neighbours, one is anywhere, and with one
  // chance in three the recipient is among them, at any place.
  std::vector<std::string> Correspondents(MailboxIndex recipient, std::size_t count);

  std::mt19937_64& random() { return random_; }

 private:
  std::uint32_t Below(std::size_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  const Directory& directory_;
  std::mt19937_64 random_;
  std::vector<std::pair<std::string_view, std::uint32_t>> by_department_;  // sorted
};

}  // namespace annuaire
