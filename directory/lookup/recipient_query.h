// A typed text, resolved against the words of a RecipientIndex. Private to
// this room; it lives no longer than the index. One thread.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
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
inline constexpr std::uint32_t kWholeWordPenalty[kTermFieldsCount] = {0, 2, 6, 8};
inline constexpr std::uint32_t kBegunWordPenalty[kTermFieldsCount] = {1, 3, 7, 9};

// Penalty of a personal mailbox when no word is a name: who types a structure
// wants its own mailbox before those of the people who work there.
inline constexpr std::uint32_t kNobodyNamedPenalty = 1u << 16;

// One word of a typed text.
struct ResolvedWord {
  std::vector<TermRange> ranges;  // of the terms it may begin: disjoint, rising
  TermRange as_typed;             // the part of them that needs no correction
  std::optional<std::uint32_t> whole_term;
  std::uint32_t initial = 0;  // InitialOf() the word

  bool Begins(std::uint32_t term) const {
    return as_typed.contains(term) || (forgiving && BeginsCorrected(term));
  }

  bool forgiving = false;  // "ranges" holds more than as_typed

 private:
  bool BeginsCorrected(std::uint32_t term) const;
};

// Where words are looked for.
enum class Scope { kNames, kEverywhere };

// The fields of a scope are the first so many.
inline std::size_t FieldsIn(Scope scope) { return scope == Scope::kNames ? 2 : kTermFieldsCount; }

class RecipientQuery {
 public:
  static constexpr std::size_t kWordsMax = 12;

  // With "corrected", words of four letters and more also match with one
  // letter wrong. Words beyond kWordsMax are ignored.
  RecipientQuery(const RecipientIndex& index, std::string_view text, bool corrected);

  bool empty() const { return words_.empty(); }
  std::span<const ResolvedWord> words() const { return words_; }
  // Some word has no match anywhere.
  bool hopeless() const { return hopeless_; }
  // Some word also matches with a letter wrong.
  bool forgiving() const { return forgiving_; }

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
  // Facets that hold a word, marked for the time of one Collect().
  class FacetMarks;

  std::size_t RarestWord(Scope scope) const;
  bool HasWord(std::uint32_t mailbox, const ResolvedWord& word, Scope scope,
               const FacetMarks& marks) const;

  const RecipientIndex& index_;
  std::vector<ResolvedWord> words_;
  bool hopeless_ = false;
  bool forgiving_ = false;
};

template <typename Visit>
void RecipientQuery::ForEachHolder(const ResolvedWord& word, Scope scope, Visit visit) const {
  for (const TermRange range : word.ranges) {
    for (const MailboxRange& mailboxes : index_.FamilyRanges(range)) {
      for (std::uint32_t mailbox = mailboxes.first; mailbox < mailboxes.last; ++mailbox) {
        visit(mailbox);
      }
    }
    for (const std::uint32_t mailbox : index_.given_postings.Of(range)) visit(mailbox);
    for (const std::uint32_t mailbox : index_.shared_postings.Of(range)) visit(mailbox);
    for (std::size_t field = 0; field < FieldsIn(scope); ++field) {
      for (const std::uint32_t mailbox : index_.extra_postings[field].Of(range)) visit(mailbox);
    }
    if (scope == Scope::kNames) continue;
    for (const std::uint32_t facet : index_.facets.with_term.Range(range.first, range.last)) {
      for (const std::uint32_t mailbox : index_.facets.mailboxes[facet]) visit(mailbox);
    }
  }
}

}  // namespace annuaire
