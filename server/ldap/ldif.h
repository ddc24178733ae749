// Writes attributes as LDIF (RFC 2849), the form slapd reads entries in. Text that
// is not ASCII is written as it is, in UTF-8, which slapd takes: RFC 2849 wants
// base64, which costs both sides more than the rest of a line.
//
// Pure functions; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::ldap_front {

// Appends "name: value" and an end of line; "name:: BASE64" when the value
// would not be read as one line of text. Lines are not folded.
void AppendLdif(std::string_view name, std::string_view value, std::string& out);

}  // namespace annuaire::ldap_front
