// PrefetchLine() asks the processor to bring memory nearer before it is read.
//
// For whoever reads millions of things in an order that he knows ahead: a read
// that misses every cache takes some 150 ns, and a dozen of them can be under
// way at once. Any address is allowed; nothing is read, so nothing is shared.
//
// Example:
//
//   for (std::size_t i = 0; i < order.size(); ++i) {
//     if (i + 16 < order.size()) PrefetchLine(&rows[order[i + 16]]);
//     Use(rows[order[i]]);
//   }

#pragma once

#include <cstddef>

namespace annuaire {

inline void PrefetchLine(const void* place) {
  __builtin_prefetch(place);
  // Without it g++ 12 takes a function that does no more than this for one
  // without effect, and leaves out the calls.
  asm volatile("" : : "r"(place));
}

// All cache lines of "bytes" bytes.
inline void PrefetchBytes(const void* place, std::size_t bytes) {
  constexpr std::size_t kLineBytes = 64;
  const char* const first = static_cast<const char*>(place);
  for (std::size_t i = 0; i < bytes; i += kLineBytes) PrefetchLine(first + i);
  if (bytes != 0) PrefetchLine(first + bytes - 1);  // the line that holds the end
}

}  // namespace annuaire
