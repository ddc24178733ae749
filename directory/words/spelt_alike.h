// Names that sound alike are spelt in more ways than one letter tells: Philippe, Filippe; Pineau,
// Pinot. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// A folded word of four letters or more with one sound of it spelt as it may be, too, the likeliest
// first; without the word itself, each once. No more than kSpeltAlikeMax.
inline constexpr std::size_t kSpeltAlikeMax = 64;
std::vector<std::string> SpeltAlike(std::string_view word);

}  // namespace annuaire
