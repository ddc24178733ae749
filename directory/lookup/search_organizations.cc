#include <algorithm>
#include <cassert>
#include <string>

#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"

namespace annuaire {
namespace {

bool HoldsMailboxOfType(const Tables& t, std::uint32_t organization, std::string_view type) {
  const auto mailboxes = t.mailboxes_of_organization[organization];
  return std::any_of(mailboxes.begin(), mailboxes.end(), [&](MailboxIndex mailbox) {
    return t.code_at(t.mailboxes[static_cast<std::uint32_t>(mailbox)].type) == type;
  });
}

}  // namespace

Page<OrganizationIndex> Directory::SearchOrganizations(const OrganizationFilter& filter,
                                                       const PageRequest& request) const {
  assert(request.size >= 1 && request.size <= PageRequest::kSizeMax);
  const Tables& t = *tables_;
  const CodeFilter category(t, filter.category);
  const PlaceFilter place(t, filter.city, filter.postcode, filter.department, filter.region);

  Candidates candidates;
  for (const std::string_view number : {filter.finess, filter.siret}) {
    if (!number.empty()) Intersect(candidates, OrganizationsByNumber(t, number));
  }
  if (!filter.siren.empty()) {
    std::vector<std::uint32_t> found = OrganizationsByNumber(t, filter.siren);
    const std::uint32_t by_key = t.FindOrganization("SIREN:" + std::string(filter.siren));
    if (by_key != kNoIndex && !std::binary_search(found.begin(), found.end(), by_key)) {
      found.insert(std::lower_bound(found.begin(), found.end(), by_key), by_key);
    }
    Intersect(candidates, std::move(found));
  }
  if (!filter.legal_entity_finess.empty()) {
    std::vector<std::uint32_t> found;
    const std::uint32_t legal_entity = t.FindOrganization(filter.legal_entity_finess);
    if (legal_entity != kNoIndex) {
      for (const OrganizationIndex i : t.establishments[legal_entity]) {
        found.push_back(static_cast<std::uint32_t>(i));
      }
    }
    Intersect(candidates, std::move(found));
  }
  if (!filter.name.empty()) {
    Intersect(candidates, HavingEveryWord(t.organization_terms, t.organizations_with_term,
                                          t.organizations.size(), filter.name)
                              .Numbers());
  }

  Page<OrganizationIndex> page;
  FillPage(
      candidates, t.organizations.size(), request,
      [&](std::uint32_t i) {
        const OrganizationEntry entry = t.organizations[i];
        return category.Allows(entry.category) && place.Allows(entry.place) &&
               (!filter.state || *filter.state == entry.state) &&
               (!filter.kind || *filter.kind == entry.kind) &&
               std::all_of(filter.mailbox_types.begin(), filter.mailbox_types.end(),
                           [&](std::string_view type) { return HoldsMailboxOfType(t, i, type); });
      },
      page.rows, page.next_cursor);
  return page;
}

}  // namespace annuaire
