#include "directory/join/intern_queue.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace annuaire {
namespace {

TEST(InternQueueTest, InternsEveryTextInTurn) {
  ByteInterner late;
  ByteInterner at_once;
  InternQueue queue;
  std::map<std::uint32_t, std::uint32_t> got;
  const auto done = [&](std::uint32_t tag, std::uint32_t number) { got[tag] = number; };
  std::map<std::uint32_t, std::uint32_t> want;
  std::uint32_t tag = 0;
  for (const int count : {0, 1, 15, 16, 17, 1000}) {
    for (int i = 0; i < count; ++i, ++tag) {
      const std::string text(static_cast<std::size_t>(i % 70), static_cast<char>('a' + i % 7));
      queue.Push(text, tag, late, done);
      want[tag] = at_once.Intern(text);
    }
    queue.Drain(late, done);
    EXPECT_EQ(got, want) << count;
  }
  EXPECT_EQ(late.size(), at_once.size());
}

}  // namespace
}  // namespace annuaire
