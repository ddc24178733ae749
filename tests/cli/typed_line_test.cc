#include "cli/typed_line.h"

#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

using State = TypedLine::State;

TEST(TypedLineTest, ReadsKeys) {
  struct Case {
    const char* keys;
    const char* text;
    State state = State::kTyping;
    int row = 0;
  };
  for (const Case& c : {
           Case{"", ""},
           {"dup jea", "dup jea"},
           {"dupr\xc3\xa9\x7f", "dupr"},  // a letter of two bytes is one letter
           {"\x7f", ""},
           {"dup\b", "du"},
           {"dup jea\x17", "dup "},
           {"dup  \x17", ""},
           {"dup jea\x15", ""},
           {"dup\x1b[B\x1b[B\x1b[A", "dup", State::kTyping, 1},
           {"dup\x1bOB", "dup", State::kTyping, 1},
           {"dup\x0e\x0e\x10", "dup", State::kTyping, 1},
           {"dup\x1b[Br", "dupr", State::kTyping, 0},  // a new text starts at its first row
           {"dup\x1b[1;5C\x1b[3~", "dup"},             // other keys do nothing
           {"dup\x1b[", "dup"},                        // a sequence cut short
           {"dup\t", "dup"},
           {"dup\r", "dup", State::kChosen},
           {"dup\n", "dup", State::kChosen},
           {"dup\x1b", "dup", State::kLeft},
           {"dup\x03", "dup", State::kLeft},
           {"\x04", "", State::kLeft},
       }) {
    TypedLine line;
    EXPECT_EQ(line.Feed(c.keys), c.state) << c.keys;
    EXPECT_EQ(line.text(), c.text) << c.keys;
    EXPECT_EQ(line.row(), c.row) << c.keys;
  }
}

}  // namespace
}  // namespace annuaire::cli
