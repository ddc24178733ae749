// How many letters two short texts are apart: wrong, missing, extra, or two
// neighbours swapped (optimal string alignment). Pure; any thread.

#pragma once

#include <cstddef>
#include <string_view>

namespace annuaire {

// The distance, or "most" + 1 when it is greater than "most". Texts longer
// than 255 bytes are taken to be far apart unless equal.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t most);

}  // namespace annuaire
