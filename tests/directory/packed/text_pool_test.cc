#include "directory/packed/text_pool.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire {
namespace {

TEST(TextPoolTest, EqualTextsShareASymbol) {
  TextPoolBuilder builder;
  const Symbol nancy = builder.Intern("NANCY");
  const Symbol metz = builder.Intern("METZ");
  EXPECT_NE(nancy, metz);
  EXPECT_EQ(builder.Intern("NANCY"), nancy);
  EXPECT_EQ(builder.Intern(""), Symbol::kEmpty);
  const TextPool pool = std::move(builder).Build();
  EXPECT_EQ(pool.at(nancy), "NANCY");
  EXPECT_EQ(pool.at(metz), "METZ");
  EXPECT_EQ(pool.at(Symbol::kEmpty), "");
}

TEST(TextPoolTest, CutsALongTextAtAWholeLetter) {
  const std::string full(TextPool::kLengthMax, 'x');
  struct Case {
    std::string text;
    std::string want;
  };
  const Case cases[] = {
      {full, full},
      {full + "x", full},
      {full.substr(1) + "é", full.substr(1)},
      {full.substr(2) + "é", full.substr(2) + "é"},
  };
  for (const Case& c : cases) {
    TextPoolBuilder builder;
    const Symbol interned = builder.Intern(c.text);
    const Symbol added = builder.Add(c.text);
    EXPECT_TRUE(builder.at(interned) == c.want) << c.text.size();
    EXPECT_TRUE(builder.at(added) == c.want) << c.text.size();
  }
}

}  // namespace
}  // namespace annuaire
