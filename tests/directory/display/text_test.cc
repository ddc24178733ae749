#include "directory/display/text.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(TextTest, DisplayWidthCountsColumns) {
  struct Case {
    const char* text;
    int width;
  };
  for (const Case& c : {
           Case{"", 0},
           {"Dupre", 5},
           {"Dupré", 5},
           {"Dupre\u0301", 5},  // a combining accent
           {"Noël – Ÿ", 8},
           {"医師", 4},  // two columns each
           {"œuvre", 5},
       }) {
    EXPECT_EQ(DisplayWidth(c.text), c.width) << c.text;
  }
}

TEST(TextTest, FitCutsToTheWidth) {
  struct Case {
    const char* text;
    int width;
    const char* want;
  };
  for (const Case& c : {
           Case{"", 1, ""},
           {"Cardiologie", 11, "Cardiologie"},
           {"Cardiologie", 10, "Cardiolog…"},
           {"Cardiologie", 1, "…"},
           {"éééé", 3, "éé…"},
           {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
           {"医師会", 4, "医…"},  // the second would stand half beyond
       }) {
    EXPECT_EQ(Fit(c.text, c.width), c.want) << c.text << " in " << c.width;
    EXPECT_LE(DisplayWidth(Fit(c.text, c.width)), c.width);
  }
}

TEST(TextTest, FitEndKeepsTheEnd) {
  EXPECT_EQ(FitEnd("Cardiologie", 11), "Cardiologie");
  EXPECT_EQ(FitEnd("Cardiologie", 6), "…logie");
  EXPECT_EQ(FitEnd("éééé", 3), "…éé");
}

TEST(TextTest, PrintableLeavesNothingATerminalWouldObey) {
  struct Case {
    std::string text;
    const char* want;
  };
  for (const Case& c : {
           Case{"Jean-Noël", "Jean-Noël"},
           {"a\tb\nc\rd", "a b c d"},
           {"\x1b[31mred", "\uFFFD[31mred"},
           {std::string("a\0b", 3), "a\uFFFDb"},
           {"\u009b31m", "\uFFFD31m"},  // the one-letter control sequence introducer
           {"caf\xe9", "caf\uFFFD"},    // Windows-1252
           {"caf\xc3", "caf\uFFFD"},    // cut short
           {"\xc0\xaf", "\uFFFD\uFFFD"},
       }) {
    EXPECT_EQ(Printable(c.text), c.want);
  }
}

TEST(TextTest, PadFillsUpToTheWidth) {
  EXPECT_EQ(Pad("é", 3), "é  ");
  EXPECT_EQ(Pad("é", 3, /*right=*/true), "  é");
  EXPECT_EQ(Pad("long", 2), "long");
}

}  // namespace
}  // namespace annuaire
