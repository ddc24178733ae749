// Csr maps each of N keys to a list of values, in two arrays: the lists end to
// end, and where each begins ("compressed sparse rows").
//
// Immutable once built; safe to read from any thread.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"

namespace annuaire {

template <typename Value>
class Csr {
 public:
  Csr() : starts_(1, 0) {}

  // Builds from (key, value) pairs by counting; a key's values keep the order
  // of the pairs. REQUIRES: every key < keys_count.
  static Csr FromPairs(std::size_t keys_count,
                       const std::vector<std::pair<std::uint32_t, Value>>& pairs) {
    Csr csr;
    csr.starts_.assign(keys_count + 1, 0);
    for (const auto& [key, value] : pairs) ++csr.starts_[key + 1];
    for (std::size_t i = 1; i <= keys_count; ++i) csr.starts_[i] += csr.starts_[i - 1];
    csr.values_.resize(pairs.size());
    std::vector<std::uint32_t> next(csr.starts_.begin(), csr.starts_.end() - 1);
    for (const auto& [key, value] : pairs) csr.values_[next[key]++] = value;
    return csr;
  }

  // Builds list by list, in key order.
  void Append(std::span<const Value> list) {
    values_.insert(values_.end(), list.begin(), list.end());
    starts_.push_back(static_cast<std::uint32_t>(values_.size()));
  }

  // Sorts each list and removes repeats.
  void SortUnique() {
    std::uint32_t out = 0;
    std::uint32_t begin = 0;
    for (std::size_t key = 0; key + 1 < starts_.size(); ++key) {
      const std::uint32_t end = starts_[key + 1];
      const auto first = values_.begin() + begin;
      const auto last = values_.begin() + end;
      std::sort(first, last);
      const auto unique_end = std::unique(first, last);
      begin = end;
      out = static_cast<std::uint32_t>(std::move(first, unique_end, values_.begin() + out) -
                                       values_.begin());
      starts_[key + 1] = out;
    }
    values_.resize(out);
    values_.shrink_to_fit();
  }

  void ShrinkToFit() {
    starts_.shrink_to_fit();
    values_.shrink_to_fit();
  }

  std::size_t size() const { return starts_.size() - 1; }
  std::span<const Value> operator[](std::size_t key) const {
    return {values_.data() + starts_[key], values_.data() + starts_[key + 1]};
  }
  // Asks the memory for where a key's values stand.
  void Prefetch(std::size_t key) const { PrefetchLine(&starts_[key]); }
  // All values, list after list, and where those of keys first to last - 1 stand.
  std::span<const Value> values() const { return values_; }
  std::pair<std::uint32_t, std::uint32_t> Positions(std::size_t first, std::size_t last) const {
    return {starts_[first], starts_[last]};
  }
  // Values of keys first to last - 1, end to end.
  std::span<const Value> Range(std::size_t first, std::size_t last) const {
    return {values_.data() + starts_[first], values_.data() + starts_[last]};
  }
  std::size_t bytes() const {
    return values_.capacity() * sizeof(Value) + starts_.capacity() * sizeof(std::uint32_t);
  }

 private:
  Column<std::uint32_t> starts_;
  Column<Value> values_;
};

}  // namespace annuaire
