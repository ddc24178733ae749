// Sorting rows by the text of their key, and walking several sorted lists at
// once. Internal to the room.
//
// A list is sorted by one thread when its file has been read; records are made
// by merging the lists, so that no table of all keys is ever built.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace annuaire {

// The first 15 bytes of a key, and its length as far as that goes, as two
// numbers that compare as the keys do; equal for keys that differ only if both
// are longer.
struct KeyPrefix {
  static constexpr std::size_t kBytes = 15;

  explicit KeyPrefix(std::string_view key);
  bool is_whole() const { return (low & 0xFF) <= kBytes; }

  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

inline KeyPrefix::KeyPrefix(std::string_view key) {
  const std::size_t size = std::min(key.size(), kBytes);
  for (std::size_t i = 0; i < 8; ++i) {
    high = high << 8 | (i < size ? static_cast<unsigned char>(key[i]) : 0u);
  }
  for (std::size_t i = 8; i < kBytes; ++i) {
    low = low << 8 | (i < size ? static_cast<unsigned char>(key[i]) : 0u);
  }
  low = low << 8 | std::min(key.size(), kBytes + 1);
}

// The items 0 to count - 1 that have a key, in byte order of their keys; those
// of one key in their own order.
template <typename KeyOf>
std::vector<std::uint32_t> OrderByKey(std::size_t count, KeyOf key_of) {
  struct Entry {
    KeyPrefix prefix;
    std::uint32_t item;
  };
  std::vector<Entry> entries;
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view key = key_of(static_cast<std::uint32_t>(i));
    if (!key.empty()) entries.push_back({KeyPrefix(key), static_cast<std::uint32_t>(i)});
  }
  std::sort(entries.begin(), entries.end(), [&key_of](const Entry& a, const Entry& b) {
    if (a.prefix.high != b.prefix.high) return a.prefix.high < b.prefix.high;
    if (a.prefix.low != b.prefix.low) return a.prefix.low < b.prefix.low;
    if (!a.prefix.is_whole()) {
      const int order = key_of(a.item).compare(key_of(b.item));
      if (order != 0) return order < 0;
    }
    return a.item < b.item;
  });
  std::vector<std::uint32_t> order;
  order.reserve(entries.size());
  for (const Entry& entry : entries) order.push_back(entry.item);
  return order;
}

// Walks lists side by side, key by key. A List has
//
//   std::string_view KeyOf(std::uint32_t item) const;
//   void Prefetch(std::uint32_t item, int step) const;  // items to come, step 0 to
//   kPrefetchSteps-1 const std::vector<std::uint32_t>& order() const;    // of OrderByKey()
template <typename List>
class KeyMerge {
 public:
  static constexpr int kPrefetchSteps = 4;
  static constexpr std::size_t kItemsPerStep = 6;

  struct Item {
    const List* list;
    std::uint32_t item;
  };

  explicit KeyMerge(const std::vector<List>& lists) {
    for (const List& list : lists) {
      if (!list.order().empty()) cursors_.push_back({&list, 0, list.KeyOf(list.order().front())});
    }
  }

  // Moves to the next key; false when there is none.
  bool Next() {
    items_.clear();
    if (cursors_.empty()) return false;
    key_ = cursors_.front().key;
    for (const Cursor& cursor : cursors_) {
      if (cursor.key < key_) key_ = cursor.key;
    }
    bool ended = false;
    for (Cursor& cursor : cursors_) ended |= !TakeFrom(cursor);
    if (ended) {
      std::erase_if(cursors_, [](const Cursor& cursor) { return cursor.key.empty(); });
    }
    return true;
  }

  std::string_view key() const { return key_; }
  // In the order of the lists, then of the items.
  const std::vector<Item>& items() const { return items_; }

 private:
  struct Cursor {
    const List* list;
    std::size_t next;
    std::string_view key;  // empty at the end
  };

  bool TakeFrom(Cursor& cursor) {
    const std::vector<std::uint32_t>& order = cursor.list->order();
    while (cursor.key == key_) {
      items_.push_back({cursor.list, order[cursor.next]});
      if (++cursor.next == order.size()) {
        cursor.key = {};
        return false;
      }
      for (int step = 0; step < kPrefetchSteps; ++step) {
        const std::size_t ahead =
            cursor.next + static_cast<std::size_t>(kPrefetchSteps - step) * kItemsPerStep;
        if (ahead < order.size()) cursor.list->Prefetch(order[ahead], step);
      }
      cursor.key = cursor.list->KeyOf(order[cursor.next]);
    }
    return true;
  }

  std::vector<Cursor> cursors_;
  std::vector<Item> items_;
  std::string_view key_;
};

}  // namespace annuaire
