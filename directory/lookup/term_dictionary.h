// A TermDictionary is a sorted set of folded words: it answers which of them
// begin with what was typed, as typed or with one letter wrong.
//
// A term is its position in byte order, so all terms with one prefix are one
// range. Immutable; safe to read from any thread.
//
// Example:
//
//   TermRange range = dictionary.WithPrefix("dup");
//   for (std::uint32_t t = range.first; t < range.last; ++t) Use(dictionary.at(t));

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace annuaire {

// Terms first to last - 1.
struct TermRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool empty() const { return first >= last; }
  bool contains(std::uint32_t term) const { return first <= term && term < last; }
  friend bool operator==(const TermRange&, const TermRange&) = default;
};

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

  TermRange WithPrefix(std::string_view prefix) const;

  // Ranges, disjoint and rising, of every term that has a prefix at most one
  // letter away from "word": one letter wrong, missing, extra, or two
  // neighbours swapped. Includes WithPrefix(word). A word shorter than
  // kCorrectedLengthMin gives WithPrefix(word) alone.
  std::vector<TermRange> WithPrefixCorrected(std::string_view word) const;

  std::size_t bytes() const {
    return text_.capacity() + starts_.capacity() * sizeof(std::uint32_t);
  }

 private:
  // The part of "range", whose terms share "depth" letters, that goes on with
  // "rest".
  TermRange Narrow(TermRange range, std::size_t depth, std::string_view rest) const;

  std::vector<char> text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace annuaire
