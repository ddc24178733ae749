// A PhoneBook is what phone.h says of every mailbox, in memory: a client that
// asks for all attributes of a hundred entries would wait for a hundred reads of
// the store.
//
// 4 bytes a mailbox, and its numbers, those of a structure once. Immutable; safe
// from any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/lookup/directory.h"
#include "directory/store/generation.h"

namespace annuaire::ldap_front {

class PhoneBook {
 public:
  // REQUIRES: "directory" was built from "generation". Fails as its scans do.
  static Result<PhoneBook> Build(const Generation& generation, const Directory& directory);

  // Views live as long as the PhoneBook.
  std::vector<std::string_view> of(MailboxIndex mailbox) const;

 private:
  PhoneBook() = default;

  std::vector<std::uint32_t> starts_;  // of a mailbox's numbers; 0 when it has none
  std::string numbers_;                // each ended by '\n', a mailbox's by a further one
};

}  // namespace annuaire::ldap_front
