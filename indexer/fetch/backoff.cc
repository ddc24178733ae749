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
  if (retry_after) {
    // Cut before it is milliseconds: a server may ask for more of them than there are.
    const auto asked =
        std::min(*retry_after, std::chrono::ceil<std::chrono::seconds>(backoff.longest));
    delay = std::max(delay, std::min<milliseconds>(asked, backoff.longest));
  }
  return delay;
}

}  // namespace annuaire::indexer
