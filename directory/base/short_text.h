// Copying and comparing texts most of which are a few letters, and cost a call each in
// memcpy() and memcmp().

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace annuaire {

// REQUIRES: room for text.size() bytes at "to", which is not in the text
inline void CopyText(std::string_view text, char* to) {
  const char* const from = text.data();
  const std::size_t size = text.size();
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    char first[8], last[8];  // which may overlap
    std::memcpy(first, from, 8);
    std::memcpy(last, from + size - 8, 8);
    std::memcpy(to, first, 8);
    std::memcpy(to + size - 8, last, 8);
  } else if (size >= 4) {
    char first[4], last[4];
    std::memcpy(first, from, 4);
    std::memcpy(last, from + size - 4, 4);
    std::memcpy(to, first, 4);
    std::memcpy(to + size - 4, last, 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

inline bool IsSameText(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const auto same_at = [&]<typename Word>(std::size_t at, Word) {
    Word x, y;
    std::memcpy(&x, a.data() + at, sizeof x);
    std::memcpy(&y, b.data() + at, sizeof y);
    return x == y;
  };
  if (size > 16) return std::memcmp(a.data(), b.data(), size) == 0;
  if (size >= 8) return same_at(0, std::uint64_t{}) && same_at(size - 8, std::uint64_t{});
  if (size >= 4) return same_at(0, std::uint32_t{}) && same_at(size - 4, std::uint32_t{});
  for (std::size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

}  // namespace annuaire
