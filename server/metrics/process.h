// What the kernel tells of this process.

#pragma once

#include <cstdint>

namespace annuaire::metrics {

// 0 when it does not tell.
std::uint64_t ResidentBytes();
std::uint64_t OpenFiles();

}  // namespace annuaire::metrics
