// DistinctInOrder() drops repeated values and keeps the order of first
// appearance. Internal to the room.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
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

}  // namespace annuaire
