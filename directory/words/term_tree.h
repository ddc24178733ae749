// A TermTree is the top of the letter tree over sorted terms: a node is the
// range of all terms that begin with the same letters, its children part that
// range by the next letter. A range of kLeafTermsMax terms or fewer is a leaf:
// who gets there compares the terms themselves.
//
//   al alba albert alix bo      were kLeafTermsMax = 16:
//   root [0,5) ─ a [0,4) ─ l [0,4) ─ b [1,3) leaf
//              │                   └ i [3,4) leaf
//              └ b [4,5) leaf
//
// Each node also tells which letters its terms go on with, and about which
// come second, a leaf about which come third, so that most wrong ways end
// without another look.
//
// Letters are a to z and 0 to 9. All other bytes fall into three classes, by
// their place among those; a child for a class is always a leaf, and its terms
// may differ in that letter already.
//
// Sixteen bytes a node. Immutable; safe to read from any thread.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "directory/words/term_range.h"

namespace annuaire {

class TermTree {
 public:
  using Node = std::uint32_t;

  static constexpr Node kRoot = 0;
  static constexpr std::size_t kChildrenMax = 39;
  static constexpr std::uint32_t kLeafTermsMax = 16;

  // A tree over no terms.
  TermTree() : TermTree(std::span<const std::string_view>{}) {}
  // REQUIRES: "sorted" rises strictly in byte order.
  explicit TermTree(std::span<const std::string_view> sorted);

  // A letter and the one after it, as Node knows them: LetterSet is a set of
  // the former in its low bits and of the latter in its high ones, where some
  // share a bit. The highest is for a term that ends.
  using LetterSet = std::uint64_t;
  static LetterSet First(char letter);
  static LetterSet Second(char letter);
  // False for the classes of several bytes.
  static bool IsLetter(LetterSet first) { return (first & kClasses) == 0; }
  // The letter of a set of one. REQUIRES: IsLetter(first)
  static char LetterOf(LetterSet first) {
    const auto code = static_cast<unsigned>(std::countr_zero(first));
    return static_cast<char>(code < 11 ? '0' + code - 1 : 'a' + code - 12);
  }

  bool IsLeaf(Node node) const { return (nodes_[node].below & kLeaf) != 0; }
  TermRange RangeOf(Node node) const { return {nodes_[node].first, nodes_[node + 1].first}; }

  // False when no term of the node goes on with all of "wanted", one letter of
  // each kind at most. True says nothing certain of a second one.
  bool MayGoOn(Node node, LetterSet wanted) const { return (wanted & ~nodes_[node].letters) == 0; }

  // The same for the third letter from a leaf on. REQUIRES: IsLeaf(leaf)
  bool MayComeThird(Node leaf, char letter) const {
    return (nodes_[leaf].below & Third(letter)) != 0;
  }

  // Whether the first of the node's terms ends there. REQUIRES: not the child for a class
  bool HasEnd(Node node) const { return (nodes_[node].letters & kEnd) != 0; }

  // The child for one first letter. REQUIRES: not a leaf, MayGoOn(node, first).
  Node Child(Node node, LetterSet first) const {
    return nodes_[node].below + BitsCount(nodes_[node].letters & (first - 1));
  }

  // Calls visit(first, child) for every child, in order.
  template <typename Visit>
  void ForEachChild(Node node, Visit visit) const {
    Node child = nodes_[node].below;
    for (LetterSet left = nodes_[node].letters & kFirsts; left != 0; left &= left - 1) {
      visit(left & -left, child++);
    }
  }

  std::size_t bytes() const { return nodes_.capacity() * sizeof(Entry); }

 private:
  // 39 bits for the letters that come first, 24 for the second ones.
  static constexpr unsigned kFirstsCount = 39;
  static constexpr unsigned kSecondsCount = 24;
  static constexpr LetterSet kEnd = LetterSet{1} << 63;
  static constexpr LetterSet kFirsts = (LetterSet{1} << kFirstsCount) - 1;
  static constexpr LetterSet kClasses = LetterSet{1} | LetterSet{1} << 11 | LetterSet{1} << 38;

  // What is below a leaf: this bit, and a set of third letters, hashed.
  static constexpr std::uint32_t kLeaf = std::uint32_t{1} << 31;
  static constexpr unsigned kThirdsCount = 31;
  static std::uint32_t Third(char letter) {
    return std::uint32_t{1} << CodeOf(static_cast<unsigned char>(letter)) % kThirdsCount;
  }

  // The place of a letter among its siblings, in byte order.
  static constexpr unsigned CodeOf(unsigned char byte) {
    if (byte < '0') return 0;
    if (byte <= '9') return 1u + byte - '0';
    if (byte < 'a') return 11;
    if (byte <= 'z') return 12u + byte - 'a';
    return 38;
  }

  // std::popcount() is a call where the processor's instruction is not assumed.
  static std::uint32_t BitsCount(std::uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
    return static_cast<std::uint32_t>(bits * 0x0101010101010101u >> 56);
  }

  // Appends all that is below "node", whose terms share "depth" letters.
  void Grow(std::span<const std::string_view> sorted, Node node, std::size_t depth);

  struct Entry {
    LetterSet letters;
    std::uint32_t below;  // the first child, or kLeaf and the third letters
    std::uint32_t first;  // term
  };
  // Siblings stand side by side, and an end mark after them, so that a range
  // ends where the next entry begins.
  std::vector<Entry> nodes_;

  struct Tables;
  static const Tables kTables;
};

// Sets of one letter, by byte.
struct TermTree::Tables {
  LetterSet first[256];
  LetterSet second[256];

  constexpr Tables() : first(), second() {
    for (unsigned byte = 0; byte < 256; ++byte) {
      const unsigned code = CodeOf(static_cast<unsigned char>(byte));
      first[byte] = LetterSet{1} << code;
      second[byte] = LetterSet{1} << (kFirstsCount + code % kSecondsCount);
    }
  }
};
inline constexpr TermTree::Tables TermTree::kTables;

inline TermTree::LetterSet TermTree::First(char letter) {
  return kTables.first[static_cast<unsigned char>(letter)];
}
inline TermTree::LetterSet TermTree::Second(char letter) {
  return kTables.second[static_cast<unsigned char>(letter)];
}

}  // namespace annuaire
