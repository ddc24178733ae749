// Several typed words. When some word is rare, its holders are checked for the
// others and all that match are ranked. When every word is frequent, the first
// matches by name are nearly always enough: two words that stand in the family
// and the given name are found by reading the column of given names along the
// run of a family name.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "directory/lookup/suggest_work.h"

namespace annuaire {
namespace {

constexpr std::array kNameFields = {TermField::kName, TermField::kGivenName};

// Holders of the rarest word that are simply all checked.
constexpr std::size_t kFew = 192;

constexpr std::array kNearnesses = {Nearness::kSameOrganization, Nearness::kSameDomainAndDepartment,
                                    Nearness::kSameDepartment, Nearness::kSameDomain,
                                    Nearness::kElsewhere};

// Two frequent words, both found in names. Every way in which they can stand
// there is gone through: a mailbox found in several ways counts by the best.
class NamePair {
 public:
  NamePair(const SuggestWork& work, const RecipientQuery& query)
      : work_(work), index_(work.index), a_(query.words()[0]), b_(query.words()[1]) {}

  // Nearness comes before everything else that ranks matches in names.
  void Run() {
    FindByFurtherNames();
    for (const Nearness nearness : kNearnesses) {
      if (work_.choice.enough()) return;
      if (nearness != Nearness::kElsewhere && !work_.hints.any()) continue;
      ranked_.clear();
      FindFamilyAndGiven(nearness, a_, b_);
      FindFamilyAndGiven(nearness, b_, a_);
      FindSameFamily(nearness);
      AddFound(nearness);
      work_.choice.ChooseBest(ranked_);
    }
  }

 private:
  struct Found {
    std::uint32_t mailbox;
    std::uint32_t penalty;
    Nearness nearness = Nearness::kElsewhere;
  };

  // Terms that match a word: whole, if it is one, and all it begins.
  static std::array<TermRange, 2> RangesOf(const ResolvedWord& word) {
    const std::uint32_t whole = word.whole_term.value_or(0);
    return {word.whole_term ? TermRange{whole, whole + 1} : TermRange{}, word.as_typed};
  }
  static std::uint32_t PenaltyOf(const ResolvedWord& word, std::uint32_t term, TermField field) {
    const auto at = static_cast<std::size_t>(field);
    return word.whole_term == term ? kWholeWordPenalty[at] : kBegunWordPenalty[at];
  }
  std::uint32_t FamilyPenalty(const ResolvedWord& word, std::uint32_t mailbox) const {
    return PenaltyOf(word, index_.family[mailbox], TermField::kName);
  }

  void Add(Nearness nearness, Found found) {
    ranked_.push_back({PackRank({0, 0, found.penalty}, nearness), found.mailbox});
  }

  void FindFamilyAndGiven(Nearness nearness, const ResolvedWord& family,
                          const ResolvedWord& given) {
    const auto add = [&](std::uint32_t mailbox) {
      Add(nearness, {mailbox, FamilyPenalty(family, mailbox) +
                                  PenaltyOf(given, index_.given[mailbox], TermField::kGivenName)});
    };
    if (nearness != Nearness::kElsewhere) {
      for (const MailboxRange& run : index_.FamilyRanges(family.as_typed)) {
        work_.ForEachOf(nearness, run, [&](std::uint32_t mailbox) {
          if (given.as_typed.contains(index_.given[mailbox])) add(mailbox);
          return true;
        });
      }
      return;
    }
    // Whole words first: the first so many of each kind of match are enough.
    for (const TermRange& family_range : RangesOf(family)) {
      for (const TermRange& given_range : RangesOf(given)) {
        if (family_range.empty() || given_range.empty()) continue;
        for (const MailboxRange& run : index_.FamilyRanges(family_range)) {
          std::size_t left = work_.choice.candidates_max();
          ForEachWithin(index_.given, run, given_range, [&](std::uint32_t mailbox) {
            if (!work_.Counts(nearness, mailbox)) return true;
            add(mailbox);
            return --left != 0;
          });
        }
      }
    }
  }

  // Terms that both words begin; one of them begins the other.
  TermRange Common() const {
    return {std::max(a_.as_typed.first, b_.as_typed.first),
            std::min(a_.as_typed.last, b_.as_typed.last)};
  }

  void FindSameFamily(Nearness nearness) {
    const TermRange common = Common();
    if (common.empty()) return;
    // Both words whole, one of them, none: each kind is a run.
    for (const TermRange range : {RangesOf(a_)[0], RangesOf(b_)[0], common}) {
      const TermRange part{std::max(range.first, common.first), std::min(range.last, common.last)};
      if (part.empty()) continue;
      for (const MailboxRange& run : index_.FamilyRanges(part)) {
        std::size_t left = work_.choice.candidates_max();
        work_.ForEachOf(nearness, run, [&](std::uint32_t mailbox) {
          Add(nearness, {mailbox, FamilyPenalty(a_, mailbox) + FamilyPenalty(b_, mailbox)});
          return --left != 0;
        });
      }
    }
  }

  void FindByFurtherNames() {
    FindSameGiven();
    FindFurther(a_, b_);
    FindFurther(b_, a_);
    FindBothFurther();
    if (work_.choice.allows_shared()) FindShared();
    if (!work_.hints.any()) return;
    for (Found& found : found_) found.nearness = work_.hints.Of(found.mailbox);
  }

  void FindSameGiven() {
    const TermRange common = Common();
    if (common.empty()) return;
    for (const std::uint32_t mailbox : index_.given_postings.Of(common)) {
      const std::uint32_t term = index_.given[mailbox];
      found_.push_back({mailbox, PenaltyOf(a_, term, TermField::kGivenName) +
                                     PenaltyOf(b_, term, TermField::kGivenName)});
    }
  }

  std::span<const std::uint32_t> Further(TermField field, TermRange range) const {
    return index_.extra_postings[static_cast<std::size_t>(field)].Of(range);
  }
  // Penalty of "word" among the further names of a mailbox, or kNone.
  std::uint32_t FurtherPenalty(std::uint32_t mailbox, const ResolvedWord& word) const {
    std::uint32_t best = kNone;
    for (const ForwardEntry entry : index_.extra[mailbox]) {
      if (!NamesSomebody(entry.field()) || !word.as_typed.contains(entry.term())) continue;
      best = std::min(best, PenaltyOf(word, entry.term(), entry.field()));
    }
    return best;
  }
  // Calls visit(mailbox, penalty, names) for those "word" is a further name of.
  template <typename Visit>
  void ForEachFurther(const ResolvedWord& word, Visit visit) const {
    for (const TermField field : kNameFields) {
      const auto at = static_cast<std::size_t>(field);
      const auto mailboxes = Further(field, word.as_typed);
      const auto names = index_.OtherNamesOf(field, word.as_typed);
      const std::size_t whole =
          word.whole_term ? Further(field, {*word.whole_term, *word.whole_term + 1}).size() : 0;
      for (std::size_t i = 0; i < mailboxes.size(); ++i) {
        visit(mailboxes[i], i < whole ? kWholeWordPenalty[at] : kBegunWordPenalty[at], names[i]);
      }
    }
  }

  // Persons one of whose further names is "word" and one of whose first names
  // is "other": from those of the one or of the other, the fewer.
  void FindFurther(const ResolvedWord& word, const ResolvedWord& other) {
    const auto runs = index_.FamilyRanges(other.as_typed);
    const auto with_given = index_.given_postings.Of(other.as_typed);
    std::size_t further = 0;
    for (const TermField field : kNameFields) further += Further(field, word.as_typed).size();
    if (runs[0].size() + runs[1].size() + with_given.size() < further) {
      const auto add = [&](std::uint32_t mailbox, std::uint32_t penalty) {
        const std::uint32_t own = FurtherPenalty(mailbox, word);
        if (own != kNone) found_.push_back({mailbox, own + penalty});
      };
      for (const MailboxRange& run : runs) {
        for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) {
          add(mailbox, FamilyPenalty(other, mailbox));
        }
      }
      for (const std::uint32_t mailbox : with_given) {
        add(mailbox, PenaltyOf(other, index_.given[mailbox], TermField::kGivenName));
      }
      return;
    }
    ForEachFurther(word, [&](std::uint32_t mailbox, std::uint32_t penalty,
                             const OtherNames& names) {
      if (runs[0].contains(mailbox) || runs[1].contains(mailbox)) {
        found_.push_back({mailbox, penalty + FamilyPenalty(other, mailbox)});
      } else if (other.as_typed.contains(names.given)) {
        found_.push_back({mailbox, penalty + PenaltyOf(other, names.given, TermField::kGivenName)});
      }
    });
  }

  void FindBothFurther() {
    std::size_t with_a = 0;
    std::size_t with_b = 0;
    for (const TermField field : kNameFields) {
      with_a += Further(field, a_.as_typed).size();
      with_b += Further(field, b_.as_typed).size();
    }
    const ResolvedWord& word = with_a <= with_b ? a_ : b_;
    const ResolvedWord& other = with_a <= with_b ? b_ : a_;
    ForEachFurther(word,
                   [&](std::uint32_t mailbox, std::uint32_t penalty, const OtherNames& names) {
                     if ((names.initials & other.initial) == 0) return;
                     const std::uint32_t others = FurtherPenalty(mailbox, other);
                     if (others != kNone) found_.push_back({mailbox, penalty + others});
                   });
  }

  // Shared mailboxes have no other words than further ones.
  void FindShared() {
    const auto with_a = index_.shared_postings.Of(a_.as_typed);
    const auto with_b = index_.shared_postings.Of(b_.as_typed);
    const bool by_a = with_a.size() <= with_b.size();
    for (const std::uint32_t mailbox : by_a ? with_a : with_b) {
      const std::uint32_t other = FurtherPenalty(mailbox, by_a ? b_ : a_);
      if (other != kNone) {
        found_.push_back({mailbox, other + FurtherPenalty(mailbox, by_a ? a_ : b_)});
      }
    }
  }

  // Moves what was found of a nearness to the ranked, but for what cannot be
  // among the best any more.
  void AddFound(Nearness nearness) {
    const Ranked bound = Bound();
    for (const Found& found : found_) {
      const Ranked candidate{PackRank({0, 0, found.penalty}, nearness), found.mailbox};
      if (found.nearness == nearness && candidate < bound && work_.choice.Allows(found.mailbox)) {
        ranked_.push_back(candidate);
      }
    }
  }

  // The last of the ranked that can still be chosen.
  Ranked Bound() {
    std::sort(ranked_.begin(), ranked_.end());
    std::size_t left = work_.choice.candidates_max();
    for (auto at = ranked_.begin(); at != ranked_.end(); ++at) {
      const bool again = std::any_of(
          ranked_.begin(), at, [&](const Ranked& before) { return before.mailbox == at->mailbox; });
      if (!again && --left == 0) return *at;
    }
    return {~std::uint64_t{0}, 0};
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  const SuggestWork& work_;
  const RecipientIndex& index_;
  const ResolvedWord& a_;
  const ResolvedWord& b_;
  std::vector<Ranked> ranked_;
  std::vector<Found> found_;  // of every nearness
};

}  // namespace

void SuggestWork::ChooseAmongAll(const RecipientQuery& query, Scope scope) const {
  thread_local std::vector<std::uint32_t> found;
  thread_local std::vector<Ranked> ranked;
  found.clear();
  ranked.clear();
  query.Collect(scope, found);
  for (const std::uint32_t mailbox : found) {
    if (!choice.Allows(mailbox)) continue;
    ranked.push_back({PackRank(*query.Match(mailbox, scope), hints.Of(mailbox)), mailbox});
  }
  choice.ChooseBest(ranked);
}

void ChooseByManyWords(const SuggestWork& work, const RecipientQuery& query) {
  if (query.hopeless()) return;
  if (query.words().size() == 2 && query.Effort(Scope::kEverywhere) > kFew) {
    NamePair(work, query).Run();
    if (work.choice.half_full()) return;
  }
  work.ChooseAmongAll(query, Scope::kEverywhere);
}

}  // namespace annuaire
