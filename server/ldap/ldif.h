// Writes attributes as LDIF (RFC 2849), the form slapd reads entries in.
//
// Pure functions; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::ldap_front {

// Appends "name: value" and an end of line; "name:: BASE64" when the value is
// not a safe string. Lines are not folded.
void AppendLdif(std::string_view name, std::string_view value, std::string& out);

}  // namespace annuaire::ldap_front
