// Spells a name the way people write it: files give most of them in capitals.
//
// Pure function; safe from any thread.
//
// Example:
//
//   ToTitleCase("JEAN-NOËL")       == "Jean-Noël"
//   ToTitleCase("MARIE DE LOURDES") == "Marie de Lourdes"
//   ToTitleCase("McKenzie")        == "McKenzie"

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// A given name with a capital at the start of each part, parts being divided by
// anything that is no letter. The particles de, du, des, del, dos, das and d'
// are small unless they come first. A part that has a small letter already is
// kept as it is, and so are bytes that are not UTF-8.
std::string ToTitleCase(std::string_view name);

}  // namespace annuaire
