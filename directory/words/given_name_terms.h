// The words under which a given name is found. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// NameTerms() of the given name, and its initials if it is of two words ("Jean-Pierre": "jp"),
// unless names begin like that: "ma" is Marie before it is Marie-Anne.
std::vector<std::string> GivenNameTerms(std::string_view name);

// Names begin with the two letters, so that they hardly are initials: "as", "ma", "ch".
bool MayBeginName(std::string_view letters);

}  // namespace annuaire
