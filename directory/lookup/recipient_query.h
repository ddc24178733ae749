// A typed text, resolved against the words of a RecipientIndex. Private to
// this room; it lives no longer than the index. One thread.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

// Penalty of a word by the field that has it, whole or only begun.
inline constexpr std::uint32_t kWholeWordPenalty[kTermFieldsCount] = {0, 1, 2, 6, 8};
inline constexpr std::uint32_t kBegunWordPenalty[kTermFieldsCount] = {1, 2, 3, 7, 9};

// Penalty of a personal mailbox when no word is a name: who types a structure
// wants its own mailbox before those of the people who work there.
inline constexpr std::uint32_t kNobodyNamedPenalty = 1u << 16;

// One word of a typed text.
class ResolvedWord {
 public:
  ResolvedWord(const RecipientIndex& index, std::string typed);

  TermRange as_typed;  // the terms it begins
  std::optional<std::uint32_t> whole_term;
  std::uint32_t initials = 0;   // of the terms of ranges()
  std::uint32_t beginning = 0;  // FirstTwoOf() it, as typed
  // Personal mailboxes whose family name it begins, as typed.
  std::array<MailboxRange, 2> families;

  // Of the terms it may begin: disjoint, rising; as_typed and what is one letter
  // away, once it is forgiving.
  std::span<const TermRange> ranges() const {
    return forgiving_ ? std::span<const TermRange>(corrected_)
                      : std::span<const TermRange>(&as_typed, as_typed.empty() ? 0 : 1);
  }
  bool forgiving() const { return forgiving_; }

  bool Begins(std::uint32_t term) const {
    return as_typed.contains(term) || (forgiving_ && IsMarked(term));
  }

  // Lets it match with one letter wrong. Forgiving words borrow memory from
  // their thread until Forget().
  void Forgive(const RecipientIndex& index);
  void Forget();

 private:
  bool IsMarked(std::uint32_t term) const {
    return term / 64 < marks_.size() && (marks_[term / 64] >> (term % 64) & 1) != 0;
  }

  std::string typed_;
  bool forgiving_ = false;
  std::vector<TermRange> corrected_;
  std::vector<std::uint64_t> marks_;  // a bit for each term of corrected_
};

// Where words are looked for.
enum class Scope { kNames, kEverywhere };

// The fields of a scope are the first so many.
inline std::size_t FieldsIn(Scope scope) { return scope == Scope::kNames ? 3 : kTermFieldsCount; }

class RecipientQuery {
 public:
  static constexpr std::size_t kWordsMax = 12;

  // The words as typed. Words beyond kWordsMax are ignored.
  RecipientQuery(const RecipientIndex& index, std::string_view text);
  RecipientQuery(const RecipientQuery&) = delete;
  RecipientQuery& operator=(const RecipientQuery&) = delete;
  ~RecipientQuery();

  // From now on words of four letters and more also match with one letter wrong.
  void Forgive();

  bool empty() const { return words_.empty(); }
  std::span<const ResolvedWord> words() const { return words_; }
  // Some word has no match anywhere.
  bool hopeless() const;
  // Some word also matches with a letter wrong.
  bool forgiving() const;

  // Whether, and how well, "mailbox" answers; with kNames, by its names alone.
  std::optional<RecipientMatch> Match(std::uint32_t mailbox,
                                      Scope scope = Scope::kEverywhere) const;

  // Calls visit(mailbox) for the mailboxes that hold "word" in the fields of
  // "scope", in no order, some more than once; HoldersCount tells how often.
  template <typename Visit>
  void ForEachHolder(const ResolvedWord& word, Scope scope, Visit visit) const;
  std::size_t HoldersCount(const ResolvedWord& word, Scope scope) const;

  // How many mailboxes Collect() looks at.
  std::size_t Effort(Scope scope) const;

  // Appends to "out" the mailboxes in which every word stands, in the fields of
  // "scope"; in no order, with repeats.
  void Collect(Scope scope, std::vector<std::uint32_t>& out) const;

 private:
  // Visits them one after the other while the cards of the next are on their way.
  template <typename Visit>
  void ForEachOf(std::span<const std::uint32_t> mailboxes, Visit visit) const;

  // Facets that hold a word, marked for the time of one Collect().
  class FacetMarks;

  // The words but "driver", those with the fewest holders first.
  std::vector<const ResolvedWord*> Others(std::size_t driver, Scope scope) const;
  std::size_t RarestWord(Scope scope) const;
  bool HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
               const FacetMarks& marks) const;

  const RecipientIndex& index_;
  std::vector<ResolvedWord> words_;
};

template <typename Visit>
void RecipientQuery::ForEachOf(std::span<const std::uint32_t> mailboxes, Visit visit) const {
  constexpr std::size_t kAhead = 8;
  for (std::size_t at = 0; at < mailboxes.size(); ++at) {
    if (at + kAhead < mailboxes.size()) __builtin_prefetch(&index_.cards[mailboxes[at + kAhead]]);
    visit(mailboxes[at]);
  }
}

template <typename Visit>
void RecipientQuery::ForEachHolder(const ResolvedWord& word, Scope scope, Visit visit) const {
  for (const TermRange range : word.ranges()) {
    for (const MailboxRange& mailboxes : index_.FamilyRanges(range)) {
      for (std::uint32_t mailbox = mailboxes.first; mailbox < mailboxes.last; ++mailbox) {
        visit(mailbox);
      }
    }
    ForEachOf(index_.given_postings.Of(range), visit);
    for (std::size_t field = 0; field < FieldsIn(scope); ++field) {
      ForEachOf(index_.extra_postings[field].Of(range), visit);
    }
    if (scope == Scope::kNames) continue;
    for (const std::uint32_t facet : index_.facets.with_term.Range(range.first, range.last)) {
      ForEachOf(index_.facets.mailboxes[facet], visit);
    }
  }
}

}  // namespace annuaire
