// RunStarts tells where each of N runs begins in an array of M values, in about
// N + M bits instead of 32 N: run after run, a one, then a zero for each value.
// Every so many runs the place of the one is kept, and counting goes on from
// there: short runs, which most are, cost a word or two.
//
// Immutable once built; safe to read from any thread.

#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>

#include "directory/base/column.h"

namespace annuaire {

class RunStarts {
 public:
  RunStarts() = default;
  // From the length of each run. REQUIRES: runs + values < 2^32
  explicit RunStarts(std::span<const std::uint32_t> lengths) : size_(lengths.size()) {
    std::uint64_t values = 0;
    for (const std::uint32_t length : lengths) values += length;
    const std::uint64_t bits = size_ + values + 1;
    // A stretch between two anchors has some kStretchBits bits.
    while (shift_ < 6 && (bits << (shift_ + 1)) <= kStretchBits * (size_ + 1)) ++shift_;
    anchors_.reserve((size_ >> shift_) + 1);
    bits_.resize(bits / 64 + 1);
    std::uint64_t at = 0;
    for (std::size_t run = 0; run <= size_; ++run) {
      if ((run & ((std::size_t{1} << shift_) - 1)) == 0) {
        anchors_.push_back(static_cast<std::uint32_t>(at));
      }
      bits_[at / 64] |= std::uint64_t{1} << (at % 64);
      if (run < size_) at += 1 + lengths[run];
    }
  }

  // The values of "run": first to last - 1. REQUIRES: run < size()
  std::pair<std::uint32_t, std::uint32_t> operator[](std::size_t run) const {
    const std::size_t anchor = run >> shift_;
    std::size_t at = anchors_[anchor];
    auto left = static_cast<unsigned>(run - (anchor << shift_));
    std::size_t word = at / 64;
    std::uint64_t ones = bits_[word] & (~std::uint64_t{0} << (at % 64));
    for (;;) {
      const auto count = static_cast<unsigned>(std::popcount(ones));
      if (count > left) break;
      left -= count;
      ones = bits_[++word];
    }
    for (; left > 0; --left) ones &= ones - 1;
    const std::size_t one = word * 64 + static_cast<unsigned>(std::countr_zero(ones));
    ones &= ones - 1;
    while (ones == 0) ones = bits_[++word];
    const std::size_t next = word * 64 + static_cast<unsigned>(std::countr_zero(ones));
    return {static_cast<std::uint32_t>(one - run), static_cast<std::uint32_t>(next - run - 1)};
  }

  std::size_t size() const { return size_; }
  std::size_t bytes() const {
    return anchors_.capacity() * sizeof(std::uint32_t) + bits_.capacity() * sizeof(std::uint64_t);
  }

 private:
  static constexpr std::uint64_t kStretchBits = 256;

  std::size_t size_ = 0;
  unsigned shift_ = 0;             // an anchor every 2^shift_ runs
  Column<std::uint32_t> anchors_;  // places in bits_
  Column<std::uint64_t> bits_;
};

}  // namespace annuaire
