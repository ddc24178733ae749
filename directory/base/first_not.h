#pragma once

#include <cstdint>

namespace annuaire {

// The first of the numbers from "first" to "last" - 1 that does not pass, "last" if all do.
// REQUIRES: those that pass come before all others
template <typename Passes>
std::uint32_t FirstNot(std::uint32_t first, std::uint32_t last, Passes passes) {
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (passes(middle)) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

}  // namespace annuaire
