// A wait that a signal cuts short.

#pragma once

#include <atomic>
#include <chrono>

namespace annuaire::indexer {

// Returns after "time", or soon after "stop" is set: false then. The flag is
// looked at every 100 ms, since a signal handler can do no more than set it.
bool Pause(std::chrono::milliseconds time, const std::atomic<bool>& stop);

}  // namespace annuaire::indexer
