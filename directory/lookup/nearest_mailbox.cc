#include <cstdint>
#include <string>

#include "directory/base/edit_distance.h"
#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/domain_run.h"
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
  bool within(std::size_t distance) const { return distance_ <= distance; }
  std::optional<MailboxIndex> Get() const {
    if (mailbox_ == kNoIndex) return std::nullopt;
    return MailboxIndex{mailbox_};
  }

 private:
  std::uint32_t mailbox_ = kNoIndex;
  std::size_t distance_ = kDistanceMax + 1;
};

// Mailboxes of the domain whose local part is near. Most slips are of one
// letter, and far fewer sets of letters are that near than two letters off.
void OfferSameDomain(const Tables& t, std::uint32_t domain, std::string_view local_part,
                     Nearest& nearest) {
  const std::uint32_t letters = LettersOf(local_part);
  for (std::size_t most = 1; most <= kDistanceMax && !nearest.within(most - 1); ++most) {
    const auto offer = [&](std::uint32_t mailbox) {
      const std::string_view spelled = LocalPartOf(t.text(t.mailboxes[mailbox].address));
      if (spelled.size() > local_part.size() + most) return;
      if (spelled.size() + most < local_part.size()) return;
      const std::size_t distance = EditDistance(FoldAddress(spelled), local_part, most);
      if (distance <= most) nearest.Offer(mailbox, distance);
    };
    ForEachWithLetters(t, domain, domain + 1, letters, kBitsAStep * most, offer);
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
    const std::size_t distance = EditDistance(name, domain_name, kDistanceMax);
    if (distance > kDistanceMax) continue;
    const std::uint32_t mailbox = t.FindMailbox(std::string(local_part) + '@' + std::string(name));
    if (mailbox != kNoIndex) nearest.Offer(mailbox, distance);
  }
  return nearest.Get();
}

}  // namespace annuaire
