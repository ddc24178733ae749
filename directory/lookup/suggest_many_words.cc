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

// What further names of persons stand in.
constexpr std::array kFurtherFields = {TermField::kFurtherName, TermField::kGivenName};

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
    for (const Nearness nearness : kNearnesses) {
      if (work_.choice.enough()) return;
      if (nearness != Nearness::kElsewhere && !work_.hints.any()) continue;
      ranked_.clear();
      FindFamilyAndGiven(nearness, a_, b_);
      FindFamilyAndGiven(nearness, b_, a_);
      FindSameFamily(nearness);
      FindSameGiven(nearness);
      if (!further_found_) FindByFurtherNames();
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
      for (const MailboxRange& run : family.families) {
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

  // Both words whole, one of them, none: a range for each kind, and none other.
  std::vector<TermRange> PartsOf(TermRange common) const {
    std::vector<TermRange> parts;
    for (const TermRange range : {RangesOf(a_)[0], RangesOf(b_)[0], common}) {
      const TermRange part{std::max(range.first, common.first), std::min(range.last, common.last)};
      if (part.first < part.last) parts.push_back(part);
    }
    return parts;
  }

  void FindSameFamily(Nearness nearness) {
    const TermRange common = Common();
    if (common.first >= common.last) return;
    for (const TermRange part : PartsOf(common)) {
      for (const MailboxRange& run : index_.FamilyRanges(part)) {
        std::size_t left = work_.choice.candidates_max();
        work_.ForEachOf(nearness, run, [&](std::uint32_t mailbox) {
          Add(nearness, {mailbox, FamilyPenalty(a_, mailbox) + FamilyPenalty(b_, mailbox)});
          return --left != 0;
        });
      }
    }
  }

  void FindSameGiven(Nearness nearness) {
    const TermRange common = Common();
    if (common.first >= common.last) return;
    for (const TermRange part : PartsOf(common)) {
      std::size_t left = work_.choice.candidates_max();
      work_.ForEachGivenOf(nearness, part, [&](std::uint32_t mailbox) {
        const std::uint32_t term = index_.given[mailbox];
        Add(nearness, {mailbox, PenaltyOf(a_, term, TermField::kGivenName) +
                                    PenaltyOf(b_, term, TermField::kGivenName)});
        return --left != 0;
      });
    }
  }

  // Of every nearness at once; where there is but one, only what can still be
  // chosen.
  void FindByFurtherNames() {
    further_found_ = true;
    bound_ = work_.hints.any() ? kNoBound : Bound();
    FindFurther(a_, b_);
    FindFurther(b_, a_);
    FindBothFurther();
    if (work_.choice.allows_shared()) FindShared();
    if (!work_.hints.any()) return;
    for (Found& found : found_) found.nearness = work_.hints.Of(found.mailbox);
  }

  bool CanBeChosen(std::uint32_t mailbox, std::uint32_t penalty) const {
    return Ranked{PackRank({0, 0, penalty}, Nearness::kElsewhere), mailbox} < bound_;
  }
  void AddFurther(std::uint32_t mailbox, std::uint32_t penalty) {
    if (CanBeChosen(mailbox, penalty)) found_.push_back({mailbox, penalty});
  }

  // Penalty of "word" among the further names of a mailbox, or kNone.
  std::uint32_t FurtherPenalty(std::uint32_t mailbox, const ResolvedWord& word) const {
    std::uint32_t best = kNone;
    if ((index_.cards[mailbox].name_initials & word.initials) == 0) return best;
    for (const ForwardEntry entry : index_.ExtraOf(mailbox)) {
      if (!NamesSomebody(entry.field()) || !word.as_typed.contains(entry.term())) continue;
      best = std::min(best, PenaltyOf(word, entry.term(), entry.field()));
    }
    return best;
  }

  // Further names that a word begins: where they stand in postings.
  struct Begun {
    std::span<const std::uint32_t> mailboxes;
    ColumnRange begun;
    ColumnRange whole;
    TermField field;

    std::uint32_t PenaltyAt(std::uint32_t position) const {
      const auto at = static_cast<std::size_t>(field);
      return whole.contains(position) ? kWholeWordPenalty[at] : kBegunWordPenalty[at];
    }
  };
  static Begun Further(const Postings& postings, const ResolvedWord& word, TermField field) {
    return {postings.documents(), postings.PositionsOf(word.as_typed),
            postings.PositionsOf(RangesOf(word)[0]), field};
  }

  // Persons one of whose further names is "word" and one of whose first names
  // is "other".
  void FindFurther(const ResolvedWord& word, const ResolvedWord& other) {
    for (const TermField field : kFurtherFields) {
      const Begun further = Further(index_.Further(field), word, field);
      const Column<std::uint32_t>& family = index_.OthersOf(field).family;
      ForEachWithin(family, further.begun, other.as_typed, [&](std::uint32_t at) {
        AddFurther(further.mailboxes[at],
                   further.PenaltyAt(at) + PenaltyOf(other, family[at], TermField::kName));
        return true;
      });
      const Column<std::uint32_t>& given = index_.OthersOf(field).given;
      ForEachWithin(given, further.begun, other.as_typed, [&](std::uint32_t at) {
        AddFurther(further.mailboxes[at],
                   further.PenaltyAt(at) + PenaltyOf(other, given[at], TermField::kGivenName));
        return true;
      });
    }
  }

  // Mailboxes with a word among their further names, and "other" as well.
  void FindBothIn(const Begun& further, const FurtherNames& names, const ResolvedWord& other) {
    const std::uint32_t least = PenaltyOfBest(other);
    const bool by_letter = other.beginning == 0;
    ForEachSharing(by_letter ? names.initials : names.beginnings, further.begun,
                   by_letter ? other.initials : other.beginning, [&](std::uint32_t at) {
                     const std::uint32_t mailbox = further.mailboxes[at];
                     if (!CanBeChosen(mailbox, further.PenaltyAt(at) + least)) return true;
                     const std::uint32_t others = FurtherPenalty(mailbox, other);
                     if (others != kNone) AddFurther(mailbox, further.PenaltyAt(at) + others);
                     return true;
                   });
  }
  static std::uint32_t PenaltyOfBest(const ResolvedWord& word) {
    return (word.whole_term ? kWholeWordPenalty : kBegunWordPenalty)[0];
  }

  void FindBothFurther() {
    const auto count = [&](const ResolvedWord& word) {
      std::size_t found = 0;
      for (const TermField field : kFurtherFields) {
        found += Further(index_.Further(field), word, field).begun.size();
      }
      return found;
    };
    const bool by_a = count(a_) <= count(b_);
    for (const TermField field : kFurtherFields) {
      FindBothIn(Further(index_.Further(field), by_a ? a_ : b_, field),
                 index_.OthersOf(field).further, by_a ? b_ : a_);
    }
  }

  // Shared mailboxes have no other names than further ones.
  void FindShared() {
    const Begun a = Further(index_.Further(TermField::kName), a_, TermField::kName);
    const Begun b = Further(index_.Further(TermField::kName), b_, TermField::kName);
    const bool by_a = a.begun.size() <= b.begun.size();
    FindBothIn(by_a ? a : b, index_.shared_names, by_a ? b_ : a_);
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
    return kNoBound;
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  static constexpr Ranked kNoBound{~std::uint64_t{0}, 0};

  const SuggestWork& work_;
  const RecipientIndex& index_;
  const ResolvedWord& a_;
  const ResolvedWord& b_;
  std::vector<Ranked> ranked_;
  // By further names, of every nearness, before "bound_".
  bool further_found_ = false;
  Ranked bound_ = kNoBound;
  std::vector<Found> found_;
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
