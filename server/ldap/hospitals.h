// The hospital a filter has before a name or a service: "chu nantes cardio". Files spell
// it out and have it after the service; so what was typed counts as the beginning of one
// more cn of its mailboxes, and is sent as that.
//
// Immutable; safe from any thread.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "directory/lookup/row.h"
#include "server/ldap/plan.h"

namespace annuaire::ldap_front {

class Hospitals {
 public:
  // Those that a question begins with, by initials and place.
  explicit Hospitals(const std::vector<Question>& questions);

  // Appends to the cn of a mailbox of a hospital the same after what was typed for it.
  void AddTo(const MailboxRow& row, std::vector<std::string>& common_names) const;

 private:
  struct Hospital {
    std::vector<std::string> typed;  // "chu", "clermont", "ferrand", "cardio"
    std::size_t words = 0;           // that name it, of a longer name the first: 2
    std::string term;                // "chuclermont", or its beginning

    bool operator==(const Hospital&) const = default;
  };
  std::vector<Hospital> hospitals_;  // distinct
};

}  // namespace annuaire::ldap_front
