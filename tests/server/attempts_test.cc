#include "server/attempts.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

using std::chrono::seconds;

TEST(AttemptsTest, ComeMoreAndMoreSeldomForTheSameGeneration) {
  struct Case {
    seconds now;
    const char* generation;  // that CURRENT names, and that cannot be loaded
    bool want;
  };
  const Case cases[] = {
      {seconds(0), "a", true},  {seconds(0), "a", false}, {seconds(1), "a", true},
      {seconds(2), "a", false}, {seconds(3), "a", true},  {seconds(6), "a", false},
      {seconds(7), "a", true},  {seconds(8), "b", true},  {seconds(8), "b", false},
      {seconds(9), "b", true},  {seconds(10), "a", true}, {seconds(10), "a", false},
      {seconds(11), "a", true},
  };
  Attempts attempts;
  for (const Case& c : cases) {
    const Attempts::Clock::time_point now(c.now);
    EXPECT_EQ(attempts.IsDue(c.generation, now), c.want) << c.generation << c.now.count();
    if (attempts.IsDue(c.generation, now)) attempts.Failed(c.generation, now);
  }
}

TEST(AttemptsTest, AreFiveMinutesApartAtMost) {
  Attempts attempts;
  Attempts::Clock::time_point now;
  for (int i = 0; i < 100; ++i) attempts.Failed("a", now);
  EXPECT_FALSE(attempts.IsDue("a", now + seconds(299)));
  EXPECT_TRUE(attempts.IsDue("a", now + seconds(300)));
}

}  // namespace
}  // namespace annuaire
