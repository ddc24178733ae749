// TextPool holds many short texts in one block of memory; a Symbol names one
// of them in four bytes. Interned by its builder, equal texts share a Symbol.
//
// A TextPool is immutable and safe to read from any thread; views live as long
// as it does. Texts longer than 65,535 bytes are cut there.

#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace annuaire {

enum class Symbol : std::uint32_t { kEmpty = 0 };

class TextPool {
 public:
  std::string_view at(Symbol symbol) const {
    const char* place = bytes_.data() + static_cast<std::uint32_t>(symbol);
    std::uint16_t length;
    std::memcpy(&length, place, sizeof(length));
    return {place + sizeof(length), length};
  }

  std::size_t bytes() const { return bytes_.capacity(); }

 private:
  friend class TextPoolBuilder;
  // Each text: length in two bytes, then its bytes. Starts with the empty text.
  std::vector<char> bytes_;
};

class TextPoolBuilder {
 public:
  TextPoolBuilder() : slots_(1u << 16, 0) { Append({}); }

  // Returns the Symbol of "text", the same for equal texts.
  Symbol Intern(std::string_view text) {
    if (text.empty()) return Symbol::kEmpty;
    if (text.size() > 0xFFFF) text = text.substr(0, 0xFFFF);
    if ((count_ + 1) * 2 > slots_.size()) Grow();
    const std::size_t slot = FindSlot(text);
    if (slots_[slot] == 0) {
      slots_[slot] = Append(text);
      ++count_;
    }
    return Symbol{slots_[slot]};
  }

  // Adds "text" without looking for an equal one: for texts that are unique.
  Symbol Add(std::string_view text) {
    if (text.empty()) return Symbol::kEmpty;
    return Symbol{Append(text.substr(0, 0xFFFF))};
  }

  std::string_view at(Symbol symbol) const { return pool_.at(symbol); }
  std::size_t size() const { return count_; }

  TextPool Build() && {
    pool_.bytes_.shrink_to_fit();
    return std::move(pool_);
  }

 private:
  std::uint32_t Append(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(pool_.bytes_.size());
    const auto length = static_cast<std::uint16_t>(text.size());
    const char* raw = reinterpret_cast<const char*>(&length);
    pool_.bytes_.insert(pool_.bytes_.end(), raw, raw + sizeof(length));
    pool_.bytes_.insert(pool_.bytes_.end(), text.begin(), text.end());
    return offset;
  }

  std::size_t FindSlot(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(text)&mask;
    while (slots_[slot] != 0 && pool_.at(Symbol{slots_[slot]}) != text) slot = (slot + 1) & mask;
    return slot;
  }

  void Grow() {
    std::vector<std::uint32_t> old(slots_.size() * 2, 0);
    old.swap(slots_);
    for (const std::uint32_t offset : old) {
      if (offset != 0) slots_[FindSlot(pool_.at(Symbol{offset}))] = offset;
    }
  }

  TextPool pool_;
  std::vector<std::uint32_t> slots_;  // open addressing; 0 is a free slot
  std::size_t count_ = 0;
};

}  // namespace annuaire
