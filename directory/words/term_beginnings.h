// TermBeginnings tells of first letters that no term has them: a bit for the first
// six and one for the first eight of every term, by their hash. A correction that
// no term begins with needs no walk down the letter tree, which one of ten takes for
// nothing still. The bit for eight stands in the cache line that the first six tell, so
// that one line is waited for.
//
// One to three bytes a term. Immutable; safe to read from any thread.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "directory/base/column.h"
#include "directory/words/typed_word.h"

namespace annuaire {

class TermBeginnings {
 public:
  // The lengths of the beginnings known.
  static constexpr std::size_t kFew = 6;
  static constexpr std::size_t kMany = 8;

  // About no terms.
  TermBeginnings() : TermBeginnings(std::span<const std::string_view>{}) {}
  explicit TermBeginnings(std::span<const std::string_view> terms)
      : bits_(std::bit_ceil(kBitsPerTerm * terms.size() + kLineBits) / 64, 0),
        shift_(64 - static_cast<unsigned>(std::countr_zero(64 * bits_.size()))) {
    for (const std::string_view term : terms) {
      if (term.size() < kFew) continue;
      const std::uint64_t eight = TypedWord(term).Eight(0);
      const std::uint64_t few = PlaceOfFew(eight);
      Mark(few);
      if (term.size() >= kMany) Mark(PlaceOfMany(eight, few));
    }
  }

  // False when no term begins with the first "count" of the letters "eight", of which
  // the first is the lowest, or with all eight if "count" is more.
  bool MayHave(std::uint64_t eight, std::size_t count) const {
    // Both at once: whether the first rules it out, no processor could predict.
    const std::uint64_t place = PlaceOfFew(eight);
    const bool few = (count < kFew) | IsMarked(place);
    const bool many = (count < kMany) | IsMarked(PlaceOfMany(eight, place));
    return few & many;
  }

  std::size_t bytes() const { return bits_.capacity() * sizeof(std::uint64_t); }

 private:
  static constexpr std::size_t kBitsPerTerm = 11;
  static constexpr unsigned kLineWidth = 9;  // of the number of a bit in its line
  static constexpr std::size_t kLineBits = std::size_t{1} << kLineWidth;

  static std::uint64_t HashOf(std::uint64_t letters) { return letters * 0x9E3779B97F4A7C15u; }
  std::uint64_t PlaceOfFew(std::uint64_t eight) const {
    constexpr unsigned kOthers = 8 * (kMany - kFew);
    return HashOf(eight << kOthers >> kOthers) >> shift_;
  }
  static std::uint64_t PlaceOfMany(std::uint64_t eight, std::uint64_t few) {
    return few / kLineBits * kLineBits + (HashOf(eight) >> (64 - kLineWidth));
  }
  void Mark(std::uint64_t place) { bits_[place / 64] |= std::uint64_t{1} << (place % 64); }
  bool IsMarked(std::uint64_t place) const { return (bits_[place / 64] >> (place % 64) & 1) != 0; }

  Column<std::uint64_t> bits_;
  unsigned shift_;
};

}  // namespace annuaire
