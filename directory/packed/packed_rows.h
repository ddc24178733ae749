// PackedRows is a table of small numbers: each column is as many bits wide as
// its largest value needs, and a row's columns stand side by side, so that a
// row costs one cache line.
//
// One thread while it is filled; immutable and safe from any thread after that.
//
// Example:
//
//   PackedRows<2> people(count, {families_count - 1, givens_count - 1});
//   people.Set(7, {family, given});
//   people.At(7, 1) == given

#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"

namespace annuaire {

template <std::size_t kColumns>
class PackedRows {
 public:
  using Row = std::array<std::uint64_t, kColumns>;

  // A value may take this many bits: it is read by one load of eight bytes.
  static constexpr unsigned kWidthMax = 57;

  PackedRows() = default;
  // All zero. REQUIRES: no value of "largest" takes more than kWidthMax bits.
  PackedRows(std::size_t rows, const Row& largest) : size_(rows) {
    for (std::size_t i = 0; i < kColumns; ++i) {
      const auto width = static_cast<unsigned>(std::bit_width(largest[i]));
      assert(width <= kWidthMax);
      offsets_[i] = static_cast<std::uint16_t>(stride_);
      masks_[i] = (std::uint64_t{1} << width) - 1;
      stride_ += width;
    }
    bytes_.resize((rows * stride_ + 7) / 8 + sizeof(std::uint64_t));
  }

  // REQUIRES: the row is all zero yet, no value exceeds its column's largest.
  void Set(std::size_t row, const Row& values) {
    for (std::size_t i = 0; i < kColumns; ++i) {
      assert(values[i] <= masks_[i]);
      const std::size_t bit = row * stride_ + offsets_[i];
      std::uint64_t eight;
      std::memcpy(&eight, bytes_.data() + bit / 8, sizeof(eight));
      eight |= values[i] << (bit % 8);
      std::memcpy(bytes_.data() + bit / 8, &eight, sizeof(eight));
    }
  }

  std::uint64_t At(std::size_t row, std::size_t column) const {
    const std::size_t bit = row * stride_ + offsets_[column];
    std::uint64_t eight;
    std::memcpy(&eight, bytes_.data() + bit / 8, sizeof(eight));
    return eight >> (bit % 8) & masks_[column];
  }
  // Asks the memory for the row.
  void Prefetch(std::size_t row) const { PrefetchLine(bytes_.data() + row * stride_ / 8); }
  Row operator[](std::size_t row) const {
    Row values;
    for (std::size_t i = 0; i < kColumns; ++i) values[i] = At(row, i);
    return values;
  }

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return bytes_.capacity(); }

 private:
  std::size_t size_ = 0;
  std::size_t stride_ = 0;  // bits of a row
  std::array<std::uint16_t, kColumns> offsets_{};
  std::array<std::uint64_t, kColumns> masks_{};
  Column<unsigned char> bytes_;  // little-endian, and room to load the last value
};

}  // namespace annuaire
