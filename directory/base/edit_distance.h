// How many letters two short texts are apart: wrong, missing, extra, or two
// neighbours swapped (optimal string alignment). Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace annuaire {

// The distance, or "most" + 1 when it is greater than "most". Texts longer
// than 255 bytes are taken to be far apart unless equal.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t most);

// Whether the distance is 1, in a few nanoseconds.
bool AreOneErrorApart(std::string_view a, std::string_view b);

// The letters, digits and marks of a folded text in 32 bits, common letters once or twice: texts
// whose sets differ in more than kBitsAStep for each step are farther apart. Rules out nearly every
// far text in a nanosecond.
std::uint32_t LettersOf(std::string_view text);
inline constexpr std::size_t kBitsAStep = 2;

}  // namespace annuaire
