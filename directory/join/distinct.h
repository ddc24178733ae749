// DistinctInOrder() drops repeated values and keeps the order of first
// appearance; Grouping finds the rows of each owner. Internal to the room.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace annuaire {

// Few values are compared with each other, many are sorted, so that one odd
// file (all rows of the country under one id) costs n log n, not n².
template <typename T>
void DistinctInOrder(std::vector<T>& values) {
  constexpr std::size_t kFew = 24;
  if (values.size() <= kFew) {
    auto end = values.begin();
    for (auto it = values.begin(); it != values.end(); ++it) {
      if (std::find(values.begin(), end, *it) == end) *end++ = *it;
    }
    values.erase(end, values.end());
    return;
  }
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&values](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  order.erase(
      std::unique(order.begin(), order.end(),
                  [&values](std::uint32_t a, std::uint32_t b) { return values[a] == values[b]; }),
      order.end());
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) values[i] = values[order[i]];
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(order.size()), values.end());
}

// The rows of each owner, in order of appearance.
class Grouping {
 public:
  // owner_of(row) is below "owners"; owner 0 means nobody.
  template <typename OwnerOf>
  Grouping(std::size_t rows, std::size_t owners, OwnerOf owner_of) : starts_(owners + 1) {
    for (std::size_t row = 0; row < rows; ++row) ++starts_[owner_of(row)];
    starts_[0] = 0;
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts_) {
      sum += start;
      start = sum;
    }
    rows_.resize(sum);
    // Backwards, so that each start ends up at its owner's first row.
    for (std::size_t row = rows; row-- > 0;) {
      const auto owner = owner_of(row);
      if (owner != 0) rows_[--starts_[owner]] = static_cast<std::uint32_t>(row);
    }
  }

  std::span<const std::uint32_t> RowsOf(std::uint32_t owner) const {
    const std::uint32_t start = starts_[owner];
    return {rows_.data() + start, starts_[owner + 1] - start};
  }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace annuaire
