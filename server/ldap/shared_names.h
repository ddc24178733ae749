// The mailboxes without a person, by name: what SharedNames is for services,
// people.h is for family names. The fixed order has them by the number of their
// words.
//
// 4 bytes a shared mailbox. Immutable; safe from any thread.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"

namespace annuaire::ldap_front {

class SharedNames {
 public:
  explicit SharedNames(const Directory& directory);

  // Those whose sn, folded, begins with "prefix", by name. REQUIRES: "directory"
  // is the one it was made of; it lives as long as the SharedNames.
  std::span<const MailboxIndex> Beginning(const Directory& directory,
                                          std::string_view prefix) const;

 private:
  std::vector<MailboxIndex> by_name_;
};

}  // namespace annuaire::ldap_front
