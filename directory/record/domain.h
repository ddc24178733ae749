// A Domain is one name of the MSSanté white list with every operator that
// registered it.
//
// Contacts (names, telephones) stand in the list and are deliberately not part
// of the record. Like every record it does not own its text (see practitioner.h).
//
// Source: ANS, listeblanchemssante.xml.

#pragma once

#include <string_view>
#include <vector>

namespace annuaire {

// One <Domaine> element: the list holds one per domain and operator certificate.
struct DomainRegistration {
  std::string_view description;
  std::string_view operator_name;         // O= of the certificate's DN
  std::string_view operator_unit;         // OU=: type digit + structure id
  std::string_view operator_common_name;  // CN=
  std::string_view updated_at;            // DateMAJ, "2026-01-10T09:00:00Z"

  friend bool operator==(const DomainRegistration&, const DomainRegistration&) = default;
};

struct Domain {
  std::string_view name;  // lower case
  std::vector<DomainRegistration> registrations;

  void Clear() {
    name = {};
    registrations.clear();
  }
};

// The first operator that has a name.
inline std::string_view OperatorOf(const Domain& domain) {
  for (const DomainRegistration& registration : domain.registrations) {
    if (!registration.operator_name.empty()) return registration.operator_name;
  }
  return {};
}

// The domain if it is listed, else its nearest parent that is; empty when none is.
template <typename IsListed>
std::string_view NearestListed(std::string_view domain, IsListed is_listed) {
  while (!domain.empty() && !is_listed(domain)) {
    const auto dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
  return domain;
}

}  // namespace annuaire
