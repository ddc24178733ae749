// Identifiers as numbers: those of the shapes that occur by the million (12
// digits of a professional, FINESS, SIRET…) fit 48 bits instead of a text.
//
// The shapes are listed in packed_id.cc; an identifier of any other shape stays
// a text, named by its Symbol. Pure functions, safe from any thread.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "directory/packed/hash_index.h"
#include "directory/packed/id_text.h"
#include "directory/packed/text_pool.h"

namespace annuaire {

enum class PackedId : std::uint64_t {};

// 000000000; the numbers of all shapes follow each other, see packed_id.cc.
inline constexpr std::uint64_t kFirstOfNineDigits =
    (std::uint64_t{1} << 32) + 1'000'000'000'000 + 10'000'000'000;

// nullopt when "text" has none of the shapes.
std::optional<PackedId> PackId(std::string_view text);
// For texts that PackId() refuses. Never equal to a packed one.
PackedId PackSymbol(Symbol text);

bool IsSymbol(PackedId id);
// REQUIRES: IsSymbol(id)
Symbol SymbolOf(PackedId id);
// The number that an id of nine digits, such as FINESS numbers are, spells;
// nullopt for others.
inline std::optional<std::uint32_t> NineDigitsOf(PackedId id) {
  const std::uint64_t number = static_cast<std::uint64_t>(id) - kFirstOfNineDigits;
  if (number >= 1'000'000'000) return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

// As the texts compare.
bool IsTextLess(PackedId a, PackedId b, const TextPool& texts);

// The text of "id"; of a Symbol it is a view into "texts".
IdText UnpackId(PackedId id, const TextPool& texts);

// What FindId() looks for "id" under.
std::uint64_t HashOf(PackedId id, const TextPool& texts);

// Asks the memory for where FindId() of "text" begins.
inline void PrefetchId(const HashIndex& index, std::string_view text) {
  const std::optional<PackedId> id = PackId(text);
  index.Prefetch(id ? HashIndex::Hash(static_cast<std::uint64_t>(*id)) : HashIndex::Hash(text));
}

// The position of "text" in an index of ids, inserted under HashOf();
// id_at(position) gives the ids. kNoIndex when it is not there.
template <typename IdAt>
std::uint32_t FindId(const HashIndex& index, std::string_view text, const TextPool& texts,
                     IdAt id_at) {
  if (const std::optional<PackedId> id = PackId(text)) {
    return index.Find(HashIndex::Hash(static_cast<std::uint64_t>(*id)),
                      [&](std::uint32_t i) { return id_at(i) == *id; });
  }
  return index.Find(HashIndex::Hash(text), [&](std::uint32_t i) {
    return IsSymbol(id_at(i)) && texts.at(SymbolOf(id_at(i))) == text;
  });
}

}  // namespace annuaire
