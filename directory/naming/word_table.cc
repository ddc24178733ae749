#include "directory/naming/word_table.h"

#include <utility>

namespace annuaire {
namespace {

constexpr std::size_t kSlotsMin = 64;

}  // namespace

WordTable::WordTable() : slots_(kSlotsMin), filter_(kSlotsMin * 8 / 64), mask_(kSlotsMin - 1) {}

std::uint32_t& WordTable::Value(std::string_view word) {
  if ((size_ + 1) * 2 > slots_.size()) Grow();
  const std::uint64_t h = WordHash(word).value();
  std::size_t at = h & mask_;
  for (; slots_[at].length != 0; at = (at + 1) & mask_) {
    if (slots_[at].tag == TagOf(h) && TextOf(slots_[at]) == word) return slots_[at].value;
  }
  Slot& slot = slots_[at];
  slot.tag = TagOf(h);
  slot.offset = static_cast<std::uint32_t>(text_.size());
  slot.length = static_cast<std::uint32_t>(word.size());
  text_.append(word);
  MarkHeld(h);
  ++size_;
  return slot.value;
}

void WordTable::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  mask_ = slots_.size() - 1;
  filter_.assign(slots_.size() * 8 / 64, 0);
  for (const Slot& slot : old) {
    if (slot.length == 0) continue;
    const std::uint64_t h = WordHash(TextOf(slot)).value();
    std::size_t at = h & mask_;
    while (slots_[at].length != 0) at = (at + 1) & mask_;
    slots_[at] = slot;
    MarkHeld(h);
  }
}

}  // namespace annuaire
