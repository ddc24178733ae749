// What a fuzz target holds to be true whatever the bytes.

#pragma once

#include <cstdlib>

inline void Require(bool holds) {
  if (!holds) std::abort();
}
