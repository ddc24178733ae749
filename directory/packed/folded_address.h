// A FoldedAddress is an address as a Directory looks for it: FoldAddress(), with
// its hash, and without a block of memory of its own unless it is longer than any
// address.
//
// One thread. Views live as long as it does; a short address is copied, a long one,
// too.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "directory/base/fold.h"
#include "directory/packed/hash_index.h"

namespace annuaire {

class FoldedAddress {
 public:
  explicit FoldedAddress(std::string_view address) {
    const std::string_view trimmed = Trim(address);
    if (trimmed.size() > kInPlaceMax) {
      long_ = FoldAddress(trimmed);
      view_ = long_;
    } else {
      FoldInPlace(trimmed);
    }
    hash_ = NotedIndex::Hash(view_);
  }
  FoldedAddress(const FoldedAddress&) = delete;
  FoldedAddress& operator=(const FoldedAddress&) = delete;

  std::string_view view() const { return view_; }
  std::uint64_t hash() const { return hash_; }

 private:
  static constexpr std::size_t kInPlaceMax = 256;
  static constexpr std::uint64_t kEach = 0x0101010101010101u;

  // Eight bytes at a step.
  void FoldInPlace(std::string_view text) {
    text.copy(in_place_.data(), text.size());
    for (std::size_t i = 0; i < text.size(); i += 8) {
      std::uint64_t eight;
      std::memcpy(&eight, in_place_.data() + i, 8);
      // The top bit of each byte that is 'A' to 'Z', moved to where lower case is.
      const std::uint64_t low = eight & kEach * 0x7F;
      const std::uint64_t upper =
          (low + kEach * (0x80 - 'A')) & ~(low + kEach * (0x7F - 'Z')) & ~eight & kEach * 0x80;
      eight |= upper >> 2;
      std::memcpy(in_place_.data() + i, &eight, 8);
    }
    view_ = {in_place_.data(), text.size()};
  }

  std::array<char, kInPlaceMax + 8> in_place_;
  std::string long_;
  std::string_view view_;
  std::uint64_t hash_ = 0;
};

}  // namespace annuaire
