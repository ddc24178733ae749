// The people among the mailboxes whose family name begins with a word: one run
// in the fixed order of suggestions (directory.h), found by halving. A filter
// asks for a field, Suggest() for words in any: where a word is common, those it
// names are found here whatever else it stands in.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string_view>

#include "directory/lookup/directory.h"

namespace annuaire::ldap_front {

struct MailboxRun {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // one past the last

  std::uint32_t size() const { return last - first; }
};

// Of the people whom the person extract lists; by the first word of their family
// name, so "MARTIN" finds MARTIN-DUPONT and not DUPONT-MARTIN. "prefix" is one of
// QueryWords().
MailboxRun PeopleNamed(const Directory& directory, std::string_view prefix);

}  // namespace annuaire::ldap_front
