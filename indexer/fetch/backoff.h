// How long to wait before trying again: twice as long each time, up to a
// bound, with jitter so that mirrors do not come back all at once.
//
// Pure; safe from any thread.

#pragma once

#include <chrono>
#include <optional>

namespace annuaire::indexer {

struct Backoff {
  // Tries after the first one.
  int retries = 4;
  std::chrono::milliseconds first{2'000};
  std::chrono::milliseconds longest{120'000};
};

// The wait before try "retry" (1 is the first one after a failure): between
// half of its bound and all of it, as "jitter" says, 0 to 1. What the server
// asked for with Retry-After is waited at least, but never over "longest".
std::chrono::milliseconds DelayBefore(int retry, const Backoff& backoff,
                                      std::optional<std::chrono::seconds> retry_after,
                                      double jitter);

}  // namespace annuaire::indexer
