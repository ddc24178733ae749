#include "directory/base/give_way.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(GiveWayTest, GivesWayAgainAndAgain) {
  for (int times = 0; times < 10;) {
    if (GiveWay()) ++times;
  }
}

TEST(GiveWayTest, NeverMoreOftenThanOnceAPeriod) {
  const auto start = std::chrono::steady_clock::now();
  std::int64_t times = 0;
  for (int call = 0; call < 100'000; ++call) times += GiveWay() ? 1 : 0;
  const auto spent = std::chrono::steady_clock::now() - start;
  EXPECT_LE(times, spent / kGiveWayPeriod + 1);
}

}  // namespace
}  // namespace annuaire
