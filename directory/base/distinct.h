// DistinctInOrder() drops repeated values and keeps the order of first
// appearance.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace annuaire {

// Two values are one when key_of gives equal keys of them. Few are compared with each
// other, many are sorted, so that one odd file (all rows of the country under one id)
// costs n log n comparisons, not n².
template <typename T, typename KeyOf = std::identity>
void DistinctInOrder(std::vector<T>& values, KeyOf key_of = {}) {
  if (values.size() < 2) return;
  constexpr std::size_t kFew = 24;
  if (values.size() <= kFew) {
    auto end = values.begin();
    for (auto it = values.begin(); it != values.end(); ++it) {
      const auto is_same = [&](const T& other) { return key_of(other) == key_of(*it); };
      if (std::none_of(values.begin(), end, is_same)) *end++ = *it;
    }
    values.erase(end, values.end());
    return;
  }
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto is_same = [&](std::uint32_t a, std::uint32_t b) {
    return key_of(values[a]) == key_of(values[b]);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_same(a, b) ? a < b : key_of(values[a]) < key_of(values[b]);
  });
  order.erase(std::unique(order.begin(), order.end(), is_same), order.end());
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) values[i] = values[order[i]];
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(order.size()), values.end());
}

}  // namespace annuaire
