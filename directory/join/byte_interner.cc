#include "directory/join/byte_interner.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "directory/join/packed_fields.h"

namespace annuaire {
namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kLengthBytesMax = 5;

std::uint32_t HashOf(std::string_view text) {
  const std::size_t hash = std::hash<std::string_view>{}(text);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

// The first 16 bytes of a text as two numbers that compare as the text does.
struct SortEntry {
  std::uint64_t high;
  std::uint64_t low;
  std::uint32_t id;
};

std::uint64_t BigEndian(std::string_view text) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return value;
}

}  // namespace

ByteInterner::ByteInterner() : places_(1), slots_(kFirstSlots) {}

std::uint32_t ByteInterner::Intern(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t hash = HashOf(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].id != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && Text(slots_[at].id) == text) return slots_[at].id;
  }
  std::uint32_t place = 0;
  if (!Store(text, place)) {
    full_ = true;
    return 0;
  }
  const auto id = static_cast<std::uint32_t>(places_.size());
  places_.push_back(place);
  slots_[at] = {hash, id};
  if (places_.size() * 5 > slots_.size() * 4) Grow();
  return id;
}

std::string_view ByteInterner::Text(std::uint32_t id) const {
  if (id == 0) return {};
  const std::uint32_t place = places_[id];
  const char* at = blocks_[place >> kBlockBits].get() + (place & (kBlockBytes - 1));
  const std::size_t length = ReadLength(at);
  return {at, length};
}

bool ByteInterner::Store(std::string_view text, std::uint32_t& place) {
  const std::size_t size = text.size() + kLengthBytesMax;
  if (size > kBlockBytes - next_) {
    const std::size_t count = (size + kBlockBytes - 1) / kBlockBytes;
    if (blocks_.size() + count > kBlocksMax) return false;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(count * kBlockBytes));
    blocks_.resize(blocks_.size() + count - 1);
    place = static_cast<std::uint32_t>((blocks_.size() - count) << kBlockBits);
    next_ = count == 1 ? 0 : kBlockBytes;
  } else {
    place = static_cast<std::uint32_t>((blocks_.size() - 1) << kBlockBits | next_);
  }
  char* const start = blocks_[place >> kBlockBits].get() + (place & (kBlockBytes - 1));
  char* const bytes = WriteLength(text.size(), start);
  std::memcpy(bytes, text.data(), text.size());
  if (next_ != kBlockBytes) next_ += static_cast<std::size_t>(bytes - start) + text.size();
  return true;
}

void ByteInterner::Grow() {
  std::vector<Slot> larger(slots_.size() * 2);
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
  return blocks_.size() * kBlockBytes + places_.capacity() * sizeof(std::uint32_t) +
         slots_.capacity() * sizeof(Slot);
}

std::vector<std::uint32_t> IdsInTextOrder(const ByteInterner& texts) {
  std::vector<SortEntry> entries;
  entries.reserve(texts.size());
  for (std::uint32_t id = 1; id < texts.size(); ++id) {
    const std::string_view text = texts.Text(id);
    entries.push_back(
        {BigEndian(text), BigEndian(text.substr(std::min<std::size_t>(8, text.size()))), id});
  }
  std::sort(entries.begin(), entries.end(), [&texts](const SortEntry& a, const SortEntry& b) {
    if (a.high != b.high) return a.high < b.high;
    if (a.low != b.low) return a.low < b.low;
    return texts.Text(a.id) < texts.Text(b.id);
  });
  std::vector<std::uint32_t> ids;
  ids.reserve(entries.size());
  for (const SortEntry& entry : entries) ids.push_back(entry.id);
  return ids;
}

}  // namespace annuaire
