// One word of a typed text, resolved against the words of a RecipientIndex: the terms
// it begins, those one letter away, and what each costs. It lives no longer
// than the index. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "directory/completion/query_words.h"
#include "directory/completion/recipient_index.h"
#include "directory/words/structure_terms.h"

namespace annuaire {

// What it costs that a word, or some, stand where they do; the less the better.
struct WordCost {
  std::uint32_t corrected = 0;  // words
  std::uint32_t penalty = 0;

  friend WordCost operator+(WordCost a, WordCost b) {
    return {a.corrected + b.corrected, a.penalty + b.penalty};
  }
  friend auto operator<=>(const WordCost&, const WordCost&) = default;
};

// Terms that a word begins, all for the same cost beside that of the field.
struct WordTerms {
  TermRange range;
  WordCost cost;
};

// One word of a typed text.
class ResolvedWord {
 public:
  ResolvedWord(const RecipientIndex& index, QueryWord word);

  TermRange as_typed;  // the terms it begins
  std::optional<std::uint32_t> whole_term;
  TermRange whole;              // the whole term alone, empty if it is none
  std::uint32_t initials = 0;   // of the terms of ranges(), or more
  std::uint64_t beginning = 0;  // FirstTwoOf() it, as typed
  // Personal mailboxes whose family name it begins, as typed.
  std::array<MailboxRange, 2> families;
  // Those whose family name it is all of.
  std::array<MailboxRange, 2> whole_families;

  // Of the terms it may begin: disjoint, rising; as_typed and what is one letter
  // away, once it is forgiving.
  std::span<const TermRange> ranges() const {
    return forgiving_ ? std::span<const TermRange>(corrected_)
                      : std::span<const TermRange>(&as_typed, as_typed.empty() ? 0 : 1);
  }
  bool forgiving() const { return forgiving_; }
  // Calls visit(range, cost) for the terms of ranges() that stand in names, the cheapest
  // first; without those as typed unless "as_typed_too".
  template <typename Visit>
  void ForEachInNames(const RecipientIndex& index, bool as_typed_too, Visit visit) const;
  // The same terms, of one of several words; of the only forgiving one without those as
  // typed, for who matches as typed is chosen by then.
  std::span<const WordTerms> in_names() const { return in_names_; }
  // None of these costs less. REQUIRES: there are some
  WordCost least_in_names() const {
    const auto least = [](std::uint32_t penalty, const WordTerms& terms) {
      return std::min(penalty, terms.cost.penalty);
    };
    const WordCost front = in_names_.front().cost;
    return {front.corrected,
            std::accumulate(in_names_.begin(), in_names_.end(), front.penalty, least)};
  }
  // A letter from a to z: it begins every word that has this initial.
  bool is_letter() const { return typed_.size() == 1 && typed_[0] >= 'a' && typed_[0] <= 'z'; }

  std::uint32_t WholePenalty(TermField field) const {
    return penalties_.whole[static_cast<std::size_t>(field)];
  }
  // Of what a mailbox has beside the first family and given name.
  std::uint32_t FurtherPenalty(TermField field) const {
    return WholePenalty(field) + MoreAsFurther(field);
  }
  std::uint32_t MoreAsFurther(TermField field) const {
    return field == TermField::kGivenName ? penalties_.further_given : 0;
  }
  // The same for some of in_names().
  std::uint32_t FurtherPenalty(TermField field, const WordTerms& terms) const {
    const bool begun = terms.cost.corrected == 0 && terms.cost.penalty != 0;
    return FurtherPenalty(field) + (begun ? BegunPenalty(field) - penalties_.begun : 0);
  }
  std::uint32_t BegunPenalty(TermField field) const {
    return penalties_.begun + (field == TermField::kFurtherName ? penalties_.further_begun : 0);
  }
  std::uint32_t PenaltyOf(std::uint32_t term, TermField field) const {
    if (whole_term == term) return WholePenalty(field);
    if (as_typed.contains(term)) return WholePenalty(field) + BegunPenalty(field);
    const auto is_it = [term](const Correction& common) { return common.term == term; };
    const auto common = std::find_if(common_.begin(), common_.end(), is_it);
    return WholePenalty(field) + (common == common_.end() ? penalties_.rare : common->penalty);
  }
  // REQUIRES: Begins(term)
  WordCost CostOf(std::uint32_t term, TermField field) const {
    return {as_typed.contains(term) ? 0u : 1u, PenaltyOf(term, field)};
  }
  // The least it can be.
  std::uint32_t LeastPenalty(TermField field) const {
    return WholePenalty(field) + (whole_term || !common_.empty() ? 0 : penalties_.begun);
  }

  bool Begins(std::uint32_t term) const {
    return as_typed.contains(term) || (forgiving_ && IsCorrected(term));
  }

  // Hardly anybody is called so: it says what or where somebody or something is. Nor does a word
  // read as a whole one, such as "de", name somebody by itself.
  bool IsImpersonal(const RecipientIndex& index) const;
  // It tells which structure is meant, or of which kind.
  bool TellsStructure() const { return structure_ || IsStructureKind(typed_); }
  // Nobody is found by it, unless by a local part.
  bool IsNobodys(const RecipientIndex& index) const;
  // Hardly any service is called so, or begins so. REQUIRES: IsImpersonal()
  bool IsRatherJob(const RecipientIndex& index) const;
  // Some place is called so. REQUIRES: IsImpersonal()
  bool IsPlace(const RecipientIndex& index) const;

  // Lets it match with one letter wrong, or two where MayHaveTwoErrors().
  void Forgive(const RecipientIndex& index, std::size_t letters);
  // Fills in_names(); Begins() tells most terms apart at once from then on.
  void StandBesideOthers(const RecipientIndex& index, bool as_typed_too);

  // A term with letters forgiven, what it costs, and how many have it in their names.
  struct Correction {
    std::uint32_t term;
    std::uint32_t penalty;
    std::uint32_t holders;
  };
  // Once it is forgiving: the nearby term that most people have in their names, which
  // costs nothing, then those that up to 4, 16 and 64 times fewer have, for 1, 2 and 3, while that
  // is less than a rare one costs. Terms that are only begun are looked at where no other is in a
  // name, and of these the commonest is the only one.
  std::span<const Correction> common() const { return common_; }

 private:
  // How many mailboxes have the word if it is one, or else what it begins: in people's names, in
  // those of shared mailboxes, through structures, places, jobs and domains.
  struct Bearers {
    std::size_t people = 0;
    std::size_t services = 0;
    std::size_t elsewhere = 0;
  };
  static constexpr std::size_t kFarMore = 64;
  Bearers CountBearers(const RecipientIndex& index) const;
  // Those it is meant as: it if it is one, or else those it begins.
  TermRange Meant() const {
    return whole_term ? TermRange{*whole_term, *whole_term + 1} : as_typed;
  }

  void FindCommon(const RecipientIndex& index, std::size_t letters);
  // Calls visit(range) for the terms of "range" that are not common, rising.
  template <typename Visit>
  void ForEachRare(TermRange range, Visit visit) const;
  bool IsCorrected(std::uint32_t term) const {
    if (!corrected_blocks_.empty() &&
        !(corrected_blocks_[BlockOf(term) / 64] >> (BlockOf(term) % 64) & 1)) {
      return false;
    }
    const auto after =
        std::upper_bound(corrected_.begin(), corrected_.end(), term,
                         [](std::uint32_t at, TermRange range) { return at < range.first; });
    return after != corrected_.begin() && term < std::prev(after)->last;
  }

  WordPenalties penalties_;
  std::string typed_;
  bool whole_;
  bool impersonal_;  // at any rate
  bool structure_;   // the same
  bool forgiving_ = false;
  std::vector<TermRange> corrected_;
  // Tells most terms apart from those of corrected_: a bit for each so many of them,
  // some of which share one. Empty for an only word.
  static constexpr std::uint32_t kBlocksCount = 4096;
  static std::uint32_t BlockOf(std::uint32_t term) { return term / 64 % kBlocksCount; }
  std::vector<std::uint64_t> corrected_blocks_;
  std::vector<Correction> common_;
  std::vector<WordTerms> in_names_;
};

template <typename Visit>
void ResolvedWord::ForEachInNames(const RecipientIndex& index, bool as_typed_too,
                                  Visit visit) const {
  const auto visit_if = [&](TermRange range, WordCost cost) {
    if (!range.empty() && index.HoldersOf(range).in_names != 0) visit(range, cost);
  };
  if (as_typed_too) {
    visit_if(whole, {0, 0});
    visit_if({whole.last, as_typed.last}, {0, penalties_.begun});
  }
  if (!forgiving_) return;
  for (const Correction& common : common_) {
    visit_if({common.term, common.term + 1}, {1, common.penalty});
  }
  const auto visit_rare = [&](TermRange range) {
    ForEachRare(range, [&](TermRange rare) { visit_if(rare, {1, penalties_.rare}); });
  };
  for (const TermRange range : corrected_) {  // one of them may hold those as typed
    visit_rare({range.first, std::clamp(as_typed.first, range.first, range.last)});
    visit_rare({std::clamp(as_typed.last, range.first, range.last), range.last});
  }
}

template <typename Visit>
void ResolvedWord::ForEachRare(TermRange range, Visit visit) const {
  for (;;) {
    TermRange rare = range;
    for (const Correction& common : common_) {
      if (rare.contains(common.term)) rare.last = common.term;
    }
    visit(rare);
    if (rare.last == range.last) return;
    range.first = rare.last + 1;
  }
}

}  // namespace annuaire
