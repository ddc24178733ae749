// NumberLists maps each of N keys to a rising list of numbers, in as few bits
// as the largest of them needs. Csr is the plain form, for keys that are few or
// read in the innermost loops.
//
// Immutable once built; safe to read from any thread. Lists are views and live
// as long as the NumberLists.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "directory/base/column.h"
#include "directory/packed/packed_rows.h"
#include "directory/packed/row_index.h"
#include "directory/packed/run_starts.h"

namespace annuaire {

// A list of positions packed by their NumberLists; read like a span, but its
// values are computed.
template <typename Index>
class NumberList {
 public:
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Index;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Index;

    Iterator() = default;
    Iterator(const PackedRows<1>* values, std::size_t at) : values_(values), at_(at) {}
    Index operator*() const { return Index{static_cast<std::uint32_t>(values_->At(at_, 0))}; }
    Index operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return Iterator(values_, at_++); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return Iterator(values_, at_--); }
    Iterator& operator+=(difference_type n) {
      at_ += static_cast<std::size_t>(n);
      return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }

   private:
    const PackedRows<1>* values_ = nullptr;
    std::size_t at_ = 0;
  };
  using value_type = Index;
  using const_iterator = Iterator;
  using iterator = Iterator;

  NumberList() = default;
  NumberList(const PackedRows<1>& values, std::size_t first, std::size_t last)
      : begin_(&values, first), end_(&values, last) {}

  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }
  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
  bool empty() const { return begin_ == end_; }
  // REQUIRES: not empty, i < size()
  Index front() const { return *begin_; }
  Index operator[](std::size_t i) const { return begin_[static_cast<std::ptrdiff_t>(i)]; }

 private:
  Iterator begin_;
  Iterator end_;
};

template <typename Index>
class NumberLists {
 public:
  NumberLists() = default;

  // "for_each(emit)" calls emit(key, number) for every pair, a key's numbers
  // rising; it is called twice. Repeats collapse.
  // REQUIRES: every key < keys_count, every number < numbers_count.
  template <typename ForEach>
  static NumberLists Build(std::size_t keys_count, std::size_t numbers_count, ForEach for_each) {
    // Of a key: the number that came last, and how many came or, once all are
    // counted, where the next one goes.
    struct Tally {
      std::uint32_t last = kNoIndex;
      std::uint32_t count = 0;
    };
    NumberLists lists;
    Column<Tally> tallies(keys_count);
    for_each([&](std::uint32_t key, std::uint32_t number) {
      Tally& tally = tallies[key];
      if (tally.last == number) return;
      tally.last = number;
      ++tally.count;
    });
    Column<std::uint32_t> lengths(keys_count);
    std::uint32_t total = 0;
    for (std::size_t key = 0; key < keys_count; ++key) {
      lengths[key] = tallies[key].count;
      tallies[key] = {kNoIndex, total};
      total += lengths[key];
    }
    lists.starts_ = RunStarts(lengths);
    lists.numbers_ = PackedRows<1>(total, {numbers_count});
    for_each([&](std::uint32_t key, std::uint32_t number) {
      Tally& tally = tallies[key];
      if (tally.last == number) return;
      tally.last = number;
      lists.numbers_.Set(tally.count++, {number});
    });
    return lists;
  }

  std::size_t size() const { return starts_.size(); }
  NumberList<Index> operator[](std::size_t key) const {
    const auto [first, last] = starts_[key];
    return {numbers_, first, last};
  }
  // Numbers of keys first to last - 1, list after list.
  NumberList<Index> Range(std::size_t first, std::size_t last) const {
    if (first >= last) return {};
    return {numbers_, starts_[first].first, starts_[last - 1].second};
  }
  std::size_t bytes() const { return starts_.bytes() + numbers_.bytes(); }

 private:
  RunStarts starts_;
  PackedRows<1> numbers_;
};

}  // namespace annuaire
