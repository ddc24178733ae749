#include "directory/packed/packed_id.h"

#include <array>
#include <cstring>

namespace annuaire {
namespace {

struct Shape {
  std::string_view prefix;
  unsigned digits;
};

// The most frequent first: their numbers are the smallest.
constexpr std::array<Shape, 10> kShapes = {{
    {"", 12},       // 8 + RPPS
    {"", 10},       // 0 + ADELI
    {"", 9},        // FINESS
    {"SIREN:", 9},  // key of a structure
    {"C", 11},      // technical ids of the extracts
    {"F", 9},
    {"", 11},
    {"", 14},   // SIRET
    {"R", 14},  // technical ids of the extracts
    {"F", 14},
}};

constexpr std::uint64_t PowerOfTen(unsigned exponent) {
  std::uint64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// The number of the first id of each shape; numbers below are Symbols.
constexpr std::array<std::uint64_t, kShapes.size()> kFirst = [] {
  std::array<std::uint64_t, kShapes.size()> first{};
  std::uint64_t next = std::uint64_t{1} << 32;
  for (std::size_t i = 0; i < kShapes.size(); ++i) {
    first[i] = next;
    next += PowerOfTen(kShapes[i].digits);
  }
  return first;
}();

static_assert(kShapes[2].prefix.empty() && kShapes[2].digits == 9 &&
              kFirst[2] == kFirstOfNineDigits);

// Eight characters at a step, as a word read from memory: true when all are
// digits, and the number they spell. (The first stands in the lowest byte.)
bool AreDigits(std::uint64_t eight) {
  constexpr std::uint64_t kEach = 0x0101010101010101u;
  return ((eight & kEach * 0xF0) | ((eight + kEach * 0x06) & kEach * 0xF0) >> 4) == kEach * 0x33;
}
std::uint64_t NumberOf(std::uint64_t eight) {
  eight = (eight & 0x0F0F0F0F0F0F0F0Fu) * (10 * 256 + 1) >> 8;
  eight = (eight & 0x00FF00FF00FF00FFu) * (100 * 65536 + 1) >> 16;
  return (eight & 0x0000FFFF0000FFFFu) * ((10000ull << 32) + 1) >> 32;
}

// REQUIRES: 9 to 15 characters, as all shapes have
std::optional<std::uint64_t> ParseDigits(std::string_view digits) {
  constexpr std::uint64_t kZeros = 0x3030303030303030u;
  std::uint64_t first;
  std::uint64_t last;
  std::memcpy(&first, digits.data(), 8);
  std::memcpy(&last, digits.data() + digits.size() - 8, 8);
  // Those before the last eight, behind as many zeros as make it eight.
  const std::size_t bits_before = 8 * (digits.size() - 8);
  first = first << (64 - bits_before) | kZeros >> bits_before;
  if (!AreDigits(first) || !AreDigits(last)) return std::nullopt;
  return NumberOf(first) * PowerOfTen(8) + NumberOf(last);
}

}  // namespace

std::optional<PackedId> PackId(std::string_view text) {
  for (std::size_t i = 0; i < kShapes.size(); ++i) {
    const Shape& shape = kShapes[i];
    if (text.size() != shape.prefix.size() + shape.digits) continue;
    if (!shape.prefix.empty() && !text.starts_with(shape.prefix)) continue;
    const std::optional<std::uint64_t> number = ParseDigits(text.substr(shape.prefix.size()));
    if (number) return PackedId{kFirst[i] + *number};
  }
  return std::nullopt;
}

PackedId PackSymbol(Symbol text) { return PackedId{static_cast<std::uint32_t>(text)}; }

bool IsSymbol(PackedId id) { return static_cast<std::uint64_t>(id) < kFirst[0]; }

Symbol SymbolOf(PackedId id) { return Symbol{static_cast<std::uint32_t>(id)}; }

bool IsTextLess(PackedId a, PackedId b, const TextPool& texts) {
  const auto is_of_most_frequent_shape = [](PackedId id) {
    return !IsSymbol(id) && static_cast<std::uint64_t>(id) < kFirst[1];
  };
  if (is_of_most_frequent_shape(a) && is_of_most_frequent_shape(b)) return a < b;
  return UnpackId(a, texts).view() < UnpackId(b, texts).view();
}

std::uint64_t HashOf(PackedId id, const TextPool& texts) {
  return IsSymbol(id) ? HashIndex::Hash(texts.at(SymbolOf(id)))
                      : HashIndex::Hash(static_cast<std::uint64_t>(id));
}

IdText UnpackId(PackedId id, const TextPool& texts) {
  if (IsSymbol(id)) return IdText(texts.at(SymbolOf(id)));
  std::size_t of = kShapes.size() - 1;
  while (static_cast<std::uint64_t>(id) < kFirst[of]) --of;
  const Shape* const shape = &kShapes[of];
  std::uint64_t number = static_cast<std::uint64_t>(id) - kFirst[of];
  std::array<char, IdText::kInPlaceMax> text{};
  shape->prefix.copy(text.data(), shape->prefix.size());
  const std::size_t size = shape->prefix.size() + shape->digits;
  for (std::size_t i = size; i-- > shape->prefix.size(); number /= 10) {
    text[i] = static_cast<char>('0' + number % 10);
  }
  return IdText::InPlace({text.data(), size});
}

}  // namespace annuaire
