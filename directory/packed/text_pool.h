// TextPool holds many short texts in blocks of memory; a Symbol names one of
// them in four bytes. Interned by its builder, equal texts share a Symbol.
//
// A TextPool is immutable and safe to read from any thread; views live as long
// as it does. What a builder has returned may be read from other threads while
// it goes on. Texts longer than 65,535 bytes are cut at the last whole letter; 4 GiB in all.

#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/fold.h"
#include "directory/base/prefetch.h"

namespace annuaire {

enum class Symbol : std::uint32_t { kEmpty = 0 };

class TextPool {
 public:
  static constexpr std::size_t kLengthMax = 0xFFFF;

  std::string_view at(Symbol symbol) const {
    const auto number = static_cast<std::uint32_t>(symbol);
    const char* place = blocks_[number / kBlockBytes].get() + number % kBlockBytes;
    std::uint16_t length;
    std::memcpy(&length, place, sizeof(length));
    return {place + sizeof(length), length};
  }

  // Asks the memory for the text and what was added after it, two cache lines.
  void Prefetch(Symbol symbol) const {
    const auto number = static_cast<std::uint32_t>(symbol);
    const char* place = blocks_[number / kBlockBytes].get() + number % kBlockBytes;
    PrefetchLine(place);
    PrefetchLine(place + 64);
  }

  std::size_t bytes() const {
    return blocks_count_ * kBlockBytes + blocks_.capacity() * sizeof(blocks_[0]);
  }

 private:
  friend class TextPoolBuilder;
  static constexpr std::uint32_t kBlockBytes = 2u << 20;
  static constexpr std::size_t kBlocksMax = (std::uint64_t{1} << 32) / kBlockBytes;

  // Each text: length in two bytes, then its bytes, within one block. Starts
  // with the empty text. Neither blocks nor the list of them ever move: growing
  // costs no second copy, and texts may be read while others are added.
  std::vector<std::unique_ptr<char[], FreeColumn>> blocks_{kBlocksMax};
  std::size_t blocks_count_ = 0;
};

class TextPoolBuilder {
 public:
  TextPoolBuilder() : slots_(1u << 12, Slot{}) { Append({}); }

  // Returns the Symbol of "text", the same for equal texts.
  Symbol Intern(std::string_view text) {
    if (text.empty()) return Symbol::kEmpty;
    text = WholeLettersWithin(text, TextPool::kLengthMax);
    if (count_ + count_ / 2 >= slots_.size()) Grow();
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(text));
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    for (; slots_[slot].symbol != 0; slot = (slot + 1) & mask) {
      const Symbol known{slots_[slot].symbol};
      if (slots_[slot].hash == hash && at(known) == text) return known;
    }
    slots_[slot] = {hash, Append(text)};
    ++count_;
    return Symbol{slots_[slot].symbol};
  }

  // Adds "text" without looking for an equal one: for texts that are unique.
  Symbol Add(std::string_view text) {
    if (text.empty()) return Symbol::kEmpty;
    return Symbol{Append(WholeLettersWithin(text, TextPool::kLengthMax))};
  }

  std::string_view at(Symbol symbol) const { return pool_.at(symbol); }
  const TextPool& pool() const { return pool_; }
  std::size_t size() const { return count_; }

  TextPool Build() && { return std::move(pool_); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t symbol = 0;  // 0 is a free slot: nobody looks for the empty text
  };

  std::uint32_t Append(std::string_view text) {
    const auto length = static_cast<std::uint16_t>(text.size());
    if (used_ + sizeof(length) + length > TextPool::kBlockBytes) {
      pool_.blocks_.at(pool_.blocks_count_++)
          .reset(static_cast<char*>(AllocateColumn(TextPool::kBlockBytes)));
      used_ = 0;
    }
    const std::size_t block = pool_.blocks_count_ - 1;
    char* const place = pool_.blocks_[block].get() + used_;
    std::memcpy(place, &length, sizeof(length));
    if (!text.empty()) std::memcpy(place + sizeof(length), text.data(), length);
    const auto symbol = static_cast<std::uint32_t>(block * TextPool::kBlockBytes + used_);
    used_ += static_cast<std::uint32_t>(sizeof(length)) + length;
    return symbol;
  }

  void Grow() {
    Column<Slot> old(slots_.size() * 2, Slot{});
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& moved : old) {
      if (moved.symbol == 0) continue;
      std::size_t slot = moved.hash & mask;
      while (slots_[slot].symbol != 0) slot = (slot + 1) & mask;
      slots_[slot] = moved;
    }
  }

  TextPool pool_;
  std::uint32_t used_ = TextPool::kBlockBytes;  // bytes of the last block
  Column<Slot> slots_;                          // open addressing
  std::size_t count_ = 0;
};

}  // namespace annuaire
