#include "server/ldap/attribute.h"

#include <algorithm>

namespace annuaire::ldap_front {
namespace {

struct Named {
  std::string_view name;
  Attribute attribute;
};

// The name of each attribute first, in the order of the enumeration; then the
// other names of RFC 4519.
constexpr Named kNames[] = {
    {"objectClass", Attribute::kObjectClass},
    {"cn", Attribute::kCn},
    {"sn", Attribute::kSn},
    {"givenName", Attribute::kGivenName},
    {"displayName", Attribute::kDisplayName},
    {"mail", Attribute::kMail},
    {"o", Attribute::kO},
    {"ou", Attribute::kOu},
    {"title", Attribute::kTitle},
    {"l", Attribute::kL},
    {"postalCode", Attribute::kPostalCode},
    {"st", Attribute::kSt},
    {"employeeNumber", Attribute::kEmployeeNumber},
    {"employeeType", Attribute::kEmployeeType},
    {"telephoneNumber", Attribute::kTelephoneNumber},
    {"commonName", Attribute::kCn},
    {"surname", Attribute::kSn},
    {"gn", Attribute::kGivenName},
    {"rfc822Mailbox", Attribute::kMail},
    {"organizationName", Attribute::kO},
    {"organizationalUnitName", Attribute::kOu},
    {"localityName", Attribute::kL},
    {"stateOrProvinceName", Attribute::kSt},
};

bool SameName(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view NameOf(Attribute attribute) {
  return kNames[static_cast<std::size_t>(attribute)].name;
}

std::optional<Attribute> FindAttribute(std::string_view name) {
  for (const Named& named : kNames) {
    if (SameName(named.name, name)) return named.attribute;
  }
  return std::nullopt;
}

}  // namespace annuaire::ldap_front
