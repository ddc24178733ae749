// The titles a filter has before a name: "Dr Martin". Few mailboxes publish one, and
// people type them; so each counts as the beginning of one more cn of every person,
// and is sent as that.
//
// Immutable; safe from any thread.

#pragma once

#include <string>
#include <vector>

#include "directory/lookup/row.h"
#include "server/ldap/plan.h"

namespace annuaire::ldap_front {

class Titles {
 public:
  // Those that other words of a question follow; a lone "pr" begins a name.
  explicit Titles(const std::vector<Question>& questions);

  // Appends to the cn of a person's mailbox the same after each title.
  void AddTo(const MailboxRow& row, std::vector<std::string>& common_names) const;

 private:
  std::vector<std::string> titles_;  // "Dr", distinct
};

}  // namespace annuaire::ldap_front
