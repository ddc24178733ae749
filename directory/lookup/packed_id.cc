#include "directory/lookup/packed_id.h"

#include <algorithm>
#include <array>

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

// Numbers below are Symbols.
constexpr std::uint64_t kFirst = std::uint64_t{1} << 32;

constexpr std::uint64_t PowerOfTen(unsigned exponent) {
  std::uint64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

bool HasShape(std::string_view text, const Shape& shape) {
  if (text.size() != shape.prefix.size() + shape.digits || !text.starts_with(shape.prefix)) {
    return false;
  }
  text.remove_prefix(shape.prefix.size());
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<PackedId> PackId(std::string_view text) {
  std::uint64_t base = kFirst;
  for (const Shape& shape : kShapes) {
    if (HasShape(text, shape)) {
      std::uint64_t number = 0;
      for (const char c : text.substr(shape.prefix.size())) {
        number = number * 10 + static_cast<unsigned>(c - '0');
      }
      return PackedId{base + number};
    }
    base += PowerOfTen(shape.digits);
  }
  return std::nullopt;
}

PackedId PackSymbol(Symbol text) { return PackedId{static_cast<std::uint32_t>(text)}; }

bool IsSymbol(PackedId id) { return static_cast<std::uint64_t>(id) < kFirst; }

Symbol SymbolOf(PackedId id) { return Symbol{static_cast<std::uint32_t>(id)}; }

std::uint64_t HashOf(PackedId id, const TextPool& texts) {
  return IsSymbol(id) ? HashIndex::Hash(texts.at(SymbolOf(id)))
                      : HashIndex::Hash(static_cast<std::uint64_t>(id));
}

IdText UnpackId(PackedId id, const TextPool& texts) {
  if (IsSymbol(id)) return IdText(texts.at(SymbolOf(id)));
  std::uint64_t number = static_cast<std::uint64_t>(id) - kFirst;
  const Shape* shape = kShapes.data();
  for (; number >= PowerOfTen(shape->digits); ++shape) number -= PowerOfTen(shape->digits);
  std::array<char, IdText::kInPlaceMax> text{};
  shape->prefix.copy(text.data(), shape->prefix.size());
  const std::size_t size = shape->prefix.size() + shape->digits;
  for (std::size_t i = size; i-- > shape->prefix.size(); number /= 10) {
    text[i] = static_cast<char>('0' + number % 10);
  }
  return IdText::InPlace({text.data(), size});
}

}  // namespace annuaire
