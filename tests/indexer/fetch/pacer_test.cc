#include "indexer/fetch/pacer.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

using std::chrono::milliseconds;

TEST(PacerTest, SpacesRequests) {
  Pacer pacer(milliseconds(60));
  const Pacer::Clock::time_point start = Pacer::Clock::now();
  EXPECT_EQ(pacer.TakeTurn(start), milliseconds(0));
  EXPECT_EQ(pacer.TakeTurn(start), milliseconds(60));
  EXPECT_EQ(pacer.TakeTurn(start + milliseconds(100)), milliseconds(20));
  EXPECT_EQ(pacer.TakeTurn(start + milliseconds(500)), milliseconds(0));
  EXPECT_EQ(pacer.TakeTurn(start + milliseconds(500)), milliseconds(60));
}

}  // namespace
}  // namespace annuaire::indexer
