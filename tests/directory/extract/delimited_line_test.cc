#include "directory/extract/delimited_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::ElementsAreArray;

TEST(DelimitedLineTest, Table) {
  struct Case {
    std::string_view line;
    std::vector<std::string_view> want;
  };
  const Case cases[] = {
      {"", {""}},
      {"a", {"a"}},
      {"|", {"", ""}},
      {"a|b||", {"a", "b", "", ""}},
      {"a|b\r\n", {"a", "b"}},
      {"a|b\r", {"a", "b"}},
      {"\xEF\xBB\xBF"
       "a|b",
       {"a", "b"}},
      {"\"a|b\"|c", {"\"a", "b\"", "c"}},
      {"|||||||", {"", "", "", "", "", "", "", ""}},
      {"1234567|", {"1234567", ""}},
      {"12345678|9", {"12345678", "9"}},
      {"{}~\x7F|\x7D|", {"{}~\x7F", "}", ""}},
      {"Dupr\xC3\xA9|x", {"Dupr\xC3\xA9", "x"}},
      {"a;b|c", {"a;b", "c"}},
  };
  DelimitedLine line;
  for (const Case& c : cases) {
    EXPECT_TRUE(line.Split(c.line));
    EXPECT_THAT(line.fields(), ElementsAreArray(c.want)) << c.line;
  }
  EXPECT_EQ(line.decoded_lines(), 0u);
}

TEST(DelimitedLineTest, AgreesWithASimpleSplitterAtEveryAlignment) {
  std::string text;
  unsigned state = 1;
  for (int i = 0; i < 400; ++i) {
    state = state * 1103515245u + 12345u;
    const unsigned pick = (state >> 16) % 8;
    text += pick == 0   ? "|"
            : pick == 1 ? "\xC3\xA9"
                        : std::string(1, static_cast<char>('a' + pick));
  }
  DelimitedLine line;
  for (std::size_t start = 0; start < 16; ++start) {
    for (std::size_t length = 0; start + length <= 200; ++length) {
      const std::string piece = text.substr(start, length);
      if (!IsValidUtf8(piece)) continue;
      std::vector<std::string> want(1);
      for (const char c : piece) {
        if (c == '|') {
          want.emplace_back();
        } else {
          want.back().push_back(c);
        }
      }
      ASSERT_TRUE(line.Split(piece));
      ASSERT_THAT(line.fields(), ElementsAreArray(want)) << piece;
    }
  }
}

TEST(DelimitedLineTest, DecodesWindows1252AndCountsIt) {
  DelimitedLine line;
  EXPECT_TRUE(
      line.Split("M\xE9"
                 "decin|\x80|"));
  EXPECT_THAT(line.fields(), ElementsAreArray({"M\xC3\xA9"
                                               "decin",
                                               "\xE2\x82\xAC", ""}));
  EXPECT_EQ(line.decoded_lines(), 1u);
}

TEST(DelimitedLineTest, TakesForUtf8WhatIsAtEveryAlignment) {
  const std::vector<std::string> letters = {"\xC3\xA9", "\xE2\x80\x99", "\xF0\x9F\x98\x80"};
  const std::vector<std::string> broken = {"\xE9", "\xC3",     "\xE2\x80",    "\xF0\x9F\x98",
                                           "\x80", "\xC0\xAF", "\xED\xA0\x80"};
  DelimitedLine line;
  std::uint64_t decoded = 0;
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::string& letter : letters) {
      line.Split(std::string(before, 'x') + letter + letter + "|" + std::string(70, 'y') + letter);
      EXPECT_EQ(line.decoded_lines(), decoded) << before;
      for (const std::string& bad : broken) {
        line.Split(std::string(before, 'x') + letter + bad);
        EXPECT_EQ(line.decoded_lines(), ++decoded) << before;
        line.Split(std::string(before, 'x') + bad + "|" + letter + std::string(70, 'y'));
        EXPECT_EQ(line.decoded_lines(), ++decoded) << before;
      }
    }
  }
}

TEST(DelimitedLineTest, SaysWhenThereAreTooManyFields) {
  DelimitedLine line;
  EXPECT_TRUE(line.Split(std::string(DelimitedLine::kFieldsMax - 1, '|')));
  EXPECT_EQ(line.fields().size(), DelimitedLine::kFieldsMax);
  EXPECT_FALSE(line.Split(std::string(DelimitedLine::kFieldsMax, '|')));
  EXPECT_EQ(line.fields().size(), DelimitedLine::kFieldsMax);
}

TEST(TrimFieldTest, Table) {
  struct Case {
    std::string_view text;
    std::string_view want;
  };
  const Case cases[] = {
      {"", ""},
      {" ", ""},
      {"a", "a"},
      {" a b ", "a b"},
      {"\ta", "a"},
      {"\xC2\xA0"
       "a\xC2\xA0",
       "a"},
      {"voil\xC3\xA0", "voil\xC3\xA0"},
      {"\xC2\xB0"
       "5",
       "\xC2\xB0"
       "5"},
  };
  for (const Case& c : cases) EXPECT_EQ(TrimField(c.text), c.want);
}

}  // namespace
}  // namespace annuaire
