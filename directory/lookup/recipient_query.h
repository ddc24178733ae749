// A typed text, resolved against the words of a RecipientIndex. Private to
// this room; it lives no longer than the index. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "directory/lookup/facet_marks.h"
#include "directory/lookup/query_words.h"
#include "directory/lookup/recipient_index.h"
#include "directory/lookup/resolved_word.h"

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

// Which words are forgiven a letter.
enum class Forgiven { kUnknownWords, kAllWords };

// Where words are looked for.
enum class Scope { kNames, kEverywhere };

// Tells most mailboxes apart from those that have some words, by what all their words begin with.
class BeginningsFilter {
 public:
  BeginningsFilter(const RecipientIndex& index, std::span<const ResolvedWord* const> words,
                   Scope scope)
      : index_(index), scope_(scope) {
    for (const ResolvedWord* const word : words) wanted_ |= word->forgiving() ? 0 : word->beginning;
  }

  // Calls visit(mailbox) for those that may have the words.
  template <typename Visit>
  void ForEachOf(MailboxRange run, Visit visit) const {
    for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) {
      if (MayHave(mailbox)) visit(mailbox);
    }
  }
  template <typename Visit>
  void ForEachOf(std::span<const std::uint32_t> mailboxes, Visit visit) const {
    constexpr std::size_t kAhead = 16;
    for (std::size_t at = 0; at < mailboxes.size(); ++at) {
      if (wanted_ != 0) AskFor(mailboxes[std::min(at + kAhead, mailboxes.size() - 1)]);
      if (MayHave(mailboxes[at])) visit(mailboxes[at]);
    }
  }

 private:
  bool MayHave(std::uint32_t mailbox) const {
    if (scope_ == Scope::kEverywhere) return (index_.beginnings[mailbox] & wanted_) == wanted_;
    return (index_.name_beginnings[mailbox] & Halved(wanted_)) == Halved(wanted_);
  }
  void AskFor(std::uint32_t mailbox) const {
    if (scope_ == Scope::kEverywhere) {
      __builtin_prefetch(&index_.beginnings[mailbox]);
    } else {
      __builtin_prefetch(&index_.name_beginnings[mailbox]);
    }
  }

  const RecipientIndex& index_;
  const Scope scope_;
  std::uint64_t wanted_ = 0;
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

  // Some job begins with the first word, and all name nobody: a personal mailbox may be meant
  // by what its holder does.
  bool MayMeanJob() const;

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
  // Calls visit(mailbox) for the mailboxes that hold "word" in names and pass, in no order, some
  // more than once.
  template <typename Visit>
  void ForEachNamed(const ResolvedWord& word, const BeginningsFilter& filter, Visit visit) const;
  // Calls visit(mailbox, field) for the mailboxes that pass and hold "word" in structure or
  // context, and for some that have it in names.
  template <typename Visit>
  void ForEachElsewhere(const ResolvedWord& word, const BeginningsFilter& filter,
                        Visit visit) const;
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
  // What find(word, more) makes of all words; nothing if one is not found. first_in(facet)
  // tells whether the first is in a facet.
  template <typename Find, typename FirstIn>
  std::optional<RecipientMatch> MatchBy(std::uint32_t mailbox, Find find, FirstIn first_in) const;
  // What holders of "rarest" outside names cost at least if no word is in names.
  std::uint32_t LeastInContext(const ResolvedWord& rarest, TermField field) const;

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
  const auto others = std::span(words).subspan(1);
  const auto add_named = [&](const ResolvedWord& word, const BeginningsFilter& filter, auto add) {
    ForEachNamed(word, filter, [&](std::uint32_t mailbox) {
      if (is_wanted(mailbox, RecipientMatch{})) add(mailbox);
    });
  };
  // Where few are called by the others, they go first: all that are left are found by context
  // alone.
  std::size_t others_named = 0;
  for (const ResolvedWord* const word : others) others_named += HoldersCount(*word, Scope::kNames);
  const bool named_first = others_named < HoldersCount(rarest, Scope::kEverywhere) / 4;
  const BeginningsFilter has_all(index_, words, Scope::kEverywhere);
  for (const ResolvedWord* const word : others) {
    if (!named_first) break;
    ForEachWith(
        words, Scope::kEverywhere, marks, [&](auto add) { add_named(*word, has_all, add); }, visit);
  }
  const auto context_words = static_cast<std::uint32_t>(named_first ? words.size() : 1);
  const BeginningsFilter has_others(index_, others, Scope::kEverywhere);
  const auto add_all = [&](auto add) {
    add_named(rarest, has_others, add);
    // Who has the word in names as well was visited before.
    ForEachElsewhere(rarest, has_others, [&](std::uint32_t mailbox, TermField field) {
      const std::uint32_t penalty =
          named_first ? LeastInContext(rarest, field) : rarest.WholePenalty(field);
      if (is_wanted(mailbox, RecipientMatch{0, context_words, penalty})) add(mailbox);
    });
  };
  ForEachWith(others, Scope::kEverywhere, marks, add_all, visit);
}

template <typename Visit>
void RecipientQuery::ForEachMatchInNames(FacetMarks& marks, Visit visit) const {
  if (hopeless()) return;
  const std::vector<const ResolvedWord*> words = RarestFirst(Scope::kNames);
  const auto others = std::span(words).subspan(1);
  const BeginningsFilter has_others(index_, others, Scope::kNames);
  ForEachWith(
      others, Scope::kNames, marks,
      [&](auto add) { ForEachNamed(*words.front(), has_others, add); }, visit);
}

template <typename Visit>
void RecipientQuery::ForEachNamed(const ResolvedWord& word, const BeginningsFilter& filter,
                                  Visit visit) const {
  for (const TermRange range : word.ranges()) {
    for (const MailboxRange& run : index_.FamilyRanges(range)) filter.ForEachOf(run, visit);
    for (const TermField field :
         {TermField::kName, TermField::kFurtherName, TermField::kGivenName}) {
      index_.ForEachPostings(
          field, [&](const Postings& postings) { filter.ForEachOf(postings.Of(range), visit); });
    }
  }
}

template <typename Visit>
void RecipientQuery::ForEachElsewhere(const ResolvedWord& word, const BeginningsFilter& filter,
                                      Visit visit) const {
  const auto visit_all = [&](std::span<const std::uint32_t> mailboxes, TermField field) {
    filter.ForEachOf(mailboxes, [&](std::uint32_t mailbox) { visit(mailbox, field); });
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
