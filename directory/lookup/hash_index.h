// A HashIndex finds the position of an item by its key in an array somebody
// else holds: open addressing, four bytes a slot, three quarters full. The bits
// of a slot that positions leave free hold bits of the hash, so that keys are
// hardly ever compared in vain.
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
  HashIndex() : HashIndex(0) {}
  explicit HashIndex(std::size_t items_count)
      : position_bits_(static_cast<unsigned>(std::bit_width(items_count))),
        slots_(items_count + items_count / 3 + 1, kFree) {}

  static std::uint64_t Hash(std::string_view key) { return std::hash<std::string_view>{}(key); }
  // For keys that are numbers, such as packed ids: all bits count.
  static std::uint64_t Hash(std::uint64_t key) {
    key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93u;
    key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93u;
    return key ^ (key >> 32);
  }

  // REQUIRES: position < the count the constructor was told, no more inserts.
  void Insert(std::uint64_t hash, std::uint32_t position) {
    std::size_t slot = SlotOf(hash);
    while (slots_[slot] != kFree) slot = Next(slot);
    slots_[slot] = TagOf(hash) | position;
  }

  // Asks the memory for where Find() begins.
  void Prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[SlotOf(hash)]); }

  // Returns the position inserted under "hash" for which has_key(position), or
  // kNoIndex.
  template <typename HasKey>
  std::uint32_t Find(std::uint64_t hash, HasKey has_key) const {
    const std::uint32_t tag = TagOf(hash);
    for (std::size_t slot = SlotOf(hash); slots_[slot] != kFree; slot = Next(slot)) {
      if ((slots_[slot] & ~PositionMask()) != tag) continue;
      const std::uint32_t position = slots_[slot] & PositionMask();
      if (has_key(position)) return position;
    }
    return kNoIndex;
  }

  // Replaces every position by renumbered[position].
  void Renumber(const std::vector<std::uint32_t>& renumbered) {
    for (std::uint32_t& slot : slots_) {
      if (slot == kFree) continue;
      slot = (slot & ~PositionMask()) | renumbered[slot & PositionMask()];
    }
  }

  std::size_t bytes() const { return slots_.capacity() * sizeof(std::uint32_t); }

 private:
  // Never a position: those are below the count, which takes position_bits_.
  static constexpr std::uint32_t kFree = 0xFFFFFFFFu;

  std::uint32_t PositionMask() const {
    return static_cast<std::uint32_t>((std::uint64_t{1} << position_bits_) - 1);
  }
  // The upper half of the hash chooses the slot, the lower one tells apart.
  std::size_t SlotOf(std::uint64_t hash) const {
    return static_cast<std::size_t>((hash >> 32) * slots_.size() >> 32);
  }
  std::uint32_t TagOf(std::uint64_t hash) const {
    return static_cast<std::uint32_t>(hash) & ~PositionMask();
  }
  std::size_t Next(std::size_t slot) const { return slot + 1 == slots_.size() ? 0 : slot + 1; }

  unsigned position_bits_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace annuaire
