// Finds values in a run of a column, sixteen at a step.

#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "directory/words/term_range.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace annuaire {

// Rows first to last - 1 of columns; where the rows are mailboxes, a run of them.
struct ColumnRange {
  struct Iterator {
    std::uint32_t at;

    std::uint32_t operator*() const { return at; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;
  };

  std::uint32_t first = 0;
  std::uint32_t last = 0;

  Iterator begin() const { return {first}; }
  Iterator end() const { return {last}; }
  std::uint32_t size() const { return last - first; }
  bool empty() const { return first == last; }
  bool contains(std::uint32_t row) const { return first <= row && row < last; }
  bool overlaps(const ColumnRange& other) const { return first < other.last && other.first < last; }
};
using MailboxRange = ColumnRange;

#ifdef __SSE2__
// A bit for each of the rows at to at + 15: whether four(row), which tells of four
// rows from one on, has all bits set in the row's lane or none.
template <typename Four>
[[gnu::always_inline]] inline std::uint32_t BitsOfSixteen(std::uint32_t at, Four four) {
  const __m128i low = _mm_packs_epi32(four(at), four(at + 4));
  const __m128i high = _mm_packs_epi32(four(at + 8), four(at + 12));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
}
#endif

// What is asked of the rows of a column. Sixteen(at) is a bit for each of the rows
// at to at + 15 that pass, the lowest for "at".

// The value is in "wanted". REQUIRES: values and bounds below 2^31.
class Within {
 public:
  Within(std::span<const std::uint32_t> column, TermRange wanted)
      : column_(column.data()), wanted_(wanted) {}
  bool One(std::uint32_t at) const { return wanted_.contains(column_[at]); }
#ifdef __SSE2__
  std::uint32_t Sixteen(std::uint32_t at) const {
    return BitsOfSixteen(at, [&](std::uint32_t from) {
      const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column_ + from));
      return _mm_and_si128(_mm_cmpgt_epi32(values, below_), _mm_cmplt_epi32(values, above_));
    });
  }
#endif

 private:
  const std::uint32_t* column_;
  TermRange wanted_;
#ifdef __SSE2__
  __m128i below_ = _mm_set1_epi32(static_cast<int>(wanted_.first) - 1);
  __m128i above_ = _mm_set1_epi32(static_cast<int>(wanted_.last));
#endif
};

// Some bit of "wanted" is set in the value.
class Sharing {
 public:
  Sharing(std::span<const std::uint32_t> column, std::uint32_t wanted)
      : column_(column.data()), wanted_(wanted) {}
  bool One(std::uint32_t at) const { return (column_[at] & wanted_) != 0; }
#ifdef __SSE2__
  std::uint32_t Sixteen(std::uint32_t at) const {
    const std::uint32_t without = BitsOfSixteen(at, [&](std::uint32_t from) {
      const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column_ + from));
      return _mm_cmpeq_epi32(_mm_and_si128(values, bits_), _mm_setzero_si128());
    });
    return ~without & 0xFFFFu;
  }
#endif

 private:
  const std::uint32_t* column_;
  std::uint32_t wanted_;
#ifdef __SSE2__
  __m128i bits_ = _mm_set1_epi32(static_cast<int>(wanted_));
#endif
};

// At most "most" bits of the value are others than in "wanted".
class FewBitsFrom {
 public:
  FewBitsFrom(std::span<const std::uint32_t> column, std::uint32_t wanted, std::size_t most)
      : column_(column.data()), wanted_(wanted), most_(most) {}
  bool One(std::uint32_t at) const {
    return static_cast<std::size_t>(std::popcount(column_[at] ^ wanted_)) <= most_;
  }
#ifdef __SSE2__
  std::uint32_t Sixteen(std::uint32_t at) const {
    return BitsOfSixteen(at, [&](std::uint32_t from) {
      const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column_ + from));
      __m128i others = _mm_xor_si128(values, bits_);
      // Each step takes away the lowest bit.
      for (std::size_t i = 0; i < most_; ++i) {
        others = _mm_and_si128(others, _mm_add_epi32(others, _mm_set1_epi32(-1)));
      }
      return _mm_cmpeq_epi32(others, _mm_setzero_si128());
    });
  }
#endif

 private:
  const std::uint32_t* column_;
  std::uint32_t wanted_;
  std::size_t most_;
#ifdef __SSE2__
  __m128i bits_ = _mm_set1_epi32(static_cast<int>(wanted_));
#endif
};

// One of two tests passes.
template <typename A, typename B>
class Either {
 public:
  Either(A a, B b) : a_(a), b_(b) {}
  bool One(std::uint32_t at) const { return a_.One(at) || b_.One(at); }
#ifdef __SSE2__
  std::uint32_t Sixteen(std::uint32_t at) const { return a_.Sixteen(at) | b_.Sixteen(at); }
#endif

 private:
  A a_;
  B b_;
};

// The value is "wanted".
class EqualTo {
 public:
  EqualTo(std::span<const std::uint8_t> column, std::uint8_t wanted)
      : column_(column.data()), wanted_(wanted) {}
  bool One(std::uint32_t at) const { return column_[at] == wanted_; }
#ifdef __SSE2__
  std::uint32_t Sixteen(std::uint32_t at) const {
    const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(column_ + at));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(values, same_)));
  }
#endif

 private:
  const std::uint8_t* column_;
  std::uint8_t wanted_;
#ifdef __SSE2__
  __m128i same_ = _mm_set1_epi8(static_cast<char>(wanted_));
#endif
};

// Calls visit(row) for every row of "run" that passes, rising, until it returns
// false.
template <typename Visit, typename... Tests>
void ForEachPassing(ColumnRange run, Visit visit, Tests... tests) {
  std::uint32_t at = run.first;
#ifdef __SSE2__
  for (; at + 16 <= run.last; at += 16) {
    std::uint32_t found = 0xFFFF;
    // Each test is made of what passes those before.
    static_cast<void>(((found = found & tests.Sixteen(at), found != 0) && ...));
    for (; found != 0; found &= found - 1) {
      if (!visit(at + static_cast<std::uint32_t>(std::countr_zero(found)))) return;
    }
  }
#endif
  for (; at < run.last; ++at) {
    if ((tests.One(at) && ...) && !visit(at)) return;
  }
}

}  // namespace annuaire
