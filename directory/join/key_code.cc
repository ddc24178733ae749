#include "directory/join/key_code.h"

#include <algorithm>
#include <bit>

namespace annuaire {

void KeyCode::See(std::string_view key) {
  longest_ = std::max(longest_, key.size());
  const std::size_t seen = std::min(key.size(), kPlaces);
  for (std::size_t at = 0; at < seen; ++at) {
    occurs_[at][static_cast<unsigned char>(key[at])] = true;
    holds_nul_ |= key[at] == '\0';
  }
  // Where a key has ended: places that follow are told apart by Settle().
  if (key.size() < kPlaces) occurs_[key.size()][0] = true;
}

void KeyCode::Settle() {
  bool some_ended = false;
  const std::size_t places = std::min(longest_, kPlaces);
  is_exact_ = longest_ <= kPlaces && !holds_nul_;
  for (std::size_t at = 0; at < places; ++at) {
    some_ended |= occurs_[at][0];
    occurs_[at][0] |= some_ended;
    Place place{at, 0, {}};
    std::uint8_t rank = 0;
    for (std::size_t byte = 0; byte < place.rank.size(); ++byte) {
      if (occurs_[at][byte]) place.rank[byte] = rank++;
    }
    place.bits = static_cast<unsigned>(std::bit_width(static_cast<unsigned>(rank) - 1u));
    if (place.bits == 0) continue;
    if (bits_ + place.bits > kBitsMax) {
      is_exact_ = false;
      break;
    }
    bits_ += place.bits;
    places_.push_back(place);
  }
}

// Digit by digit, the last first; each pass keeps the order of the one before.
void SortByCode(Column<CodedItem>& items, unsigned bits, Column<CodedItem>& scratch) {
  constexpr unsigned kDigitBitsMax = 11;
  const unsigned passes = (bits + kDigitBitsMax - 1) / kDigitBitsMax;
  if (passes == 0) return;
  const unsigned digit_bits = (bits + passes - 1) / passes;
  const std::size_t digits = std::size_t{1} << digit_bits;
  const auto digit_of = [&](const CodedItem& item, unsigned pass) {
    return item.code() >> (pass * digit_bits) & (digits - 1);
  };
  std::vector<std::uint32_t> next(digits);
  scratch.resize(items.size());
  for (unsigned pass = 0; pass < passes; ++pass) {
    std::fill(next.begin(), next.end(), 0u);
    for (const CodedItem& item : items) ++next[digit_of(item, pass)];
    std::uint32_t before = 0;
    for (std::uint32_t& place : next) {
      const std::uint32_t count = place;
      place = before;
      before += count;
    }
    for (const CodedItem& item : items) scratch[next[digit_of(item, pass)]++] = item;
    items.swap(scratch);
  }
}

}  // namespace annuaire
