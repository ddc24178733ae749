#include "directory/base/edit_distance.h"

#include <algorithm>
#include <array>
#include <utility>

namespace annuaire {
namespace {

// Of each octet, the bit that says it is there, and the one that says it is there again.
struct LetterBits {
  std::array<std::uint32_t, 256> first{};
  std::array<std::uint32_t, 256> second{};
};

// The commonest letters of names have two bits; rare ones share one, digits and what is left, too.
constexpr LetterBits BitsOfLetters() {
  constexpr std::string_view kCommon = "aeilnorstu";
  constexpr std::string_view kOthers[] = {"b",  "c",  "d",  "h",    "m", "p",
                                          "fj", "gv", "yz", "kqwx", ".-"};
  LetterBits bits;
  bits.first.fill(std::uint32_t{1} << 31);
  std::uint32_t next = 1;
  for (const char c : kCommon) {
    bits.first[static_cast<unsigned char>(c)] = next;
    bits.second[static_cast<unsigned char>(c)] = next << 1;
    next <<= 2;
  }
  for (const std::string_view group : kOthers) {
    for (const char c : group) bits.first[static_cast<unsigned char>(c)] = next;
    next <<= 1;
  }
  return bits;
}

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t most) {
  constexpr std::size_t kLengthMax = 255;
  if (a == b) return 0;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most || b.size() > kLengthMax) return most + 1;
  // What both begin or end with costs nothing.
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  std::array<std::array<std::size_t, kLengthMax + 1>, 3> rows;
  auto* before = &rows[0];
  auto* last = &rows[1];
  auto* next = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*next)[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t cost = std::min(
          {(*last)[j] + 1, (*next)[j - 1] + 1, (*last)[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, (*before)[j - 2] + 1);
      }
      (*next)[j] = cost;
      least = std::min(least, cost);
    }
    if (least > most) return most + 1;
    std::swap(before, last);
    std::swap(last, next);
  }
  return std::min((*last)[b.size()], most + 1);
}

bool AreOneErrorApart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto differing = std::mismatch(a.begin(), a.end(), b.begin()).first;
  const auto same = static_cast<std::size_t>(differing - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (a.size() < b.size()) return a == b.substr(1);
  if (a.empty()) return false;
  return a.substr(1) == b.substr(1) ||
         (a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2));
}

std::uint32_t LettersOf(std::string_view text) {
  static constexpr LetterBits kBits = BitsOfLetters();
  std::uint32_t letters = 0;
  for (const char c : text) {
    const auto letter = static_cast<unsigned char>(c);
    const std::uint32_t first = kBits.first[letter];
    letters |= (letters & first) == 0 ? first : kBits.second[letter];
  }
  return letters;
}

}  // namespace annuaire
