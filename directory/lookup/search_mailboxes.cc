#include <algorithm>
#include <cassert>
#include <string>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "directory/lookup/recipient_query.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

bool HasHolderOfProfession(const Tables& t, std::uint32_t mailbox, std::string_view code) {
  for (std::uint32_t i = t.mailboxes[mailbox].first_attachment;
       i < t.mailboxes[mailbox + 1].first_attachment; ++i) {
    if (t.code_at(t.attachments[i].profession) == code) return true;
  }
  return false;
}

// Mailboxes of the typed holder; a holder unknown to the person extract is
// looked for among the attachments.
std::vector<std::uint32_t> HeldBy(const Tables& t, std::string_view typed) {
  std::vector<std::uint32_t> found;
  const auto id = ParseTypedPractitionerId(typed);
  if (!id) return found;
  const std::uint32_t practitioner = t.FindPractitioner(id->text());
  if (practitioner != kNoIndex) {
    for (const MailboxIndex i : t.mailboxes_of_practitioner[practitioner]) {
      found.push_back(static_cast<std::uint32_t>(i));
    }
    return found;
  }
  for (std::uint32_t mailbox = 0; mailbox + 1 < t.mailboxes.size(); ++mailbox) {
    for (std::uint32_t i = t.mailboxes[mailbox].first_attachment;
         i < t.mailboxes[mailbox + 1].first_attachment; ++i) {
      if (t.attachments[i].practitioner() == kNoIndex &&
          t.HolderId(t.attachments[i]) == id->text()) {
        found.push_back(mailbox);
        break;
      }
    }
  }
  return found;
}

}  // namespace

Page<MailboxIndex> Directory::SearchMailboxes(const MailboxFilter& filter,
                                              const PageRequest& request) const {
  assert(request.size >= 1 && request.size <= PageRequest::kSizeMax);
  const Tables& t = *tables_;
  const CodeFilter type(t, filter.type);
  const NumberSet domains = filter.domain.empty() ? NumberSet() : DomainsNamed(t, filter.domain);

  Candidates candidates;
  if (!filter.practitioner.empty()) Intersect(candidates, HeldBy(t, filter.practitioner));
  if (!filter.organization.empty()) {
    Intersect(candidates, MailboxesOfOrganization(t, filter.organization));
  }
  const RecipientQuery words(t.recipients, CutLoosely(filter.text));
  if (!words.empty()) {
    std::vector<std::uint32_t> found;
    FacetMarks marks = words.MarkFacets();
    words.ForEachMatch(
        marks, [](std::uint32_t, const RecipientMatch&) { return true; },
        [&](std::uint32_t mailbox) { found.push_back(mailbox); });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    Intersect(candidates, std::move(found));
  }
  const std::uint32_t exact_domain = t.FindDomain(filter.domain);
  if (!candidates && exact_domain != kNoIndex) {
    const auto list = t.mailboxes_of_domain[exact_domain];
    candidates.emplace(list.begin(), list.end());
  }
  const Department* department = FindDepartment(filter.department);

  Page<MailboxIndex> page;
  FillPage(
      candidates, t.mailboxes.size() - 1, request,
      [&](std::uint32_t i) {
        const MailboxEntry& entry = t.mailboxes[i];
        return type.Allows(entry.type) && (filter.domain.empty() || domains.Has(entry.domain)) &&
               (filter.department.empty() ||
                (department != nullptr && t.department_of_mailbox(i) == department->code)) &&
               (filter.profession.empty() || HasHolderOfProfession(t, i, filter.profession));
      },
      page.rows, page.next_cursor);
  return page;
}

}  // namespace annuaire
