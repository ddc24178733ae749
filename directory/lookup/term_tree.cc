#include "directory/lookup/term_tree.h"

namespace annuaire {

TermTree::TermTree(std::span<const std::string_view> sorted)
    : nodes_{{0, 0, 0}, {0, 0, static_cast<std::uint32_t>(sorted.size())}} {
  Grow(sorted, kRoot, 0);
  nodes_.shrink_to_fit();
}

void TermTree::Grow(std::span<const std::string_view> sorted, Node node, std::size_t depth) {
  const TermRange range = RangeOf(node);
  const bool is_leaf = range.size() <= kLeafTermsMax;
  const auto children = static_cast<Node>(nodes_.size());
  LetterSet letters = 0;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const std::string_view term = sorted[i];
    if (term.size() == depth) continue;  // ends here, before all others
    const LetterSet first = First(term[depth]);
    if (!is_leaf && (letters & first) == 0) nodes_.push_back({0, 0, i});
    letters |= first;
    if (term.size() > depth + 1) letters |= Second(term[depth + 1]);
  }
  nodes_[node].letters = letters;
  if (is_leaf) return;
  nodes_.push_back({0, 0, range.last});
  nodes_[node].children = children;
  ForEachChild(node, [&](LetterSet first, Node child) {
    if (IsLetter(first)) {
      Grow(sorted, child, depth + 1);
    } else {
      nodes_[child].letters = ~LetterSet{0};  // may go on with anything
    }
  });
}

}  // namespace annuaire
