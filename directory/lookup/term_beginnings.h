// TermBeginnings tells of first letters that no term has them: a bit for the first
// six and one for the first eight of every term, by their hash. A correction that
// no term begins with needs no walk down the letter tree, which one of ten takes for
// nothing still.
//
// One to three bytes a term. Immutable; safe to read from any thread.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "directory/base/column.h"
#include "directory/lookup/typed_word.h"

namespace annuaire {

class TermBeginnings {
 public:
  // The lengths of the beginnings known.
  static constexpr std::size_t kFew = 6;
  static constexpr std::size_t kMany = 8;

  // About no terms.
  TermBeginnings() : TermBeginnings(std::span<const std::string_view>{}) {}
  explicit TermBeginnings(std::span<const std::string_view> terms)
      : bits_(std::bit_ceil(kBitsPerTerm * terms.size() + 64) / 64, 0),
        shift_(64 - static_cast<unsigned>(std::countr_zero(64 * bits_.size()))) {
    for (const std::string_view term : terms) {
      for (const std::size_t count : {kFew, kMany}) {
        if (term.size() < count) break;
        const std::uint64_t at = PlaceOf(FirstOf(TypedWord(term).Eight(0), count));
        bits_[at / 64] |= std::uint64_t{1} << (at % 64);
      }
    }
  }

  // False when no term begins with the first "count" of the letters "eight", of which
  // the first is the lowest, or with all eight if "count" is more.
  bool MayHave(std::uint64_t eight, std::size_t count) const {
    // Both at once: whether the first rules it out, no processor could predict.
    const bool few = (count < kFew) | IsMarked(FirstOf(eight, kFew));
    const bool many = (count < kMany) | IsMarked(eight);
    return few & many;
  }

  std::size_t bytes() const { return bits_.capacity() * sizeof(std::uint64_t); }

 private:
  static constexpr std::size_t kBitsPerTerm = 11;

  static std::uint64_t FirstOf(std::uint64_t eight, std::size_t count) {
    return eight << 8 * (kMany - count) >> 8 * (kMany - count);
  }
  std::uint64_t PlaceOf(std::uint64_t letters) const {
    return letters * 0x9E3779B97F4A7C15u >> shift_;
  }
  bool IsMarked(std::uint64_t letters) const {
    const std::uint64_t at = PlaceOf(letters);
    return (bits_[at / 64] >> (at % 64) & 1) != 0;
  }

  Column<std::uint64_t> bits_;
  unsigned shift_;
};

}  // namespace annuaire
