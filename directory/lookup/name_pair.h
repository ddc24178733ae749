// Finds the mailboxes in which two typed words stand in names. Private to this
// room; lives no longer than the query. One thread.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "directory/lookup/recipient_query.h"
#include "directory/lookup/suggest_area.h"
#include "directory/lookup/suggest_contest.h"
#include "directory/lookup/suggest_work.h"

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

  // Whether a mailbox of the area, or a later one, can still be chosen if the
  // penalty of the two words is "penalty".
  bool IsOpenTo(std::uint32_t penalty, std::uint32_t mailbox = 0) const {
    return contest_.IsOpenTo({PackRank(AtBest(penalty), nearest_), mailbox});
  }
  // IsOpenTo() them, and takes the mailbox.
  bool Take(std::uint32_t penalty, std::uint32_t mailbox) {
    if (!IsOpenTo(penalty, mailbox)) return false;
    if (selective()) {
      TakeIfAll(penalty, mailbox);
    } else {
      contest_.Enter({PackRank({0, 0, penalty}, work_.hints.Of(mailbox)), mailbox});
    }
    return true;
  }

 private:
  RecipientMatch AtBest(std::uint32_t penalty) const {
    return {0, roles_.in_context == Roles::kNone ? 0u : 1u, penalty + others_penalty_};
  }
  // The same for a mailbox that has all words.
  void TakeIfAll(std::uint32_t penalty, std::uint32_t mailbox);
  bool MayHaveInStructure(std::uint32_t mailbox, const ResolvedWord& word) const;

  const SuggestWork& work_;
  const RecipientQuery& query_;
  FacetMarks& marks_;
  const Roles roles_;
  SuggestContest& contest_;
  std::uint32_t others_penalty_ = 0;  // of the other words, at best
  Nearness nearest_ = Nearness::kSameOrganization;
};

// Every way in which the words can stand in names is gone through, kind by
// kind; all mailboxes of a kind have one penalty, and what is no better than
// what was found before is passed over.
class NamePair {
 public:
  // Terms that match a word, and what they cost more than the field's penalty.
  struct Terms {
    TermRange range;
    std::uint32_t begun;
  };

  // REQUIRES: neither word is forgiving.
  NamePair(const SuggestWork& work, PairMatches& matches);

  void FindIn(const SuggestArea& area);

 private:
  void FindSameFamily();
  void FindSameGiven();
  void FindFamilyAndGiven(const ResolvedWord& family, const ResolvedWord& given);
  // Mailboxes of a near area one of whose further names is "word" and any of whose
  // names is "other".
  void FindFurtherNear(const ResolvedWord& word, const ResolvedWord& other);
  // Persons one of whose further names is "word" and whose first family or given
  // name is "other", everywhere.
  void FindFurther(const ResolvedWord& word, const ResolvedWord& other, TermField first_name);
  // Mailboxes everywhere with both words in "fields", neither as the first name: those
  // of persons, or of shared mailboxes, which have no other names.
  void FindBothFurther(std::span<const TermField> fields);
  // Those with "terms" of "word" in "field", and "other" at such a cost at least.
  void FindBothIn(TermField field, const Terms& terms, const ResolvedWord& word,
                  const ResolvedWord& other, std::uint32_t others_least);
  std::optional<std::uint32_t> FurtherPenalty(std::uint32_t mailbox,
                                              const ResolvedWord& word) const;

  // Terms that both words begin; one of them begins the other.
  TermRange Common() const;
  // Both words whole, one of them, none: a range for each kind, and none other.
  std::vector<TermRange> PartsOf(TermRange common) const;

  const SuggestWork& work_;
  const RecipientIndex& index_;
  const ResolvedWord& a_;
  const ResolvedWord& b_;
  PairMatches& matches_;
  const bool shared_;  // mailboxes may be chosen
  const bool personal_;
  const SuggestArea* area_ = nullptr;
};

}  // namespace annuaire
