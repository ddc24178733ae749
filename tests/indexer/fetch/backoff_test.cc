#include "indexer/fetch/backoff.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(BackoffTest, DoublesUpToItsBoundAndHonoursTheServer) {
  const Backoff backoff{.retries = 9, .first = milliseconds(1000), .longest = milliseconds(10'000)};
  struct Case {
    int retry;
    std::optional<seconds> retry_after;
    double jitter;
    int want_ms;
  };
  const Case cases[] = {
      {1, {}, 1.0, 1000},
      {1, {}, 0.0, 500},
      {2, {}, 1.0, 2000},
      {4, {}, 0.5, 6000},
      {5, {}, 1.0, 10'000},
      {60, {}, 1.0, 10'000},              // no overflow
      {1, seconds(3), 0.0, 3000},         // asked for more
      {4, seconds(3), 1.0, 8000},         // asked for less
      {1, seconds(86'400), 0.0, 10'000},  // asked for too much
      {1, seconds::max(), 0.0, 10'000},   // more milliseconds than there are
  };
  for (const Case& c : cases) {
    EXPECT_EQ(DelayBefore(c.retry, backoff, c.retry_after, c.jitter), milliseconds(c.want_ms))
        << c.retry << ", jitter " << c.jitter;
  }
}

}  // namespace
}  // namespace annuaire::indexer
