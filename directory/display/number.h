// Numbers as people read them. Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string>

namespace annuaire {

// 2280000 as "2,280,000".
std::string WithThousands(std::uint64_t number);

// 314572800 as "300 MiB": whole, in the largest unit that leaves three figures or
// more.
std::string BytesText(std::uint64_t bytes);

}  // namespace annuaire
