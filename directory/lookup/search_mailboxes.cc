#include <algorithm>
#include <cassert>
#include <string>

#include "directory/base/fold.h"
#include "directory/completion/recipient_query.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

bool HasHolderOfProfession(const Tables& t, std::uint32_t mailbox, const CodeFilter& profession) {
  const std::span<const AttachmentEntry> attachments = t.AttachmentsOf(mailbox);
  return std::any_of(attachments.begin(), attachments.end(),
                     [&](const AttachmentEntry& attachment) {
                       return profession.Allows(t.ProfessionOf(attachment));
                     });
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
    const std::span<const AttachmentEntry> attachments = t.AttachmentsOf(mailbox);
    const bool held =
        std::any_of(attachments.begin(), attachments.end(), [&](const AttachmentEntry& attachment) {
          return attachment.practitioner() == kNoIndex && t.HolderId(attachment) == id->text();
        });
    if (held) found.push_back(mailbox);
  }
  return found;
}

}  // namespace

static_assert(MailboxFilter::kWordsMax == kTypedWordsMax);

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
  if (!filter.text.empty()) {
    std::vector<std::uint32_t> found;
    if (const RecipientQuery words(t.recipients, CutLoosely(filter.text)); !words.hopeless()) {
      FacetMarks marks = words.MarkFacets();
      words.ForEachMatch(marks, AllWanted(),
                         [&](std::uint32_t mailbox) { found.push_back(mailbox); });
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    Intersect(candidates, std::move(found));
  }
  const std::uint32_t exact_domain = t.FindDomain(filter.domain);
  if (!candidates && exact_domain != kNoIndex) {
    const auto list = t.mailboxes_of_domain[exact_domain];
    candidates.emplace(list.begin(), list.end());
  }
  const PlaceFilter place(t, {}, {}, filter.department, {});
  const CodeFilter profession(t, filter.profession);

  Page<MailboxIndex> page;
  FillPage(
      candidates, t.mailboxes.size() - 1, request,
      [&](std::uint32_t i) {
        const MailboxEntry& entry = t.mailboxes[i];
        return type.Allows(entry.type) && (filter.domain.empty() || domains.Has(entry.domain)) &&
               IsAttachedIn(t, i, place) &&
               (!profession.set() || HasHolderOfProfession(t, i, profession));
      },
      page.rows, page.next_cursor);
  return page;
}

}  // namespace annuaire
