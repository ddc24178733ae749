// A TermDictionary is a sorted set of folded words: it answers which of them
// begin with what was typed, as typed or with one letter wrong.
//
// A term is its position in byte order, so all terms with one prefix are one
// range. Both questions walk a TermTree, in some tens of nanoseconds and about
// a microsecond; words of other letters than a to z and 0 to 9 are found as
// well, but take longer. Immutable; safe to read from any thread.
//
// Example:
//
//   TermRange range = dictionary.WithPrefix("dup");
//   for (std::uint32_t t = range.first; t < range.last; ++t) Use(dictionary.at(t));

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/base/prefetch.h"
#include "directory/words/term_beginnings.h"
#include "directory/words/term_range.h"
#include "directory/words/term_tree.h"
#include "directory/words/typed_word.h"

namespace annuaire {

class TermDictionary {
 public:
  // Words shorter than this are never corrected.
  static constexpr std::size_t kCorrectedLengthMin = 4;

  TermDictionary() : starts_(1, 0) {}

  // REQUIRES: "sorted" rises strictly in byte order.
  static TermDictionary FromSorted(const std::vector<std::string_view>& sorted);

  std::size_t size() const { return starts_.size() - 1; }
  std::string_view at(std::uint32_t term) const {
    return {text_.data() + starts_[term], starts_[term + 1] - starts_[term]};
  }

  TermRange WithPrefix(std::string_view prefix) const { return Begun(prefix).terms; }
  // The same, and whether the first of them is the word itself: told without a look at it,
  // but for words of which so few begin with the same letters that all are compared.
  struct BegunTerms {
    TermRange terms;
    bool whole = false;
  };
  BegunTerms Begun(std::string_view word) const;

  // Ranges, disjoint and rising, of every term that has a prefix at most one
  // letter away from "word": one letter wrong, missing, extra, or two
  // neighbours swapped. Includes WithPrefix(word). A word shorter than
  // kCorrectedLengthMin gives WithPrefix(word) alone.
  std::vector<TermRange> WithPrefixCorrected(std::string_view word) const {
    std::vector<TermRange> ranges;
    WithPrefixCorrected(word, ranges);
    return ranges;
  }
  // The same in place of what "ranges" held: allocates only when they outgrow
  // its capacity, so that one vector serves many calls.
  void WithPrefixCorrected(std::string_view word, std::vector<TermRange>& ranges) const;

  std::size_t bytes() const {
    return text_.capacity() + starts_.capacity() * sizeof(std::uint32_t) + tree_.bytes() +
           beginnings_.bytes();
  }

 private:
  class Correction;

  // The terms of a leaf, which stands for "depth" letters of the word, that go on with the
  // others.
  TermRange CompareLeaf(TermTree::Node leaf, std::size_t depth, const TypedWord& word) const;
  // Those of "terms", which begin alike with "depth" letters, that go on with the letters of
  // "word" from "from" on.
  TermRange Compare(TermRange terms, std::size_t depth, const TypedWord& word,
                    std::size_t from) const;

  // Ask for what at() of a term will read, one after the other.
  void PrefetchPlace(std::uint32_t term) const { PrefetchLine(&starts_[term]); }
  void PrefetchLetters(std::uint32_t term) const { PrefetchLine(&text_[starts_[term]]); }

  std::vector<char> text_;  // and TypedWord::kReadBeyond bytes more
  std::vector<std::uint32_t> starts_;
  TermTree tree_;
  TermBeginnings beginnings_;
};

}  // namespace annuaire
