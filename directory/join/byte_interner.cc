#include "directory/join/byte_interner.h"

namespace annuaire {
namespace {

constexpr std::size_t kFirstSlots = 1024;

}  // namespace

ByteInterner::ByteInterner() : places_(1), slots_(kFirstSlots) {}

std::size_t ByteInterner::SlotOf(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].id != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == TagOf(hash) && store_.Text(slots_[at].place) == text) break;
  }
  return at;
}

std::uint32_t ByteInterner::Intern(std::string_view text, std::uint64_t hash) {
  if (text.empty()) return 0;
  Slot& slot = slots_[SlotOf(text, hash)];
  if (slot.id != 0) return slot.id;
  const std::uint32_t place = store_.Append(text);
  if (place == 0) return 0;
  const auto id = static_cast<std::uint32_t>(places_.size());
  places_.push_back(place);
  slot = {TagOf(hash), id, place};
  if (places_.size() * 5 > slots_.size() * 4) Grow();
  return id;
}

std::uint32_t ByteInterner::Find(std::string_view text, std::uint64_t hash) const {
  return text.empty() ? 0 : slots_[SlotOf(text, hash)].id;
}

void ByteInterner::Grow() {
  Column<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].id != 0) at = (at + 1) & mask;
    larger[at] = slot;
  }
  slots_.swap(larger);
}

std::size_t ByteInterner::memory_bytes() const {
  return store_.memory_bytes() + places_.capacity() * sizeof(std::uint32_t) +
         slots_.capacity() * sizeof(Slot);
}

}  // namespace annuaire
