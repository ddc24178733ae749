// The floor under a look-up by key: an open-addressing table of the keys that
// verifies the whole key, and nothing else. Keys of up to 16 digits are kept as
// numbers, others as texts; half of the slots are free.

#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

class ProbeTable {
 public:
  static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

  // An empty key is not kept.
  void Add(std::string_view key, std::uint32_t value) {
    if (key.empty()) return;
    entries_.push_back({NumberOf(key), static_cast<std::uint32_t>(texts_.size()),
                        static_cast<std::uint32_t>(key.size()), value});
    if (entries_.back().number == 0) texts_ += key;
  }

  void Build() {
    std::size_t slots = 16;
    while (slots < 2 * entries_.size()) slots *= 2;
    slots_.assign(slots, Entry{0, 0, 0, kNobody});
    for (const Entry& entry : entries_) {
      const std::string_view text(texts_.data() + entry.start,
                                  entry.number == 0 ? entry.length : 0);
      std::size_t slot = Hash(entry.number, text) & (slots - 1);
      while (slots_[slot].value != kNobody) slot = (slot + 1) & (slots - 1);
      slots_[slot] = entry;
    }
    entries_ = {};
  }

  std::uint32_t Find(std::string_view key) const {
    const std::uint64_t number = NumberOf(key);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = Hash(number, key) & mask;; slot = (slot + 1) & mask) {
      const Entry& entry = slots_[slot];
      if (entry.value == kNobody) return kNobody;
      if (entry.number != number) continue;
      if (number != 0) return entry.value;
      if (std::string_view(texts_.data() + entry.start, entry.length) == key) return entry.value;
    }
  }

 private:
  struct Entry {
    std::uint64_t number;  // 0: a text
    std::uint32_t start;
    std::uint32_t length;
    std::uint32_t value;
  };

  // A leading 1 keeps "01" and "1" apart.
  static std::uint64_t NumberOf(std::string_view key) {
    if (key.size() > 16) return 0;
    std::uint64_t number = 1;
    for (const char c : key) {
      if (c < '0' || c > '9') return 0;
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
  }

  static std::size_t Hash(std::uint64_t number, std::string_view text) {
    if (number == 0) return std::hash<std::string_view>{}(text);
    number *= 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(number ^ (number >> 32));
  }

  std::vector<Entry> entries_;
  std::vector<Entry> slots_;
  std::string texts_;
};

}  // namespace annuaire
