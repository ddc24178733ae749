// Which facets hold the words of a typed text. Private to this room; it lives no longer
// than the index and the words. One thread.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "directory/completion/query_words.h"
#include "directory/completion/recipient_index.h"
#include "directory/completion/resolved_word.h"

namespace annuaire {

// Facets that hold a word, marked from when it is asked for; one at a time in a
// thread. Marking one facet costs less than comparing the words of one mailbox, so
// a word is marked unless it has many more facets than there are mailboxes to check,
// or is a letter, for initials tell all of it. Those that have it as a whole word are
// marked apart.
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
    return marks_[at] != nullptr ? IsMarked(marks_[at], facet) : Compare(word, facet);
  }
  // All of it is a word of the facet.
  bool HasWhole(const ResolvedWord& word, std::uint32_t facet) {
    if (!word.whole_term) return false;
    const std::size_t at = Prepared(word);
    if (marks_[at] != nullptr) return IsMarked(whole_marks_[at], facet);
    const auto terms = facets_.terms[facet];
    return std::binary_search(terms.begin(), terms.end(), *word.whole_term);
  }
  // Some facet of the card has it.
  bool Has(const ResolvedWord& word, const RecipientCard& card) {
    const std::size_t at = Prepared(word);
    const auto& facets = card.facets;
    if (marks_[at] != nullptr) {  // none is likely to: all at once
      const std::uint64_t* const marks = marks_[at];
      return (MarkOf(marks, facets[0]) | MarkOf(marks, facets[1]) | MarkOf(marks, facets[2]) |
              MarkOf(marks, facets[3])) != 0;
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
  using Marks = std::vector<std::uint64_t>;
  static std::uint64_t MarkOf(const std::uint64_t* marks, std::uint32_t facet) {
    return marks[facet / 64] >> (facet % 64) & 1;
  }
  static bool IsMarked(const std::uint64_t* marks, std::uint32_t facet) {
    return MarkOf(marks, facet) != 0;
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
  std::span<const std::uint32_t> FacetsWithWhole(const ResolvedWord& word) const {
    return word.whole_term ? facets_.with_term[*word.whole_term] : std::span<const std::uint32_t>();
  }

  // All clear between two FacetMarks.
  static thread_local std::array<Marks, kTypedWordsMax> bits_;
  static thread_local std::array<Marks, kTypedWordsMax> whole_bits_;

  const FacetTable& facets_;
  std::span<const ResolvedWord> words_;
  const std::size_t mailboxes_count_;
  std::array<bool, kTypedWordsMax> prepared_{};
  // In bits_ and whole_bits_, of marked words.
  std::array<std::uint64_t*, kTypedWordsMax> marks_{};
  std::array<std::uint64_t*, kTypedWordsMax> whole_marks_{};
};

}  // namespace annuaire
