// A TermRange is a run of neighbouring terms of a TermDictionary.

#pragma once

#include <cstdint>

namespace annuaire {

// Terms first to last - 1.
struct TermRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool empty() const { return first >= last; }
  std::uint32_t size() const { return empty() ? 0 : last - first; }
  bool contains(std::uint32_t term) const { return first <= term && term < last; }
  friend bool operator==(const TermRange&, const TermRange&) = default;
};

}  // namespace annuaire
