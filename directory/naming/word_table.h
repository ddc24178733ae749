// A WordTable maps folded words to numbers, and answers in a few nanoseconds
// that a word is not there, which is what cutting glued names asks most.
//
// Filled once, then read by any number of threads. Copies its words. A value of
// 0 means absent.
//
// Example:
//
//   WordTable families;
//   families.Value("dupont") += 1;
//   families.Find("dupont") == 1;  families.Find("house") == 0;

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// FNV-1a, one letter at a time, so that every prefix of a text is hashed once.
class WordHash {
 public:
  constexpr WordHash() = default;
  constexpr explicit WordHash(std::string_view word) {
    for (const char c : word) Push(c);
  }
  constexpr void Push(char c) {
    state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  constexpr std::uint64_t value() const { return state_ ^ (state_ >> 29); }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325u;
};

class WordTable {
 public:
  WordTable();

  // The value of "word", added as 0 when new. The reference lives until the next call.
  // REQUIRES: !word.empty()
  std::uint32_t& Value(std::string_view word);

  std::uint32_t Find(std::string_view word) const { return Find(WordHash(word), word); }
  // REQUIRES: hash == WordHash(word)
  std::uint32_t Find(WordHash hash, std::string_view word) const {
    const std::uint64_t h = hash.value();
    if (!MayHold(h)) return 0;
    for (std::size_t at = h & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.length == 0) return 0;
      if (slot.tag == TagOf(h) && TextOf(slot) == word) return slot.value;
    }
  }

  std::size_t size() const { return size_; }
  // Words whose value has a bit of "mask".
  std::size_t CountOf(std::uint32_t mask) const {
    std::size_t count = 0;
    for (const Slot& slot : slots_) count += (slot.value & mask) != 0 ? 1 : 0;
    return count;
  }
  bool empty() const { return size_ == 0; }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t offset = 0;
    std::uint32_t length = 0;  // 0: free
    std::uint32_t value = 0;
  };

  static std::uint32_t TagOf(std::uint64_t h) { return static_cast<std::uint32_t>(h >> 32); }
  std::string_view TextOf(const Slot& slot) const {
    return std::string_view(text_).substr(slot.offset, slot.length);
  }
  // One bit per hash in 8 times as many bits as slots: small enough to stay in cache.
  bool MayHold(std::uint64_t h) const {
    const std::uint64_t bit = (h >> 8) & (mask_ * 8 + 7);
    return (filter_[bit >> 6] >> (bit & 63) & 1) != 0;
  }
  void MarkHeld(std::uint64_t h) {
    const std::uint64_t bit = (h >> 8) & (mask_ * 8 + 7);
    filter_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
  }
  void Grow();

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;
  std::string text_;
  std::uint64_t mask_;
  std::size_t size_ = 0;
};

}  // namespace annuaire
