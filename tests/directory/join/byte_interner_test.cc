#include "directory/join/byte_interner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

TEST(ByteInternerTest, NamesEachDistinctTextOnce) {
  ByteInterner texts;
  EXPECT_EQ(texts.Intern(""), 0u);
  EXPECT_EQ(texts.Intern("a"), 1u);
  EXPECT_EQ(texts.Intern(std::string_view("a\0b", 3)), 2u);
  EXPECT_EQ(texts.Intern("a"), 1u);
  EXPECT_EQ(texts.size(), 3u);
  EXPECT_EQ(texts.Text(0), "");
  EXPECT_EQ(texts.Text(2), std::string_view("a\0b", 3));
  EXPECT_FALSE(texts.full());
}

TEST(ByteInternerTest, KeepsViewsWhileItGrows) {
  ByteInterner texts;
  const std::string_view first = texts.Text(texts.Intern("first"));
  for (int i = 0; i < 100'000; ++i) texts.Intern("text number " + std::to_string(i));
  EXPECT_EQ(texts.size(), 100'002u);
  EXPECT_EQ(texts.Text(1).data(), first.data());
  for (int i = 0; i < 100'000; i += 997) {
    const std::string text = "text number " + std::to_string(i);
    EXPECT_EQ(texts.Intern(text), static_cast<std::uint32_t>(i + 2));
    EXPECT_EQ(texts.Text(static_cast<std::uint32_t>(i + 2)), text);
  }
}

TEST(ByteInternerTest, TakesTextsOfAnyLength) {
  ByteInterner texts;
  std::vector<std::uint32_t> ids;
  const std::size_t lengths[] = {1, 127, 128, 16'383, 16'384, 1 << 20, (1 << 20) - 5, 3 << 20, 7};
  for (const std::size_t length : lengths) ids.push_back(texts.Intern(std::string(length, 'x')));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(texts.Text(ids[i]), std::string(lengths[i], 'x')) << lengths[i];
  }
  EXPECT_GE(texts.memory_bytes(), std::size_t{5} << 20);
}

TEST(ByteInternerTest, FindsWhatItHoldsOnly) {
  ByteInterner texts;
  texts.Intern("a");
  EXPECT_EQ(texts.Find("a"), 1u);
  EXPECT_EQ(texts.Find("b"), 0u);
  EXPECT_EQ(texts.Find(""), 0u);
  EXPECT_EQ(texts.size(), 2u);
}

TEST(ByteInternerTest, KeepsItsTextsOnceFrozen) {
  ByteInterner texts;
  for (int i = 0; i < 10'000; ++i) texts.Intern("text number " + std::to_string(i));
  const std::size_t before = texts.memory_bytes();
  texts.Freeze();
  EXPECT_LT(texts.memory_bytes(), before);
  EXPECT_EQ(texts.Text(10'000), "text number 9999");
}

}  // namespace
}  // namespace annuaire
