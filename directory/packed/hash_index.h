// A HashIndex finds the position of an item by its key in an array somebody
// else holds: open addressing, four bytes a slot, three quarters full. The bits
// of a slot that positions leave free hold bits of the hash, so that keys are
// hardly ever compared in vain.
//
// A NotedIndex keeps 32 bits more of each item in its slot, eight bytes then: a
// whole key, or where its text stands, which saves a look at the item.
//
// Immutable after the last Insert(); safe to read from any thread.

#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"
#include "directory/packed/row_index.h"

namespace annuaire {

template <typename Slot>
class HashTable {
 public:
  static constexpr bool kNoted = sizeof(Slot) > sizeof(std::uint32_t);

  HashTable() : HashTable(0) {}
  explicit HashTable(std::size_t items_count) : HashTable(items_count, items_count) {}
  // For items whose positions are not 0 to items_count - 1.
  HashTable(std::size_t items_count, std::size_t positions_count)
      : position_bits_(static_cast<unsigned>(std::bit_width(positions_count))),
        slots_(items_count + items_count / 3 + 1, kFree) {}

  static std::uint64_t Hash(std::string_view key) { return std::hash<std::string_view>{}(key); }
  // For keys that are numbers, such as packed ids: all bits count.
  static std::uint64_t Hash(std::uint64_t key) {
    key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93u;
    key = (key ^ (key >> 32)) * 0xd6e8feb86659fd93u;
    return key ^ (key >> 32);
  }

  // REQUIRES: position < the count of positions the constructor was told, no
  // more inserts than items.
  void Insert(std::uint64_t hash, std::uint32_t position) requires(!kNoted) {
    slots_[FreeSlot(hash)] = TagOf(hash) | position;
  }
  void Insert(std::uint64_t hash, std::uint32_t position, std::uint32_t note) requires kNoted {
    slots_[FreeSlot(hash)] = Slot{note} << 32 | TagOf(hash) | position;
  }

  // Asks the memory for where Find() and Insert() begin.
  void Prefetch(std::uint64_t hash) const { PrefetchLine(&slots_[SlotOf(hash)]); }

  // Returns the position inserted under "hash" for which is_it(position), or
  // is_it(position, note), or kNoIndex.
  template <typename IsIt>
  std::uint32_t Find(std::uint64_t hash, IsIt is_it) const {
    const std::uint32_t tag = TagOf(hash);
    for (std::size_t at = SlotOf(hash); slots_[at] != kFree; at = Next(at)) {
      const auto low = static_cast<std::uint32_t>(slots_[at]);
      if ((low & ~PositionMask()) != tag) continue;
      const std::uint32_t position = low & PositionMask();
      if constexpr (kNoted) {
        if (is_it(position, static_cast<std::uint32_t>(slots_[at] >> 32))) return position;
      } else {
        if (is_it(position)) return position;
      }
    }
    return kNoIndex;
  }

  // The position that Find() would ask about first, or kNoIndex.
  std::uint32_t Candidate(std::uint64_t hash) const {
    return Find(hash, [](auto...) { return true; });
  }

  // Replaces every position by renumbered[position].
  void Renumber(std::span<const std::uint32_t> renumbered) {
    for (Slot& slot : slots_) {
      if (slot == kFree) continue;
      const auto position = static_cast<std::uint32_t>(slot) & PositionMask();
      slot = (slot ^ position) | renumbered[position];
    }
  }

  std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  // Never a position: those are below the count, which takes position_bits_.
  static constexpr Slot kFree = ~Slot{0};

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
  std::size_t FreeSlot(std::uint64_t hash) const {
    std::size_t slot = SlotOf(hash);
    while (slots_[slot] != kFree) slot = Next(slot);
    return slot;
  }

  unsigned position_bits_;
  Column<Slot> slots_;
};

using HashIndex = HashTable<std::uint32_t>;
using NotedIndex = HashTable<std::uint64_t>;

}  // namespace annuaire
