// The words under which a place is found, and the arrondissement of a large city as one word.
// Pure functions.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// StructureTerms() of the name of a city or of a postcode, and the arrondissement in one word:
// "paris13" and "paris13e" for "Paris 13e Arrondissement". A postcode has a longer one,
// "paris13e75013", so that who gives it only comes after who names the arrondissement.
std::vector<std::string> PlaceTerms(std::string_view text);

// The arrondissement that "words" begin with: "paris13e" for "paris 13 est", "paris 13e" and "paris
// 13ème"; "paris13" where that is all, for it may become another. 0 words for none.
struct Arrondissement {
  std::string name;
  std::size_t words = 0;
};
Arrondissement ArrondissementAt(std::span<const std::string> words);

}  // namespace annuaire
