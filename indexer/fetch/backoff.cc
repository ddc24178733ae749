#include "indexer/fetch/backoff.h"

#include <algorithm>

namespace annuaire::indexer {

std::chrono::milliseconds DelayBefore(int retry, const Backoff& backoff,
                                      std::optional<std::chrono::seconds> retry_after,
                                      double jitter) {
  using std::chrono::milliseconds;
  milliseconds bound = backoff.first;
  for (int i = 1; i < retry && bound < backoff.longest; ++i) bound *= 2;
  bound = std::min(bound, backoff.longest);
  milliseconds delay(
      static_cast<milliseconds::rep>(static_cast<double>(bound.count()) * (0.5 + jitter / 2)));
  if (retry_after) delay = std::max(delay, std::min<milliseconds>(*retry_after, backoff.longest));
  return delay;
}

}  // namespace annuaire::indexer
