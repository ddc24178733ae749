// How the server ends when it cannot go on: one line on stderr that says why, and kFailed
// as its exit code.

#pragma once

#include "directory/base/status.h"

namespace annuaire {

inline constexpr int kFailed = 3;

// Says why and returns kFailed.
int Fail(const Status& status);

// From here on, want of memory that nobody catches in any thread, as in that of a queue, ends
// the process in the same words.
void FailWhenMemoryIsShort();

}  // namespace annuaire
