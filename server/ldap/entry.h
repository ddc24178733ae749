// A mailbox as an LDAP entry shaped like an inetOrgPerson.
//
// Mail clients show cn and mail only, so cn tells homonyms apart: "DUPONT Jean –
// Cardiologie – CH Trois Pics, Troispics". A person has a second cn, "Jean DUPONT
// – ...", because clients look for the words in the order they were typed; the
// first is the one they show. A mailbox of a service, an application or a
// practice carries its name in cn and sn, which are what clients search; a second
// cn begins with its structure, "CH Trois Pics – Cardiologie, Troispics".
//
// Pure functions; safe from any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/row.h"
#include "server/ldap/attribute.h"

namespace annuaire::ldap_front {

// The values of an attribute, none of them empty; all are well-formed UTF-8.
// kTelephoneNumber has none here: see phone.h.
std::vector<std::string> ValuesOf(const MailboxRow& row, Attribute attribute);

// True for an address that the syntax of "mail" allows: printable ASCII.
// slapd fails a whole search for one entry it cannot read.
bool CanBeEntry(const MailboxRow& row);

// "mail=jean.dupont@x.mssante.fr,ou=bal,o=mssante,c=fr", escaped as RFC 4514 says.
std::string DnOf(std::string_view address, std::string_view base_dn);

// The value of an RDN: of what DnOf() escapes, slapd writes "\+" as "\2B".
std::string UnescapedRdn(std::string_view value);

// A DN as two of them are compared: lower case, no blanks around "," and "=".
std::string FoldDn(std::string_view dn);

}  // namespace annuaire::ldap_front
