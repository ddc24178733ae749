#include <cstdint>
#include <string>
#include <vector>

#include "directory/base/edit_distance.h"
#include "directory/base/fold.h"
#include "directory/lookup/address_meant.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/domain_run.h"
#include "directory/lookup/local_part_meant.h"
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
  std::uint32_t mailbox() const { return mailbox_; }

 private:
  std::uint32_t mailbox_ = kNoIndex;
  std::size_t distance_ = kDistanceMax + 1;
};

// Mailboxes of the domain whose local part is near. Most slips are of one
// letter, and far fewer sets of letters are that near than two letters off.
void OfferSameDomain(const Tables& t, std::uint32_t domain, std::string_view local_part,
                     std::size_t distance_max, Nearest& nearest) {
  const std::uint32_t letters = LettersOf(local_part);
  for (std::size_t most = 1; most <= distance_max && !nearest.within(most - 1); ++most) {
    const auto offer = [&](std::uint32_t mailbox) {
      const std::string_view spelled = LocalPartOf(t.text(t.mailboxes[mailbox].address));
      if (spelled.size() > local_part.size() + most) return;
      if (spelled.size() + most < local_part.size()) return;
      const std::string folded = FoldAddress(spelled);
      const std::size_t distance = EditDistance(folded, local_part, most);
      if (distance <= most && WasMeant(folded, local_part, t.recipients)) {
        nearest.Offer(mailbox, distance);
      }
    };
    ForEachWithLetters(t, domain, domain + 1, letters, kBitsAStep * most, offer);
  }
}

// The one that has in full the name of which "typed" has the initial.
void OfferInFull(const Tables& t, std::uint32_t domain, const TwoNames& typed, Nearest& nearest) {
  const std::uint32_t letters = LettersOf(typed.first) | LettersOf(typed.second);
  const auto [begin, end] = t.mailboxes_of_domain.Positions(domain, domain + 1);
  for (std::size_t at = begin; at < end; ++at) {
    if ((t.local_part_letters[at] & letters) != letters) continue;
    const std::uint32_t mailbox = t.mailboxes_of_domain.values()[at];
    const std::string folded = FoldAddress(LocalPartOf(t.text(t.mailboxes[mailbox].address)));
    const auto whole = TwoNamesOf(folded);
    if (whole && IsInFull(*whole, typed)) nearest.Offer(mailbox, 0);
  }
}

// The one that has the initial of the name that "typed" has in full, where its holder has that
// name.
void OfferInitial(const Tables& t, std::string_view domain_name, const TwoNames& typed,
                  Nearest& nearest) {
  const auto offer = [&](std::string_view first, std::string_view second, std::string_view name) {
    const std::uint32_t mailbox = t.FindMailbox(
        std::string(first) + typed.divider + std::string(second) + '@' + std::string(domain_name));
    if (mailbox == kNoIndex) return;
    for (const AttachmentEntry& attachment : t.AttachmentsOf(mailbox)) {
      if (FoldGlued(t.text(attachment.given_name)) == FoldGlued(name)) nearest.Offer(mailbox, 0);
    }
  };
  offer(typed.first.substr(0, 1), typed.second, typed.first);
  offer(typed.first, typed.second.substr(0, 1), typed.second);
}

// The mailbox of the domain that was meant, or kNoIndex.
std::uint32_t NearestIn(const Tables& t, std::uint32_t domain, std::string_view local_part) {
  const std::string_view domain_name = t.text(t.domains[domain].name);
  const auto names = TwoNamesOf(local_part);
  Nearest nearest;
  if (names) {
    const std::uint32_t swapped =
        t.FindMailbox(std::string(names->second) + names->divider + std::string(names->first) +
                      '@' + std::string(domain_name));
    if (swapped != kNoIndex) return swapped;
    if (HasInitial(*names)) OfferInFull(t, domain, *names, nearest);
  }
  OfferSameDomain(t, domain, local_part, kDistanceMax, nearest);
  if (names && !nearest.within(kDistanceMax)) OfferInitial(t, domain_name, *names, nearest);
  return nearest.mailbox();
}

std::uint32_t FindIn(const Tables& t, std::uint32_t domain, std::string_view local_part) {
  return t.FindMailbox(std::string(local_part) + '@' + std::string(t.text(t.domains[domain].name)));
}

// The mailbox of that local part in a domain that was meant, else of one a letter off in a domain
// that surely was, or kNoIndex.
std::uint32_t NearestElsewhere(const Tables& t, std::string_view domain_name,
                               std::string_view local_part) {
  std::vector<std::uint32_t> likely;
  if (const auto meant = t.FindDomain(DomainMeant(domain_name)); meant != kNoIndex) {
    const std::uint32_t mailbox = FindIn(t, meant, local_part);
    if (mailbox != kNoIndex) return mailbox;
    likely.push_back(meant);
  }
  Nearest nearest;
  for (std::uint32_t i = 0; i < t.domains.size(); ++i) {
    const std::size_t distance = EditDistance(t.text(t.domains[i].name), domain_name, kDistanceMax);
    if (distance > kDistanceMax) continue;
    if (distance == 1) likely.push_back(i);
    const std::uint32_t mailbox = FindIn(t, i, local_part);
    if (mailbox != kNoIndex) nearest.Offer(mailbox, distance);
  }
  if (!nearest.within(kDistanceMax)) {
    for (const std::uint32_t domain : likely) OfferSameDomain(t, domain, local_part, 1, nearest);
  }
  return nearest.mailbox();
}

}  // namespace

std::optional<MailboxIndex> Directory::FindNearestMailbox(std::string_view address) const {
  const Tables& t = *tables_;
  const std::string meant = AddressMeant(address);
  const std::string_view local_part = LocalPartOf(meant);
  const std::string_view domain_name = DomainOf(meant);
  if (local_part.empty() || domain_name.empty()) return std::nullopt;
  if (const std::uint32_t same = t.FindMailbox(meant); same != kNoIndex) return MailboxIndex{same};
  const std::uint32_t domain = t.FindDomain(domain_name);
  const std::uint32_t nearest = domain != kNoIndex ? NearestIn(t, domain, local_part)
                                                   : NearestElsewhere(t, domain_name, local_part);
  if (nearest == kNoIndex) return std::nullopt;
  return MailboxIndex{nearest};
}

}  // namespace annuaire
