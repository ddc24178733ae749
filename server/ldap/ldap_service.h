// The LDAP front end as one function: a block of slapd's back-sock in, the
// blocks that answer it out.
//
// Searches are answered from the Edition in force when they come. A BIND is
// refused: slapd knows who may bind, and hands over only names it does not know.
// Everything else is refused, for the directory is read-only here.
//
// Safe from any thread. The Snapshot must outlive the service.

#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "directory/base/snapshot.h"
#include "server/edition.h"
#include "server/ldap/result.h"

namespace annuaire::ldap_front {

class LdapService {
 public:
  LdapService(const Snapshot<Edition>& editions, std::string base_dn)
      : editions_(editions), base_dn_(std::move(base_dn)) {}

  // Empty for what wants no answer: UNBIND.
  std::string Answer(std::string_view block) const;

  // How many searches ended how.
  std::map<ResultCode, std::uint64_t> searches() const;

 private:
  const Snapshot<Edition>& editions_;
  const std::string base_dn_;
  mutable std::mutex counting_;  // for an increment, after a search of tens of microseconds
  mutable std::map<ResultCode, std::uint64_t> searches_;
};

}  // namespace annuaire::ldap_front
