#include "directory/lookup/suggest_hints.h"

#include "directory/record/geography.h"

namespace annuaire {

SuggestHints::SuggestHints(const Tables& tables, const SuggestQuery& query)
    : index_(tables.recipients) {
  const auto add_department = [this](std::uint32_t position) {
    if (position == 0 || is_near_department_[position]) return;
    is_near_department_.set(position);
    departments_.push_back(static_cast<std::uint8_t>(position));
  };
  for (const auto code : query.near_departments) {
    const Department* found = FindDepartment(code);
    if (found != nullptr) {
      add_department(static_cast<std::uint32_t>(found - Departments().data() + 1));
    }
  }
  if (!query.near_organization.empty()) {
    const std::uint32_t organization = tables.FindOrganization(query.near_organization);
    if (organization != kNoIndex) {
      colleagues_ = tables.mailboxes_of_organization[organization];
      add_department(tables.places[tables.organizations[organization].place].department);
    }
  }
  if (query.own_domain.empty()) return;
  const std::uint32_t domain = tables.FindDomain(query.own_domain);
  if (domain == kNoIndex || tables.mailboxes_of_domain[domain].empty()) return;
  domain_facet_ =
      index_.DomainOf(static_cast<std::uint32_t>(tables.mailboxes_of_domain[domain].front()));
}

}  // namespace annuaire
