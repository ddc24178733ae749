// Finds values in a run of a column, sixteen at a step. Private to this room.

#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "directory/lookup/term_range.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace annuaire {

// Rows first to last - 1 of columns; where the rows are mailboxes, a run of them.
struct ColumnRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  std::uint32_t size() const { return last - first; }
  bool empty() const { return first == last; }
  bool contains(std::uint32_t row) const { return first <= row && row < last; }
};
using MailboxRange = ColumnRange;

// Calls visit(i) for every i of "run" with column[i] in "wanted", rising, until
// it returns false. REQUIRES: values and bounds below 2^31.
template <typename Visit>
void ForEachWithin(std::span<const std::uint32_t> column, ColumnRange run, TermRange wanted,
                   Visit visit) {
  std::uint32_t at = run.first;
#ifdef __SSE2__
  const __m128i below = _mm_set1_epi32(static_cast<int>(wanted.first) - 1);
  const __m128i above = _mm_set1_epi32(static_cast<int>(wanted.last));
  const auto four = [&](std::uint32_t from) {
    const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column.data() + from));
    return _mm_and_si128(_mm_cmpgt_epi32(values, below), _mm_cmplt_epi32(values, above));
  };
  for (; at + 16 <= run.last; at += 16) {
    const __m128i low = _mm_packs_epi32(four(at), four(at + 4));
    const __m128i high = _mm_packs_epi32(four(at + 8), four(at + 12));
    auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
    for (; found != 0; found &= found - 1) {
      if (!visit(at + static_cast<std::uint32_t>(std::countr_zero(found)))) return;
    }
  }
#endif
  for (; at < run.last; ++at) {
    if (wanted.contains(column[at]) && !visit(at)) return;
  }
}

// The same with some bit of "wanted" set in column[i].
template <typename Visit>
void ForEachSharing(std::span<const std::uint32_t> column, ColumnRange run, std::uint32_t wanted,
                    Visit visit) {
  std::uint32_t at = run.first;
#ifdef __SSE2__
  const __m128i bits = _mm_set1_epi32(static_cast<int>(wanted));
  const __m128i none = _mm_setzero_si128();
  const auto four_without = [&](std::uint32_t from) {
    const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column.data() + from));
    return _mm_cmpeq_epi32(_mm_and_si128(values, bits), none);
  };
  for (; at + 16 <= run.last; at += 16) {
    const __m128i low = _mm_packs_epi32(four_without(at), four_without(at + 4));
    const __m128i high = _mm_packs_epi32(four_without(at + 8), four_without(at + 12));
    auto found =
        ~static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high))) & 0xFFFFu;
    for (; found != 0; found &= found - 1) {
      if (!visit(at + static_cast<std::uint32_t>(std::countr_zero(found)))) return;
    }
  }
#endif
  for (; at < run.last; ++at) {
    if ((column[at] & wanted) != 0 && !visit(at)) return;
  }
}

// The same with column[i] == wanted.
template <typename Visit>
void ForEachEqual(std::span<const std::uint8_t> column, ColumnRange run, std::uint8_t wanted,
                  Visit visit) {
  std::uint32_t at = run.first;
#ifdef __SSE2__
  const __m128i same = _mm_set1_epi8(static_cast<char>(wanted));
  for (; at + 16 <= run.last; at += 16) {
    const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column.data() + at));
    auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(values, same)));
    for (; found != 0; found &= found - 1) {
      if (!visit(at + static_cast<std::uint32_t>(std::countr_zero(found)))) return;
    }
  }
#endif
  for (; at < run.last; ++at) {
    if (column[at] == wanted && !visit(at)) return;
  }
}

}  // namespace annuaire
