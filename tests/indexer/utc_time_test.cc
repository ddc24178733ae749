#include "indexer/utc_time.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

TEST(UtcTimeTest, WritesMomentsAndNames) {
  const auto time = std::chrono::system_clock::from_time_t(1789445527);
  EXPECT_EQ(ToUtcText(time), "2026-09-15T04:12:07Z");
  EXPECT_EQ(ToGenerationName(time + std::chrono::milliseconds(23)), "20260915T041207.023Z");
}

}  // namespace
}  // namespace annuaire::indexer
