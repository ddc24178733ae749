// The published telephone numbers of a mailbox, which the Directory does not
// hold: those of the holder's activities at the structure for a person, those
// of the structure for the others. phone_book.h keeps those of all mailboxes.
//
// In the syntax of telephoneNumber and distinct: of several spellings of a number the
// first. Safe from any thread.

#pragma once

#include <string>
#include <vector>

#include "directory/lookup/row.h"
#include "directory/store/generation.h"

namespace annuaire::ldap_front {

// Of the mailbox of a person, from his or her record.
std::vector<std::string> PhonesOf(const Practitioner& holder, const MailboxRow& row);

// Of a mailbox without a person, from the record of its structure.
std::vector<std::string> PhonesOf(const Organization& structure);

// Of any, which reads one record of the store; none when it cannot be read.
std::vector<std::string> PhonesOf(const Generation& generation, const MailboxRow& row);

}  // namespace annuaire::ldap_front
