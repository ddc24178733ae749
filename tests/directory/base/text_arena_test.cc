#include "directory/base/text_arena.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

TEST(TextArenaTest, KeepsEveryTextInPlace) {
  TextArena arena;
  std::vector<std::pair<std::string, std::string_view>> kept;
  for (int i = 0; i < 20000; ++i) {
    std::string text = "text number " + std::to_string(i);
    kept.emplace_back(text, arena.Copy(text));
  }
  for (const auto& [text, view] : kept) EXPECT_EQ(view, text);
}

TEST(TextArenaTest, TakesTextsLargerThanABlock) {
  TextArena arena;
  const std::string large(TextArena::kBlockBytes * 2, 'x');
  EXPECT_EQ(arena.Copy("small"), "small");
  EXPECT_EQ(arena.Copy(large), large);
  EXPECT_EQ(arena.Copy("after"), "after");
}

TEST(TextArenaTest, ReusesItsMemoryAfterClear) {
  TextArena arena;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 50000; ++i) EXPECT_EQ(arena.Copy("0123456789"), "0123456789");
    arena.Clear();
    EXPECT_EQ(arena.bytes(), TextArena::kBlockBytes);
  }
  TextArena odd;
  EXPECT_EQ(odd.Copy(std::string(TextArena::kBlockBytes + 1, 'x')).size(),
            TextArena::kBlockBytes + 1);
  odd.Clear();
  EXPECT_EQ(odd.Copy("after"), "after");
}

TEST(TextArenaTest, GivesAnEmptyViewForAnEmptyText) {
  TextArena arena;
  EXPECT_TRUE(arena.Copy("").empty());
  EXPECT_EQ(arena.bytes(), 0u);
}

}  // namespace
}  // namespace annuaire
