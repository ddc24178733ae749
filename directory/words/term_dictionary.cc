#include "directory/words/term_dictionary.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>

namespace annuaire {
namespace {

using LetterSet = TermTree::LetterSet;

// What a node must go on with to lead to the letters from one on.
LetterSet Wanted(const TypedWord& word, std::size_t from) {
  const LetterSet first = TermTree::First(word[from]);
  return from + 1 < word.size() ? first | TermTree::Second(word[from + 1]) : first;
}

// Sorts by first term and joins ranges that touch or overlap. They are some
// dozens and come in runs, which insertion sorts faster than std::sort().
void Merge(std::vector<TermRange>& ranges) {
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    const TermRange range = ranges[i];
    std::size_t at = i;
    for (; at > 0 && range.first < ranges[at - 1].first; --at) ranges[at] = ranges[at - 1];
    ranges[at] = range;
  }
  std::size_t kept = 0;
  for (const TermRange& range : ranges) {
    if (kept > 0 && range.first <= ranges[kept - 1].last) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
}

// The first eight letters of a word with an error at one of the first few.
class Corrections {
 public:
  // From here on TermBeginnings would tell next to nothing.
  static constexpr std::size_t kEnd = TermBeginnings::kFew;

  // REQUIRES: at < kEnd, and some letter after it
  Corrections(const TypedWord& word, std::size_t at)
      : size_(word.size()),
        shift_(static_cast<unsigned>(8 * at)),
        before_((std::uint64_t{1} << shift_) - 1),
        typed_(word.Eight(0)),
        wrong_(typed_ & ~(std::uint64_t{0xFF} << shift_)),
        missing_((typed_ & before_) | (typed_ & ~before_) << 8),
        extra_((typed_ & before_) | (word.Eight(1) & ~before_)) {}

  // Whether some term may begin like that.
  bool Wrong(const TermBeginnings& known, char letter) const {
    return known.MayHave(wrong_ | At(letter), size_);
  }
  bool Missing(const TermBeginnings& known, char letter) const {
    return known.MayHave(missing_ | At(letter), size_ + 1);
  }
  bool Extra(const TermBeginnings& known) const { return known.MayHave(extra_, size_ - 1); }
  bool Swapped(const TermBeginnings& known) const {
    const std::uint64_t differing = (typed_ ^ typed_ >> 8) >> shift_ & 0xFF;
    return known.MayHave(typed_ ^ (differing | differing << 8) << shift_, size_);
  }

 private:
  std::uint64_t At(char letter) const {
    return std::uint64_t{static_cast<unsigned char>(letter)} << shift_;
  }

  std::size_t size_;
  unsigned shift_;
  std::uint64_t before_;  // bits of the letters before the error
  std::uint64_t typed_;
  std::uint64_t wrong_;    // without the letter
  std::uint64_t missing_;  // without the letter, room for it
  std::uint64_t extra_;
};

}  // namespace

// One call of WithPrefixCorrected(): goes down the tree with the word and, at
// every letter, notes all errors that can begin there; then follows these, a
// letter of all at a time, and compares the terms of the leaves they end in. So
// the processor waits for what many of them need at once.
class TermDictionary::Correction {
 public:
  Correction(const TermDictionary& dictionary, std::string_view word,
             std::vector<TermRange>& ranges)
      : dictionary_(dictionary), tree_(dictionary.tree_), word_(word), ranges_(ranges) {}

  // Adds the ranges, neither sorted nor disjoint.
  void Run() {
    NoteErrors();
    FollowAll();
  }

 private:
  // Below this, checking each term costs less than following the children.
  static constexpr std::uint32_t kCheckedOneByOneMax = 16;

  // Terms below a node, which stands for so many letters, that go on with those of the
  // word from one on.
  struct Way {
    TermTree::Node node;
    std::uint32_t depth;
    std::uint32_t from;
    char letter;  // the last that led there
  };
  // Room for the errors at one letter, two a child and two more, and some more letters.
  static constexpr std::size_t kErrorsMax = 2 * TermTree::kChildrenMax + 2;
  static constexpr std::size_t kWaysMax = 4 * kErrorsMax;

  // Goes down with the word as typed.
  void NoteErrors() {
    TermTree::Node node = TermTree::kRoot;
    for (std::size_t depth = 0;; ++depth) {
      const TermRange range = tree_.RangeOf(node);
      if (depth + 1 >= word_.size()) return Add(range);  // only the last letter can be wrong
      if (tree_.IsLeaf(node) || range.size() <= kCheckedOneByOneMax) return Check(range, depth);
      if (ways_count_ + kErrorsMax > kWaysMax) FollowAll();
      NoteErrorsAt(node, depth);
      const LetterSet typed = TermTree::First(word_[depth]);
      if (!tree_.MayGoOn(node, typed) || !TermTree::IsLetter(typed)) return;
      node = tree_.Child(node, typed);
    }
  }

  void Add(TermRange range) {
    if (!range.empty()) ranges_.push_back(range);
  }

  // Adds those of "terms", which begin with the first "depth" letters of the
  // word, that go on like it but for one error.
  void Check(TermRange terms, std::size_t depth) {
    for (std::uint32_t term = terms.first; term < terms.last; ++term) {
      const std::string_view text = dictionary_.at(term);
      if (word_.NearlyBegins(text.data() + depth, text.size() - depth, depth)) {
        Add({term, term + 1});
      }
    }
  }

  // Notes the ways below "node", which stands for the first "depth" letters of the
  // word, where the next letter is in error.
  void NoteErrorsAt(TermTree::Node node, std::size_t depth) {
    const LetterSet typed = TermTree::First(word_[depth]);
    const LetterSet next = TermTree::First(word_[depth + 1]);
    const LetterSet wanted_if_wrong = Wanted(word_, depth + 1);
    const LetterSet wanted_if_missing = Wanted(word_, depth);
    const auto child_depth = static_cast<std::uint32_t>(depth + 1);
    std::size_t count = ways_count_;
    tree_.ForEachChild(node, [&](LetterSet first, TermTree::Node child) {
      if (!TermTree::IsLetter(first)) return Check(tree_.RangeOf(child), depth);
      if (first == typed) return;
      // Kept or written over by the next: which, no processor could predict.
      const char letter = TermTree::LetterOf(first);
      ways_[count] = {child, child_depth, child_depth, letter};
      count += tree_.MayGoOn(child, wanted_if_wrong);
      ways_[count] = {child, child_depth, child_depth - 1, letter};
      count += tree_.MayGoOn(child, wanted_if_missing);
    });
    ways_count_ += KeepKnown({ways_.data() + ways_count_, ways_.data() + count}, depth);
    if (next != typed && TermTree::IsLetter(next) && tree_.MayGoOn(node, next)) {
      NoteExtraAndSwapped(tree_.Child(node, next), depth);
    }
  }

  // Moves those of "ways" from the first "depth" letters on that some term may begin
  // with to the front; returns how many they are.
  std::size_t KeepKnown(std::span<Way> ways, std::size_t depth) const {
    if (depth >= Corrections::kEnd) return ways.size();
    const Corrections corrections(word_, depth);
    std::size_t kept = 0;
    for (const Way way : ways) {
      ways[kept] = way;
      kept += way.from == depth ? corrections.Missing(dictionary_.beginnings_, way.letter)
                                : corrections.Wrong(dictionary_.beginnings_, way.letter);
    }
    return kept;
  }

  // The same where the letter typed is one too many or belongs after the next,
  // for which "after_next" stands.
  void NoteExtraAndSwapped(TermTree::Node after_next, std::size_t depth) {
    if (tree_.IsLeaf(after_next)) return Check(tree_.RangeOf(after_next), depth);
    bool maybe_extra = true;
    bool maybe_swapped = true;
    if (depth < Corrections::kEnd) {
      const Corrections corrections(word_, depth);
      maybe_extra = corrections.Extra(dictionary_.beginnings_);
      maybe_swapped = corrections.Swapped(dictionary_.beginnings_);
    }
    const auto from = static_cast<std::uint32_t>(depth + 2);
    if (maybe_extra) Note({after_next, from - 1, from, 0});
    const LetterSet typed = TermTree::First(word_[depth]);
    if (!maybe_swapped || !tree_.MayGoOn(after_next, typed)) return;
    const TermTree::Node swapped = tree_.Child(after_next, typed);
    if (tree_.IsLeaf(swapped)) return Check(tree_.RangeOf(swapped), depth);
    Note({swapped, from, from, 0});
  }

  void Note(const Way& way) {
    if (way.from == word_.size()) return Add(tree_.RangeOf(way.node));
    ways_[ways_count_] = way;
    ways_count_ += tree_.MayGoOn(way.node, Wanted(word_, way.from));
  }

  // Adds what the ways noted lead to; none is left. Each may go on as wanted.
  void FollowAll() {
    while (ways_count_ != 0) {
      std::size_t kept = 0;
      for (const Way way : std::span(ways_).first(ways_count_)) {
        if (tree_.IsLeaf(way.node)) {
          NoteLeaf(way);
          continue;
        }
        const LetterSet first = TermTree::First(word_[way.from]);
        const TermTree::Node child = tree_.Child(way.node, first);
        if (!TermTree::IsLetter(first)) {
          Add(dictionary_.Compare(tree_.RangeOf(child), way.depth, word_, way.from));
        } else if (std::size_t{way.from} + 1 == word_.size()) {
          Add(tree_.RangeOf(child));
        } else {
          ways_[kept] = {child, way.depth + 1, way.from + 1, way.letter};
          kept += tree_.MayGoOn(child, Wanted(word_, way.from + 1));
        }
      }
      ways_count_ = kept;
    }
    CompareLeaves();
  }

  void NoteLeaf(const Way& way) {
    leaves_[leaves_count_] = way;
    leaves_count_ +=
        way.from + 2 >= word_.size() || tree_.MayComeThird(way.node, word_[way.from + 2]);
    dictionary_.PrefetchPlace(tree_.RangeOf(way.node).first);
  }

  void CompareLeaves() {
    const auto leaves = std::span(leaves_).first(leaves_count_);
    for (const Way& leaf : leaves) dictionary_.PrefetchLetters(tree_.RangeOf(leaf.node).first);
    for (const Way& leaf : leaves) {
      Add(dictionary_.Compare(tree_.RangeOf(leaf.node), leaf.depth, word_, leaf.from));
    }
    leaves_count_ = 0;
  }

  const TermDictionary& dictionary_;
  const TermTree& tree_;
  const TypedWord word_;
  std::vector<TermRange>& ranges_;
  std::size_t ways_count_ = 0;
  std::size_t leaves_count_ = 0;
  std::array<Way, kWaysMax> ways_;
  std::array<Way, kWaysMax> leaves_;
};

TermDictionary TermDictionary::FromSorted(const std::vector<std::string_view>& sorted) {
  TermDictionary dictionary;
  std::size_t bytes = TypedWord::kReadBeyond;
  for (const auto term : sorted) bytes += term.size();
  dictionary.text_.reserve(bytes);
  dictionary.starts_.reserve(sorted.size() + 1);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    assert(i == 0 || sorted[i - 1] < sorted[i]);
    dictionary.text_.insert(dictionary.text_.end(), sorted[i].begin(), sorted[i].end());
    dictionary.starts_.push_back(static_cast<std::uint32_t>(dictionary.text_.size()));
  }
  dictionary.text_.resize(bytes);
  dictionary.tree_ = TermTree(sorted);
  dictionary.beginnings_ = TermBeginnings(sorted);
  return dictionary;
}

TermDictionary::BegunTerms TermDictionary::Begun(std::string_view word) const {
  const TypedWord typed(word);
  const auto among = [&](TermRange terms) {
    return BegunTerms{terms, !terms.empty() && at(terms.first).size() == word.size()};
  };
  TermTree::Node node = TermTree::kRoot;
  for (std::size_t depth = 0; depth < typed.size(); ++depth) {
    if (!tree_.MayGoOn(node, Wanted(typed, depth))) return {};
    if (tree_.IsLeaf(node)) return among(CompareLeaf(node, depth, typed));
    const LetterSet first = TermTree::First(typed[depth]);
    node = tree_.Child(node, first);
    // A leaf whose terms may differ in this very letter.
    if (!TermTree::IsLetter(first)) return among(Compare(tree_.RangeOf(node), depth, typed, depth));
  }
  return {tree_.RangeOf(node), tree_.HasEnd(node)};
}

void TermDictionary::WithPrefixCorrected(std::string_view word,
                                         std::vector<TermRange>& ranges) const {
  ranges.clear();
  if (word.size() < kCorrectedLengthMin) {
    if (const TermRange range = WithPrefix(word); !range.empty()) ranges.push_back(range);
    return;
  }
  Correction(*this, word, ranges).Run();
  Merge(ranges);
}

TermRange TermDictionary::CompareLeaf(TermTree::Node leaf, std::size_t depth,
                                      const TypedWord& word) const {
  if (depth + 2 < word.size() && !tree_.MayComeThird(leaf, word[depth + 2])) return {};
  return Compare(tree_.RangeOf(leaf), depth, word, depth);
}

TermRange TermDictionary::Compare(TermRange terms, std::size_t depth, const TypedWord& word,
                                  std::size_t from) const {
  const TypedWord::Rest rest = word.From(from);
  const auto begins = [&](std::uint32_t term) {
    const std::string_view text = at(term);
    return rest.Begins(text.data() + depth, text.size() - depth);
  };
  while (!terms.empty() && !begins(terms.first)) ++terms.first;
  std::uint32_t last = terms.first;
  while (last < terms.last && begins(last)) ++last;
  return {terms.first, last};
}

}  // namespace annuaire
