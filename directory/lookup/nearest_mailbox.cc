#include <string>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/edit_distance.h"
#include "directory/lookup/tables.h"

namespace annuaire {
namespace {

constexpr std::size_t kDistanceMax = 2;

// Keeps the nearest of what it is offered; a tie leaves nobody.
class Nearest {
 public:
  void Offer(std::uint32_t mailbox, std::size_t distance) {
    if (distance > distance_ || mailbox == mailbox_) return;
    mailbox_ = distance == distance_ ? kNoIndex : mailbox;
    distance_ = distance;
  }
  // "Most" of any distance still worth computing.
  std::size_t most() const { return distance_ < kDistanceMax ? distance_ : kDistanceMax; }
  std::optional<MailboxIndex> Get() const {
    if (mailbox_ == kNoIndex) return std::nullopt;
    return MailboxIndex{mailbox_};
  }

 private:
  std::uint32_t mailbox_ = kNoIndex;
  std::size_t distance_ = kDistanceMax + 1;
};

// Mailboxes of the domain whose local part is near.
void OfferSameDomain(const Tables& t, std::uint32_t domain, std::string_view local_part,
                     Nearest& nearest) {
  const std::uint32_t letters = LettersOf(local_part);
  for (const std::uint32_t mailbox : t.mailboxes_of_domain[domain]) {
    if (!MayBeWithin(t.local_part_letters[mailbox], letters, nearest.most())) continue;
    const std::string folded = FoldAddress(t.text(t.mailboxes[mailbox].address));
    const std::size_t distance = EditDistance(LocalPartOf(folded), local_part, nearest.most());
    if (distance <= kDistanceMax) nearest.Offer(mailbox, distance);
  }
}

}  // namespace

std::optional<MailboxIndex> Directory::FindNearestMailbox(std::string_view address) const {
  const Tables& t = *tables_;
  const std::string folded = FoldAddress(address);
  const std::string_view local_part = LocalPartOf(folded);
  const std::string_view domain_name = DomainOf(folded);
  if (local_part.empty() || domain_name.empty()) return std::nullopt;
  Nearest nearest;
  const std::uint32_t domain = t.FindDomain(domain_name);
  if (domain != kNoIndex) {
    OfferSameDomain(t, domain, local_part, nearest);
    return nearest.Get();
  }
  for (std::uint32_t i = 0; i < t.domains.size(); ++i) {
    const std::string_view name = t.text(t.domains[i].name);
    const std::size_t distance = EditDistance(name, domain_name, nearest.most());
    if (distance > kDistanceMax) continue;
    const std::uint32_t mailbox = t.FindMailbox(std::string(local_part) + '@' + std::string(name));
    if (mailbox != kNoIndex) nearest.Offer(mailbox, distance);
  }
  return nearest.Get();
}

}  // namespace annuaire
