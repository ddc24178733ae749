#include "indexer/utc_time.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

TEST(UtcTimeTest, WritesMomentsAndNames) {
  const auto time = std::chrono::system_clock::from_time_t(1789445527);
  EXPECT_EQ(ToUtcText(time), "2026-09-15T04:12:07Z");
  EXPECT_EQ(ToGenerationName(time + std::chrono::milliseconds(23)), "20260915T041207.023Z");
}

TEST(UtcTimeTest, ReadsNames) {
  const auto time = ParseGenerationName("20260915T041207.023Z");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(ToGenerationName(*time), "20260915T041207.023Z");
  EXPECT_EQ(ToGenerationName(*time + std::chrono::milliseconds(977)), "20260915T041208.000Z");
  for (const char* other : {"", "a", "20260915T041207Z", "20260915T041207.23Z",
                            "20260915T041207.023", "20260915T041207.023Zx", "20261315T041207.023Z",
                            "2026-09-15T04:12:07Z", "29991231T235959.000Z"}) {
    EXPECT_FALSE(ParseGenerationName(other).has_value()) << other;
  }
}

}  // namespace
}  // namespace annuaire::indexer
