// A HashIndex finds the position of an item by its key in an array somebody
// else holds: open addressing, four bytes a slot, at most half full.
//
// Immutable after the last Insert(); safe to read from any thread.

#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "directory/lookup/row.h"

namespace annuaire {

class HashIndex {
 public:
  HashIndex() : slots_(2, kNoIndex) {}
  explicit HashIndex(std::size_t items_count)
      : slots_(std::bit_ceil(items_count * 2 + 2), kNoIndex) {}

  static std::size_t Hash(std::string_view key) { return std::hash<std::string_view>{}(key); }

  // REQUIRES: no more inserts than the constructor was told.
  void Insert(std::string_view key, std::uint32_t position) {
    std::size_t slot = Hash(key) & (slots_.size() - 1);
    while (slots_[slot] != kNoIndex) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = position;
  }

  // Returns the position inserted under "key" for which has_key(position), or
  // kNoIndex.
  template <typename HasKey>
  std::uint32_t Find(std::string_view key, HasKey has_key) const {
    std::size_t slot = Hash(key) & (slots_.size() - 1);
    while (slots_[slot] != kNoIndex && !has_key(slots_[slot])) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slots_[slot];
  }

  std::size_t bytes() const { return slots_.capacity() * sizeof(std::uint32_t); }

 private:
  std::vector<std::uint32_t> slots_;
};

}  // namespace annuaire
