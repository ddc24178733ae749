// A typed text, resolved against the words of a RecipientIndex. It lives
// no longer than the index. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "directory/base/prefetch.h"
#include "directory/completion/facet_marks.h"
#include "directory/completion/query_words.h"
#include "directory/completion/recipient_index.h"
#include "directory/completion/resolved_word.h"

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
// A word but the first costs that much more there than where a name only begins with it.
inline constexpr std::uint32_t kMoreInContextMin = kContextPenaltyMin - kWordPenalties.begun;
static_assert(kWordPenalties.begun == kInitialPenalties.begun);

// Of a word found in somebody's name when no word of the text is a name: "psychiatre paris" is a
// psychiatrist in Paris before Dr Paris. More than any place costs.
inline constexpr std::uint32_t kNamedAsPlacePenalty = 12;
// The same when the first is the kind of a structure: "hopital victor hugo" is that hospital before
// any Hugo who works in one, and him before anybody called otherwise.
inline constexpr std::uint32_t kNamedAsStructurePenalty = kContextPenaltyMin;

// Penalty of a personal mailbox when no word is a name: who types a structure
// wants its own mailbox before those of the people who work there.
inline constexpr std::uint32_t kNobodyNamedPenalty = 1u << 16;

// Which words are forgiven a letter; of the unknown ones, those that MayHaveTwoErrors() are
// forgiven two.
enum class Forgiven { kUnknownWords, kUnknownWordsTwice, kAllWords };

// Where words are looked for.
enum class Scope { kNames, kEverywhere };

// Some mailboxes of the index; in rising order, or those of one word after those of another.
struct MailboxList {
  std::span<const std::uint32_t> mailboxes;
  bool rising;
};

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
      PrefetchLine(&index_.beginnings[mailbox]);
    } else {
      PrefetchLine(&index_.name_beginnings[mailbox]);
    }
  }

  const RecipientIndex& index_;
  const Scope scope_;
  std::uint64_t wanted_ = 0;
};

// For RecipientQuery::ForEachMatch(): leaves nobody out.
struct AllWanted {
  template <typename Look>
  void ForEachPart(MailboxRange run, const RecipientMatch&, Look look) const {
    look(run);
  }
  template <typename Look>
  void ForEachPart(MailboxList list, const RecipientMatch&, Look look) const {
    look(list.mailboxes);
  }
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

  std::span<const ResolvedWord> words() const { return words_; }
  // Nobody can match: some word has no match anywhere, or there is none.
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

  // For the calls below. REQUIRES: not hopeless()
  FacetMarks MarkFacets() const {
    return FacetMarks(index_.facets, words_, Effort(Scope::kEverywhere));
  }

  // Calls visit(mailbox) for the mailboxes in which every word stands; in no order, some
  // more than once. Of "some", a MailboxRange or a MailboxList whose Match() is no better than
  // "best", those are looked at that wanted.ForEachPart(some, best, look) calls look(part) for, a
  // MailboxRange or a span.
  template <typename Wanted, typename Visit>
  void ForEachMatch(FacetMarks& marks, const Wanted& wanted, Visit visit) const;

  // Calls visit(mailbox) for the mailboxes in which every word stands in names; in no
  // order, some more than once.
  template <typename Visit>
  void ForEachMatchInNames(FacetMarks& marks, Visit visit) const;

  // Whether "mailbox" has the word in the fields of "scope".
  bool HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
               FacetMarks& marks) const;
  std::size_t HoldersCount(const ResolvedWord& word, Scope scope) const;

 private:
  // Calls visit(some) for each MailboxRange and MailboxList of those that hold a term of "ranges"
  // in names; some are in several.
  template <typename Visit>
  void ForEachNamed(std::span<const TermRange> ranges, Visit visit) const;
  // Calls visit(list, field) for each MailboxList of those that hold one in structure or context.
  template <typename Visit>
  void ForEachElsewhere(std::span<const TermRange> ranges, Visit visit) const;
  // What a card tells of a word.
  enum class Held : std::uint8_t { kNo, kPerhaps, kYes };
  Held OnCard(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
              FacetMarks& marks) const;
  // Keeps, in their order, those who have the words by their cards, or perhaps: what all of them
  // are asked for is on its way before the first is looked at.
  std::span<const std::uint32_t> KeepByCards(std::span<std::uint32_t> mailboxes,
                                             std::span<const ResolvedWord* const> words,
                                             Scope scope, FacetMarks& marks) const;
  // Calls visit(mailbox) for those that have the words, of all that for_each(take) takes by
  // take(some, wanted, best), as ForEachMatch() has them.
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
    bool names_nobody;           // all are impersonal, or the first is the kind of a structure
    bool is_job;                 // all are, and the first is rather what people do than a service
    std::uint32_t name_penalty;  // more, of those found in names after the first
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
  // Which holders of a word in names go before all others, and what the others cost at least.
  struct GoingFirst {
    std::span<const TermRange> ranges;
    RecipientMatch others_best;
  };
  GoingFirst GoFirst(const ResolvedWord& word, bool all, std::size_t few) const;
  // What a word costs at least that is not in names.
  std::uint32_t LeastElsewhere(const ResolvedWord& word) const;

  const RecipientIndex& index_;
  std::vector<ResolvedWord> words_;
  mutable std::optional<Meaning> meaning_;
};

template <typename ForEach, typename Visit>
void RecipientQuery::ForEachWith(std::span<const ResolvedWord* const> words, Scope scope,
                                 FacetMarks& marks, ForEach for_each, Visit visit) const {
  const BeginningsFilter filter(index_, words, scope);
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
  const auto add = [&](std::uint32_t mailbox) {
    mailboxes[count] = mailbox;
    if (++count == kAtOnce) look();
  };
  for_each([&](auto some, const auto& wanted, const RecipientMatch& best) {
    wanted.ForEachPart(some, best, [&](auto part) { filter.ForEachOf(part, add); });
  });
  look();
}

template <typename Wanted, typename Visit>
void RecipientQuery::ForEachMatch(FacetMarks& marks, const Wanted& wanted, Visit visit) const {
  // The rarer a word, the more mailboxes it rules out.
  const std::vector<const ResolvedWord*> words = RarestFirst(Scope::kEverywhere);
  const ResolvedWord& rarest = *words.front();
  const auto others = std::span(words).subspan(1);
  // Where few are called by the others, they go first: all that are left are found by context
  // alone.
  std::size_t others_named = 0;
  for (const ResolvedWord* const word : others) others_named += HoldersCount(*word, Scope::kNames);
  const std::size_t holders = HoldersCount(rarest, Scope::kEverywhere);
  const bool named_first = others_named < holders / 4;
  RecipientMatch others_best;
  for (const ResolvedWord* const word : others) {
    const GoingFirst first = GoFirst(*word, named_first, holders / 64);
    const auto take_first = [&](auto take) {
      ForEachNamed(first.ranges, [&](auto some) { take(some, wanted, RecipientMatch{}); });
    };
    ForEachWith(words, Scope::kEverywhere, marks, take_first, visit);
    others_best.context_words += first.others_best.context_words;
    others_best.penalty += first.others_best.penalty;
  }
  const auto best_with = [&](TermField field) {
    RecipientMatch best = others_best;
    best.context_words += NamesSomebody(field) ? 0 : 1;
    best.penalty += rarest.LeastPenalty(field);
    return best;
  };
  const auto take_all = [&](auto take) {
    ForEachNamed(rarest.ranges(),
                 [&](auto some) { take(some, wanted, best_with(TermField::kName)); });
    // Who has the word in names as well was visited before.
    ForEachElsewhere(rarest.ranges(), [&](MailboxList list, TermField field) {
      take(list, wanted, best_with(field));
    });
  };
  ForEachWith(others, Scope::kEverywhere, marks, take_all, visit);
}

template <typename Visit>
void RecipientQuery::ForEachMatchInNames(FacetMarks& marks, Visit visit) const {
  const std::vector<const ResolvedWord*> words = RarestFirst(Scope::kNames);
  const auto take_all = [&](auto take) {
    ForEachNamed(words.front()->ranges(),
                 [&](auto some) { take(some, AllWanted(), RecipientMatch{}); });
  };
  ForEachWith(std::span(words).subspan(1), Scope::kNames, marks, take_all, visit);
}

template <typename Visit>
void RecipientQuery::ForEachNamed(std::span<const TermRange> ranges, Visit visit) const {
  for (const TermRange range : ranges) {
    for (const MailboxRange& run : index_.FamilyRanges(range)) visit(run);
    for (const TermField field :
         {TermField::kName, TermField::kFurtherName, TermField::kGivenName}) {
      index_.ForEachPostings(field, [&](const Postings& postings) {
        visit(MailboxList{postings.Of(range), range.size() == 1});
      });
    }
  }
}

template <typename Visit>
void RecipientQuery::ForEachElsewhere(std::span<const TermRange> ranges, Visit visit) const {
  for (const TermRange range : ranges) {
    for (const TermField field : {TermField::kStructure, TermField::kContext}) {
      visit(MailboxList{index_.Further(field).Of(range), range.size() == 1}, field);
    }
    for (const std::uint32_t facet : index_.facets.with_term.Range(range.first, range.last)) {
      visit(MailboxList{index_.facets.mailboxes[facet], true}, index_.facets.FieldOf(facet));
    }
  }
}

}  // namespace annuaire
