// A typed text, resolved against the words of a RecipientIndex. Private to
// this room; it lives no longer than the index. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/query_words.h"
#include "directory/lookup/recipient_index.h"

namespace annuaire {

// How well one mailbox answers all the words. Compared field by field: fewer
// corrected words, then fewer words found in structure or context only, then
// the lower penalty.
struct RecipientMatch {
  std::uint32_t corrected_words = 0;
  std::uint32_t context_words = 0;
  std::uint32_t penalty = 0;
};

// Whose name is typed is meant rather than a service called after him or her.
inline constexpr std::uint32_t kSharedPenalty = 5;

// The least of a word found in structure or context only.
inline constexpr std::uint32_t kContextPenaltyMin = 8;

// Of a word found in somebody's name when no word of the text is a name: "psychiatre paris" is a
// psychiatrist in Paris before Dr Paris. More than any place costs.
inline constexpr std::uint32_t kNamedAsPlacePenalty = 12;

// Penalty of a personal mailbox when no word is a name: who types a structure
// wants its own mailbox before those of the people who work there.
inline constexpr std::uint32_t kNobodyNamedPenalty = 1u << 16;

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
  std::uint32_t initials = 0;   // of the terms of ranges(), or more
  std::uint32_t beginning = 0;  // FirstTwoOf() it, as typed
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
  std::uint32_t begun_penalty() const { return penalties_.begun; }
  std::uint32_t PenaltyOf(std::uint32_t term, TermField field) const {
    if (whole_term == term) return WholePenalty(field);
    if (as_typed.contains(term)) return WholePenalty(field) + begun_penalty();
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
    return WholePenalty(field) + (whole_term || !common_.empty() ? 0 : begun_penalty());
  }

  bool Begins(std::uint32_t term) const {
    return as_typed.contains(term) || (forgiving_ && IsCorrected(term));
  }

  // Hardly anybody is called so: it says what or where somebody or something is. Nor does a word
  // read as a whole one, such as "de", name somebody by itself.
  bool IsImpersonal(const RecipientIndex& index) const;
  // Hardly any service is called so. REQUIRES: IsImpersonal()
  bool IsRatherJob(const RecipientIndex& index) const;

  // Lets it match with one letter wrong.
  void Forgive(const RecipientIndex& index);
  // Fills in_names(); Begins() tells most terms apart at once from then on.
  void StandBesideOthers(const RecipientIndex& index, bool as_typed_too);

  // A term one letter away, what it costs, and how many have it in their names.
  struct Correction {
    std::uint32_t term;
    std::uint32_t penalty;
    std::uint32_t holders;
  };
  // Once it is forgiving: the term one letter away that most people have in their names, which
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

  void FindCommon(const RecipientIndex& index);
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
    const TermRange whole{as_typed.first, as_typed.first + (whole_term ? 1u : 0u)};
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

// Which words are forgiven a letter.
enum class Forgiven { kUnknownWords, kAllWords };

// Where words are looked for.
enum class Scope { kNames, kEverywhere };

// Facets that hold a word, marked from when it is asked for; one at a time in a
// thread. Marking one facet costs less than comparing the words of one mailbox, so
// a word is marked unless it has many more facets than there are mailboxes to check,
// or is a letter, for initials tell all of it.
class FacetMarks {
 public:
  FacetMarks(const FacetTable& facets, std::span<const ResolvedWord> words,
             std::size_t mailboxes_count)
      : facets_(facets), words_(words), mailboxes_count_(mailboxes_count) {}
  FacetMarks(const FacetMarks&) = delete;
  FacetMarks& operator=(const FacetMarks&) = delete;
  ~FacetMarks();

  // REQUIRES: "word" is one of "words".
  bool Has(const ResolvedWord& word, std::uint32_t facet) {
    const std::size_t at = Prepared(word);
    return marks_[at] != nullptr ? IsMarked(at, facet) : Compare(word, facet);
  }
  // All of it is a word of the facet.
  bool HasWhole(const ResolvedWord& word, std::uint32_t facet) const {
    if (!word.whole_term) return false;
    const auto terms = facets_.terms[facet];
    return std::binary_search(terms.begin(), terms.end(), *word.whole_term);
  }
  // Some facet of the card has it.
  bool Has(const ResolvedWord& word, const RecipientCard& card) {
    const std::size_t at = Prepared(word);
    const auto& facets = card.facets;
    if (marks_[at] != nullptr) {  // none is likely to: all at once
      return IsMarked(at, facets[0]) | IsMarked(at, facets[1]) | IsMarked(at, facets[2]) |
             IsMarked(at, facets[3]);
    }
    return std::any_of(facets.begin(), facets.end(),
                       [&](std::uint32_t facet) { return Compare(word, facet); });
  }

 private:
  static_assert(kFacetKindsCount == 4);

  // Its place; marked, if it is to be.
  std::size_t Prepared(const ResolvedWord& word) {
    const auto at = static_cast<std::size_t>(&word - words_.data());
    if (!prepared_[at]) Prepare(at);
    return at;
  }
  void Prepare(std::size_t word);
  bool IsMarked(std::size_t word, std::uint32_t facet) const {
    return (marks_[word][facet / 64] >> (facet % 64) & 1) != 0;
  }
  bool Compare(const ResolvedWord& word, std::uint32_t facet) const {
    if (word.is_letter()) return (facets_.initials[facet] & word.initials) != 0;
    if (!word.forgiving() && word.beginning != 0 &&
        (facets_.beginnings[facet] & word.beginning) == 0) {
      return false;
    }
    const auto terms = facets_.terms[facet];
    return std::any_of(terms.begin(), terms.end(),
                       [&](std::uint32_t term) { return word.Begins(term); });
  }
  template <typename Visit>
  void ForEachFacet(const ResolvedWord& word, Visit visit) const {
    for (const TermRange range : word.ranges()) {
      for (const std::uint32_t facet : facets_.with_term.Range(range.first, range.last)) {
        visit(facet);
      }
    }
  }

  // All clear between two FacetMarks.
  static thread_local std::array<std::vector<std::uint64_t>, kTypedWordsMax> bits_;

  const FacetTable& facets_;
  std::span<const ResolvedWord> words_;
  const std::size_t mailboxes_count_;
  std::array<bool, kTypedWordsMax> prepared_{};
  std::array<std::uint64_t*, kTypedWordsMax> marks_{};  // in bits_, of marked words
};

class RecipientQuery {
 public:
  // "words" are of CutQuery().
  RecipientQuery(const RecipientIndex& index, const std::vector<QueryWord>& words);
  RecipientQuery(const RecipientQuery&) = delete;
  RecipientQuery& operator=(const RecipientQuery&) = delete;

  // From now on words of four letters and more also match with one letter wrong: all of them, or
  // those that nobody has as typed.
  void Forgive(Forgiven words);

  bool empty() const { return words_.empty(); }
  std::span<const ResolvedWord> words() const { return words_; }
  // Some word has no match anywhere.
  bool hopeless() const;
  // Some word also matches with a letter wrong.
  bool forgiving() const;

  // Whether, and how well, "mailbox" answers; with kNames, by its names alone.
  std::optional<RecipientMatch> Match(std::uint32_t mailbox,
                                      Scope scope = Scope::kEverywhere) const;
  // The same everywhere, told faster. REQUIRES: HasWord() of all words; not forgiving()
  RecipientMatch MatchAsTyped(std::uint32_t mailbox, FacetMarks& marks) const;

  // How many hold the rarest word: ForEachMatch() looks at so many mailboxes.
  std::size_t Effort(Scope scope) const;

  // For the calls below. REQUIRES: not empty()
  FacetMarks MarkFacets() const {
    return FacetMarks(index_.facets, words_, Effort(Scope::kEverywhere));
  }

  // Calls visit(mailbox) for the mailboxes in which every word stands; in no order, some
  // more than once. They are looked at only if is_wanted(mailbox, best), where Match() is
  // no better than "best".
  template <typename IsWanted, typename Visit>
  void ForEachMatch(FacetMarks& marks, IsWanted is_wanted, Visit visit) const;

  // Calls visit(mailbox) for the mailboxes in which every word stands in names; in no
  // order, some more than once.
  template <typename Visit>
  void ForEachMatchInNames(FacetMarks& marks, Visit visit) const;

  // Whether "mailbox" has the word in the fields of "scope".
  bool HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
               FacetMarks& marks) const;
  std::size_t HoldersCount(const ResolvedWord& word, Scope scope) const;

 private:
  // Calls visit(mailbox) for the mailboxes that hold "word" in names, in no order, some
  // more than once.
  template <typename Visit>
  void ForEachNamed(const ResolvedWord& word, Visit visit) const;
  // Calls visit(mailbox, field) for the mailboxes that hold "word" in structure or
  // context, and for some that have it in names.
  template <typename Visit>
  void ForEachElsewhere(const ResolvedWord& word, Visit visit) const;
  // What a card tells of a word.
  enum class Held : std::uint8_t { kNo, kPerhaps, kYes };
  Held OnCard(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
              FacetMarks& marks) const;
  // Keeps, in their order, those who have the words by their cards, or perhaps: what all of them
  // are asked for is on its way before the first is looked at.
  std::span<const std::uint32_t> KeepByCards(std::span<std::uint32_t> mailboxes,
                                             std::span<const ResolvedWord* const> words,
                                             Scope scope, FacetMarks& marks) const;
  // Calls visit(mailbox) for those that have the words, of all that for_each(add) adds.
  template <typename ForEach, typename Visit>
  void ForEachWith(std::span<const ResolvedWord* const> words, Scope scope, FacetMarks& marks,
                   ForEach for_each, Visit visit) const;

  // The words, those with the fewest holders first.
  std::vector<const ResolvedWord*> RarestFirst(Scope scope) const;
  bool BeginsFamily(std::uint32_t mailbox, const ResolvedWord& word) const {
    if (word.forgiving()) return word.Begins(index_.family[mailbox]);
    return AreIn(word.families, mailbox);
  }
  // What the words mean together, once it was asked.
  struct Meaning {
    bool names_nobody;  // all are impersonal
    bool is_job;        // and the first is rather what people do than a service
  };
  Meaning AskMeaning() const;
  // Nobody is named, and the first word is what the holder does.
  bool IsMeantByJob(std::uint32_t mailbox) const;
  static bool AreIn(const std::array<MailboxRange, 2>& runs, std::uint32_t mailbox) {
    return runs[0].contains(mailbox) || runs[1].contains(mailbox);
  }
  // How a word is found in a mailbox; it is not, unless told otherwise.
  struct Found {
    std::uint32_t corrected = 2;
    std::uint32_t penalty = 0;
  };
  // The best way, if names cost "more" than usual: among all its words, or as typed by what is
  // marked. REQUIRES: for the latter, HasWord()
  Found FindWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
                 std::uint32_t more) const;
  Found FindAsTyped(std::uint32_t mailbox, const ResolvedWord& word, FacetMarks& marks,
                    std::uint32_t more) const;
  // What find(word, more) makes of all words; nothing if one is not found.
  template <typename Find>
  std::optional<RecipientMatch> MatchBy(std::uint32_t mailbox, Find find) const;
  // What "match" costs whatever the words' fields.
  void AddPenalties(std::uint32_t mailbox, RecipientMatch& match) const;

  const RecipientIndex& index_;
  std::vector<ResolvedWord> words_;
  mutable std::optional<Meaning> meaning_;
};

template <typename ForEach, typename Visit>
void RecipientQuery::ForEachWith(std::span<const ResolvedWord* const> words, Scope scope,
                                 FacetMarks& marks, ForEach for_each, Visit visit) const {
  constexpr std::size_t kAtOnce = 32;
  std::array<std::uint32_t, kAtOnce> mailboxes;
  std::size_t count = 0;
  const auto look = [&] {
    const auto seen = std::span(mailboxes).first(count);
    for (const std::uint32_t mailbox : KeepByCards(seen, words, scope, marks)) {
      const auto has = [&](const ResolvedWord* word) {
        return HasWord(mailbox, *word, scope, marks);
      };
      if (std::all_of(words.begin(), words.end(), has)) visit(mailbox);
    }
    count = 0;
  };
  for_each([&](std::uint32_t mailbox) {
    mailboxes[count] = mailbox;
    if (++count == kAtOnce) look();
  });
  look();
}

template <typename IsWanted, typename Visit>
void RecipientQuery::ForEachMatch(FacetMarks& marks, IsWanted is_wanted, Visit visit) const {
  if (hopeless()) return;
  // The rarer a word, the more mailboxes it rules out.
  const std::vector<const ResolvedWord*> words = RarestFirst(Scope::kEverywhere);
  const ResolvedWord& rarest = *words.front();
  const auto add_all = [&](auto add) {
    ForEachNamed(rarest, [&](std::uint32_t mailbox) {
      if (is_wanted(mailbox, RecipientMatch{})) add(mailbox);
    });
    // Who has the word in names as well was visited before.
    ForEachElsewhere(rarest, [&](std::uint32_t mailbox, TermField field) {
      if (is_wanted(mailbox, RecipientMatch{0, 1, rarest.WholePenalty(field)})) add(mailbox);
    });
  };
  ForEachWith(std::span(words).subspan(1), Scope::kEverywhere, marks, add_all, visit);
}

template <typename Visit>
void RecipientQuery::ForEachMatchInNames(FacetMarks& marks, Visit visit) const {
  if (hopeless()) return;
  const std::vector<const ResolvedWord*> words = RarestFirst(Scope::kNames);
  ForEachWith(
      std::span(words).subspan(1), Scope::kNames, marks,
      [&](auto add) { ForEachNamed(*words.front(), add); }, visit);
}

template <typename Visit>
void RecipientQuery::ForEachNamed(const ResolvedWord& word, Visit visit) const {
  for (const TermRange range : word.ranges()) {
    for (const MailboxRange& run : index_.FamilyRanges(range)) {
      for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) visit(mailbox);
    }
    for (const TermField field :
         {TermField::kName, TermField::kFurtherName, TermField::kGivenName}) {
      index_.ForEachPostings(field, [&](const Postings& postings) {
        for (const std::uint32_t mailbox : postings.Of(range)) visit(mailbox);
      });
    }
  }
}

template <typename Visit>
void RecipientQuery::ForEachElsewhere(const ResolvedWord& word, Visit visit) const {
  const auto visit_all = [&](std::span<const std::uint32_t> mailboxes, TermField field) {
    for (const std::uint32_t mailbox : mailboxes) visit(mailbox, field);
  };
  for (const TermRange range : word.ranges()) {
    for (const TermField field : {TermField::kStructure, TermField::kContext}) {
      visit_all(index_.Further(field).Of(range), field);
    }
    for (const std::uint32_t facet : index_.facets.with_term.Range(range.first, range.last)) {
      visit_all(index_.facets.mailboxes[facet], index_.facets.FieldOf(facet));
    }
  }
}

}  // namespace annuaire
