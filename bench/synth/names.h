// Invented people's names with the skew of real ones.
//
// A quarter of the family names come from a list of the commonest, most
// frequent first; the others are made of French syllables, some 150,000 of them
// in a country of two millions, so that both homonyms and rarities occur. Given names
// follow sex and generation. Particles, compounds and accents are included;
// names are in capitals, as the files have them, with their accents.
//
// Pure functions of (seed, index); any thread.
//
// Example:
//
//   Name name = InventName(seed, 12345);  // {"LE GUEN", "ANNE-MARIE", woman}
//   Unaccented("GENEVIÈVE") == "GENEVIEVE"

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace annuaire::synth {

struct Name {
  std::string family;
  std::string given;
};

// 0: born about 1945-1964, 1: 1965-1984, 2: since.
inline constexpr int kGenerations = 3;

Name InventName(std::uint64_t seed, std::uint64_t index, bool woman, int generation);

// A family name alone, for what is named after somebody.
std::string InventFamilyName(std::uint64_t seed, std::uint64_t index);

// "name" in ASCII capitals, blanks, hyphens and apostrophes kept.
std::string Unaccented(std::string_view name);

}  // namespace annuaire::synth
