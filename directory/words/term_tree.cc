#include "directory/words/term_tree.h"

namespace annuaire {

TermTree::TermTree(std::span<const std::string_view> sorted)
    : nodes_{{0, kLeaf, 0}, {0, kLeaf, static_cast<std::uint32_t>(sorted.size())}} {
  Grow(sorted, kRoot, 0);
  nodes_.shrink_to_fit();
}

void TermTree::Grow(std::span<const std::string_view> sorted, Node node, std::size_t depth) {
  const TermRange range = RangeOf(node);
  const bool is_leaf = range.size() <= kLeafTermsMax;
  const auto children = static_cast<Node>(nodes_.size());
  LetterSet letters = 0;
  std::uint32_t thirds = 0;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const std::string_view term = sorted[i];
    if (term.size() == depth) {
      letters = kEnd;  // before all others
      continue;
    }
    const LetterSet first = First(term[depth]);
    if (!is_leaf && (letters & first) == 0) nodes_.push_back({0, 0, i});
    letters |= first;
    if (term.size() > depth + 1) letters |= Second(term[depth + 1]);
    if (term.size() > depth + 2) thirds |= Third(term[depth + 2]);
  }
  nodes_[node].letters = letters;
  nodes_[node].below = is_leaf ? kLeaf | thirds : children;
  if (is_leaf) return;
  nodes_.push_back({0, kLeaf, range.last});
  ForEachChild(node, [&](LetterSet first, Node child) {
    if (IsLetter(first)) {
      Grow(sorted, child, depth + 1);
    } else {
      nodes_[child].letters = ~LetterSet{0};  // may go on with anything
      nodes_[child].below = ~std::uint32_t{0};
    }
  });
}

}  // namespace annuaire
