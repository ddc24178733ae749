#include "directory/lookup/address_begun.h"

#include <algorithm>
#include <compare>
#include <string>
#include <vector>

#include "directory/base/edit_distance.h"
#include "directory/base/first_not.h"
#include "directory/base/fold.h"
#include "directory/lookup/domain_run.h"

namespace annuaire {
namespace {

// A domain alone is worth looking through so many mailboxes.
constexpr std::size_t kOfDomainsMax = std::size_t{1} << 16;

class AddressBegun {
 public:
  AddressBegun(const Tables& tables, const SuggestHints& hints, std::string_view text,
               SuggestChoice& choice)
      : tables_(tables), hints_(hints), folded_(FoldAddress(text)), choice_(choice) {}

  void Run(std::span<const std::uint32_t> correspondents) {
    const std::size_t at = folded_.rfind('@');
    if (at == std::string::npos || at + 1 == folded_.size()) return;
    if (folded_.find(' ') != std::string::npos) return;
    const auto [first, last] = DomainsThatBeginWith(std::string_view(folded_).substr(at + 1));
    if (first == last) return;
    for (const std::uint32_t mailbox : correspondents) {
      if (Begins(mailbox)) choice_.Choose(mailbox);
    }
    if (at > 0) {
      const std::uint32_t letters = LettersOf(std::string_view(folded_).substr(0, at));
      ForEachWithLetters(tables_, first, last, letters, 0, [this](std::uint32_t mailbox) {
        if (Begins(mailbox)) Offer({hints_.Of(mailbox), false, mailbox});
      });
    } else if (const auto all = tables_.mailboxes_of_domain.Range(first, last);
               all.size() <= kOfDomainsMax) {
      for (const std::uint32_t mailbox : all) {
        Offer({hints_.Of(mailbox), !tables_.recipients.IsShared(mailbox), mailbox});
      }
    }
    std::sort(best_.begin(), best_.end());
    for (const Candidate& candidate : best_) choice_.Choose(candidate.mailbox);
  }

 private:
  struct Candidate {
    Nearness nearness;
    bool personal;
    std::uint32_t mailbox;

    auto operator<=>(const Candidate&) const = default;
  };

  struct Domains {
    std::uint32_t first;
    std::uint32_t last;
  };

  Domains DomainsThatBeginWith(std::string_view begun) const {
    const auto name = [this](std::uint32_t domain) {
      return tables_.text(tables_.domains[domain].name);
    };
    const auto size = static_cast<std::uint32_t>(tables_.domains.size());
    const std::uint32_t first =
        FirstNot(0, size, [&](std::uint32_t domain) { return name(domain) < begun; });
    return {first, FirstNot(first, size,
                            [&](std::uint32_t domain) { return name(domain).starts_with(begun); })};
  }

  bool Begins(std::uint32_t mailbox) const {
    std::string_view spelled = tables_.text(tables_.mailboxes[mailbox].address);
    if (folded_.starts_with('@')) spelled.remove_prefix(spelled.find('@'));
    return spelled.size() >= folded_.size() &&
           FoldAddress(spelled.substr(0, folded_.size())) == folded_;
  }

  // Keeps the best that may still be chosen.
  void Offer(Candidate candidate) {
    if (!choice_.Allows(candidate.mailbox)) return;
    const auto worse = std::less<Candidate>{};
    if (best_.size() < choice_.candidates_max()) {
      best_.push_back(candidate);
      std::push_heap(best_.begin(), best_.end(), worse);
    } else if (candidate < best_.front()) {
      std::pop_heap(best_.begin(), best_.end(), worse);
      best_.back() = candidate;
      std::push_heap(best_.begin(), best_.end(), worse);
    }
  }

  const Tables& tables_;
  const SuggestHints& hints_;
  const std::string folded_;
  SuggestChoice& choice_;
  std::vector<Candidate> best_;  // a heap, the worst first
};

}  // namespace

void ChooseByAddressBegun(const Tables& tables, const SuggestHints& hints,
                          std::span<const std::uint32_t> correspondents, std::string_view text,
                          SuggestChoice& choice) {
  AddressBegun(tables, hints, text, choice).Run(correspondents);
}

}  // namespace annuaire
