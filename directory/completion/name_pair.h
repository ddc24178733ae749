// Finds the mailboxes in which two typed words stand in names. Private to this
// room; lives no longer than the query. One thread.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "directory/completion/recipient_query.h"
#include "directory/completion/suggest_area.h"
#include "directory/completion/suggest_contest.h"
#include "directory/completion/suggest_work.h"

namespace annuaire {

// What becomes of the mailboxes in whose names two words of a query stand: those
// that have the other words, too, enter a contest.
class PairMatches {
 public:
  // The words, by their place in the query: two in names, one in structure or
  // context unless it is kNone, the others in names.
  struct Roles {
    static constexpr std::size_t kNone = kTypedWordsMax;

    std::size_t a = 0;
    std::size_t b = 1;
    std::size_t in_context = kNone;
  };

  PairMatches(const SuggestWork& work, const RecipientQuery& query, FacetMarks& marks, Roles roles,
              SuggestContest& contest);

  const ResolvedWord& a() const { return query_.words()[roles_.a]; }
  const ResolvedWord& b() const { return query_.words()[roles_.b]; }
  // There are other words: most mailboxes will have no place.
  bool selective() const { return query_.words().size() > 2; }

  void Enter(const SuggestArea& area) { nearest_ = area.nearest(); }

  // Whoever has both words at this cost is chosen.
  bool AreChosen(WordCost cost) const {
    return query_.forgiving() && cost.corrected == 0 && !selective();
  }
  // Whether a mailbox of the area, or a later one, can still be chosen if the two
  // words cost so much.
  bool IsOpenTo(WordCost cost, std::uint32_t mailbox = 0) const {
    return contest_.IsOpenTo({PackRank(AtBest(cost), nearest_), mailbox});
  }
  // Mailboxes with a lesser number can still be chosen at that cost.
  std::uint32_t OpenEnd(WordCost cost) const {
    return contest_.OpenEnd(PackRank(AtBest(cost), nearest_));
  }
  // Those of "run" that can.
  MailboxRange Open(WordCost cost, MailboxRange run) const {
    const std::uint32_t end = OpenEnd(cost);
    return {std::min(run.first, end), std::min(run.last, end)};
  }
  // IsOpenTo() them, and takes the mailbox.
  bool Take(WordCost cost, std::uint32_t mailbox) {
    if (!IsOpenTo(cost, mailbox)) return false;
    if (selective()) {
      TakeIfAll(cost, mailbox);
    } else {
      const RecipientMatch match{cost.corrected, 0, cost.penalty};
      contest_.Enter({PackRank(match, work_.hints.Of(mailbox)), mailbox});
    }
    return true;
  }
  // Takes the mailbox if it has all words.
  void TakeIfAll(std::uint32_t mailbox);

 private:
  RecipientMatch AtBest(WordCost cost) const {
    return {cost.corrected + others_least_.corrected, roles_.in_context == Roles::kNone ? 0u : 1u,
            cost.penalty + others_least_.penalty};
  }
  // The same for a mailbox that has two words at this cost.
  void TakeIfAll(WordCost cost, std::uint32_t mailbox);
  bool MayHaveInStructure(std::uint32_t mailbox, const ResolvedWord& word) const;

  const SuggestWork& work_;
  const RecipientQuery& query_;
  FacetMarks& marks_;
  const Roles roles_;
  SuggestContest& contest_;
  WordCost others_least_;  // of the other words
  Nearness nearest_ = Nearness::kSameOrganization;
};

// Every way in which the words can stand in names is gone through, kind by
// kind; all mailboxes of a kind have one penalty, and what is no better than
// what was found before is passed over.
class NamePair {
 public:
  NamePair(const SuggestWork& work, PairMatches& matches);

  void FindIn(const SuggestArea& area);

 private:
  // Calls visit(terms, of_other, cost) for the terms of both words, the cheapest first
  // and as long as places are open to what they cost in these fields.
  template <typename Visit>
  void ForEachOpen(const ResolvedWord& word, TermField field, const ResolvedWord& other,
                   TermField others_field, Visit visit) const;

  // Looks at each of the first mailboxes where others have no place any more; or else
  // returns false.
  bool FindFirstFew();
  // Both begin one and the same name.
  void FindSameFamily();
  void FindSameGiven();
  void FindFamilyAndGiven(const ResolvedWord& family, const ResolvedWord& given);
  // Persons one of whose further names is "word" and whose first family or given name
  // is "other".
  void FindFurther(const ResolvedWord& word, const ResolvedWord& other);
  // Kind by kind.
  void FindFurtherAndFamily(const ResolvedWord& word, const ResolvedWord& family);
  void FindFurtherAndGiven(const ResolvedWord& word, const ResolvedWord& given);
  // Those with "word" in further names of "field", whose other name costs "others".
  void FindFurtherIn(TermField field, const ResolvedWord& word, WordCost others, Within has_other);
  // All kinds at once, where there are few or kinds are many.
  void FindFurtherAtOnce(const ResolvedWord& word, const ResolvedWord& other);
  // Mailboxes with both words in "fields", neither as the first name: those of persons,
  // or shared ones, which have no other names.
  void FindBothFurther(std::span<const TermField> fields);
  // Those with "terms" of "word" in "field", and "other" at such a cost at least.
  void FindBothIn(TermField field, const WordTerms& terms, const ResolvedWord& word,
                  const ResolvedWord& other, WordCost others_least);
  // How often further names of "fields" are among "all".
  std::size_t CountIn(std::span<const TermField> fields, std::span<const WordTerms> all) const;
  // The least cost of the word among the further names.
  std::optional<WordCost> FurtherCost(std::uint32_t mailbox, const ResolvedWord& word) const;

  const RecipientIndex& index_;
  const ResolvedWord& a_;
  const ResolvedWord& b_;
  PairMatches& matches_;
  const bool shared_;  // mailboxes may be chosen
  const bool personal_;
  const SuggestArea* area_ = nullptr;
};

}  // namespace annuaire
