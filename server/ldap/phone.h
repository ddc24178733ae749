// The published telephone numbers of a mailbox, which the Directory does not
// hold: those of the holder's activity at the structure for a person, those of
// the structure for the others. Each call reads one record of the store.
//
// Safe from any thread.

#pragma once

#include <string>
#include <vector>

#include "directory/lookup/row.h"
#include "directory/store/generation.h"

namespace annuaire::ldap_front {

// Distinct numbers in the syntax of telephoneNumber; none when the record
// cannot be read.
std::vector<std::string> PhonesOf(const Generation& generation, const MailboxRow& row);

}  // namespace annuaire::ldap_front
