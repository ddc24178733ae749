// Sorting rows by the text of their key, and walking several sorted lists at
// once. Internal to the room.
//
// A list is sorted by one thread when its file has been read; records are made
// by merging the lists, so that no table of all keys is ever built.

#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/give_way.h"
#include "directory/join/key_code.h"

namespace annuaire {

// Sorts items by the bytes of their keys; of one key, they stay in their own
// order. Keeps its memory from one call to the next. One thread.
class KeySorter {
 public:
  // The items 0 to count - 1 that have a key.
  template <typename KeyOf>
  std::vector<std::uint32_t> Order(std::size_t count, KeyOf key_of) {
    Sort(count, key_of);
    return Items();
  }

  // The first of each key.
  template <typename KeyOf>
  std::vector<std::uint32_t> OrderOneOfEach(std::size_t count, KeyOf key_of) {
    const bool is_exact = Sort(count, key_of);
    const auto is_same = [&](const CodedItem& a, const CodedItem& b) {
      return a.code() == b.code() && (is_exact || key_of(a.item) == key_of(b.item));
    };
    items_.erase(std::unique(items_.begin(), items_.end(), is_same), items_.end());
    return Items();
  }

 private:
  // Fills items_; true when those of one code have one key.
  template <typename KeyOf>
  bool Sort(std::size_t count, KeyOf key_of) {
    KeyCode code;
    std::size_t keys = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view key = key_of(static_cast<std::uint32_t>(i));
      GiveWay();
      if (key.empty()) continue;
      code.See(key);
      ++keys;
    }
    code.Settle();
    items_.clear();
    items_.reserve(keys);
    for (std::size_t i = 0; i < count; ++i) {
      const auto item = static_cast<std::uint32_t>(i);
      const std::string_view key = key_of(item);
      GiveWay();
      if (key.empty()) continue;
      const std::uint64_t number = code.Of(key);
      items_.push_back(
          {static_cast<std::uint32_t>(number >> 32), static_cast<std::uint32_t>(number), item});
    }
    SortByCode(items_, code.bits(), scratch_);
    if (!code.is_exact()) SortAlike(key_of);
    return code.is_exact();
  }

  // Items of one code, by the whole of their keys.
  template <typename KeyOf>
  void SortAlike(KeyOf key_of) {
    for (auto begin = items_.begin(); begin != items_.end();) {
      const auto end = std::find_if(begin + 1, items_.end(), [begin](const CodedItem& item) {
        return item.code() != begin->code();
      });
      std::sort(begin, end, [&key_of](const CodedItem& a, const CodedItem& b) {
        const int order = key_of(a.item).compare(key_of(b.item));
        return order != 0 ? order < 0 : a.item < b.item;
      });
      begin = end;
    }
  }

  std::vector<std::uint32_t> Items() const {
    std::vector<std::uint32_t> items;
    items.reserve(items_.size());
    for (const CodedItem& item : items_) items.push_back(item.item);
    return items;
  }

  Column<CodedItem> items_;
  Column<CodedItem> scratch_;
};

// Items in the order() of a KeySorter. Prefetch() is told of items to come, at steps
// 0 to KeyMerge::kPrefetchSteps - 1.
template <typename List>
concept KeyedList = requires(const List& list, std::uint32_t item, int step) {
  { list.order() } -> std::same_as<const std::vector<std::uint32_t>&>;
  { list.KeyOf(item) } -> std::same_as<std::string_view>;
  list.Prefetch(item, step);
};

// Walks lists side by side, key by key.
template <KeyedList List>
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
    GiveWay();
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
