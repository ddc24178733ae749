#include "server/rpc/call_counts.h"

#include <gtest/gtest.h>

#include <chrono>

namespace annuaire::rpc {
namespace {

using namespace std::chrono_literals;

TEST(CallCountsTest, ADurationBelongsToTheFirstBoundThatIsNotBelowIt) {
  struct Row {
    std::chrono::nanoseconds spent;
    std::size_t want;
  };
  for (const Row& row : {Row{0ns, 0}, {10us, 0}, {10'001ns, 1}, {1ms, 6}, {1s, 15}, {1001ms, 16}}) {
    CallCounts counts(2);
    counts.Add(1, StatusCode::kNotFound, row.spent);
    MethodCalls calls;
    counts.AddTo(1, calls);
    counts.AddTo(0, calls);  // nothing
    EXPECT_EQ(calls.by_duration[row.want], 1u) << row.spent.count();
    EXPECT_EQ(calls.by_code[static_cast<std::size_t>(StatusCode::kNotFound)], 1u);
    EXPECT_EQ(calls.spent, row.spent);
  }
}

}  // namespace
}  // namespace annuaire::rpc
