// The word somebody probably meant.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace annuaire {

// The candidate at the smallest edit distance from "word", the first of equals:
// at most one letter in three wrong, missing, extra or swapped. Empty when none.
std::string Nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace annuaire
