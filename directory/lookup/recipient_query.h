// A typed text, resolved against the words of a RecipientIndex. Private to
// this room; it lives no longer than the index.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/tables.h"

namespace annuaire {

// How well one mailbox answers all the words. Compared field by field: fewer
// corrected words, then fewer words found in context only, then the lower
// penalty.
struct RecipientMatch {
  std::uint32_t corrected_words = 0;
  std::uint32_t context_words = 0;
  std::uint32_t penalty = 0;
};

// Penalty of a word by the field that has it, whole or only begun.
inline constexpr std::uint32_t kWholeWordPenalty[kTermFieldsCount] = {0, 2, 6, 8};
inline constexpr std::uint32_t kBegunWordPenalty[kTermFieldsCount] = {1, 3, 7, 9};

// True for the fields that name somebody rather than tell where he or she is.
inline bool NamesSomebody(TermField field) {
  return field == TermField::kName || field == TermField::kGivenName;
}

class RecipientQuery {
 public:
  static constexpr std::size_t kWordsMax = 12;

  // With "corrected", words of four letters and more also match with one
  // letter wrong. Words beyond kWordsMax are ignored.
  RecipientQuery(const RecipientIndex& index, std::string_view text, bool corrected);

  bool empty() const { return words_.empty(); }
  std::size_t words_count() const { return words_.size(); }
  // Some word has no match anywhere.
  bool hopeless() const { return hopeless_; }

  // Whether, and how well, "mailbox" answers.
  std::optional<RecipientMatch> Match(std::uint32_t mailbox) const;

  // Calls visit(mailbox) for mailboxes in which every word stands in one of
  // fields [0, fields_count), each once, rising. Exact: visits all of them.
  template <typename Visit>
  void ForEach(std::size_t fields_count, Visit visit) const;

  // REQUIRES: words_count() == 1
  const std::vector<TermRange>& ranges() const { return words_.front().ranges; }
  std::optional<std::uint32_t> whole_term() const { return words_.front().whole_term; }
  // Entries of all lists that hold the word, in fields [0, fields_count).
  std::size_t PostingsCount(std::size_t word, std::size_t fields_count) const;

 private:
  struct Word {
    std::vector<TermRange> ranges;  // disjoint, rising
    TermRange as_typed;             // the part of them that needs no correction
    std::optional<std::uint32_t> whole_term;
  };

  // Sorted mailboxes in which every word stands in a field below fields_count.
  const std::vector<std::uint32_t>& Collect(std::size_t fields_count) const;
  void CollectByVerifying(std::size_t rarest, std::size_t fields_count,
                          std::vector<std::uint32_t>& out) const;
  void CollectByBitmaps(std::size_t fields_count, std::vector<std::uint32_t>& out) const;
  bool HasEveryWord(std::uint32_t mailbox, std::size_t fields_count) const;

  const RecipientIndex& index_;
  std::vector<Word> words_;
  bool hopeless_ = false;
};

template <typename Visit>
void RecipientQuery::ForEach(std::size_t fields_count, Visit visit) const {
  for (const std::uint32_t mailbox : Collect(fields_count)) visit(mailbox);
}

}  // namespace annuaire
