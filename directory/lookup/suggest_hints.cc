#include "directory/lookup/suggest_hints.h"

#include "directory/record/geography.h"

namespace annuaire {

SuggestHints::SuggestHints(const Tables& tables, const SuggestQuery& query)
    : index_(tables.recipients) {
  for (const auto code : query.near_departments) {
    const Department* found = FindDepartment(code);
    if (found == nullptr) continue;
    const auto position = static_cast<std::uint8_t>(found - Departments().data() + 1);
    if (is_near_department_[position]) continue;
    is_near_department_.set(position);
    departments_.push_back(position);
  }
  if (!query.near_organization.empty()) {
    const std::uint32_t organization = tables.FindOrganization(query.near_organization);
    if (organization != kNoIndex) colleagues_ = tables.mailboxes_of_organization[organization];
  }
  if (query.own_domain.empty()) return;
  const std::uint32_t domain = tables.FindDomain(query.own_domain);
  if (domain == kNoIndex || tables.mailboxes_of_domain[domain].empty()) return;
  domain_facet_ =
      index_.DomainOf(static_cast<std::uint32_t>(tables.mailboxes_of_domain[domain].front()));
}

}  // namespace annuaire
