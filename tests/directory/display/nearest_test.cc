#include "directory/display/nearest.h"

#include <gtest/gtest.h>

#include <vector>

namespace annuaire {
namespace {

TEST(NearestTest, FindsTheWordMeant) {
  const std::vector<std::string> commands = {"suggest", "practitioner", "mailbox", "status",
                                             "health"};
  struct Case {
    const char* word;
    const char* want;
  };
  for (const Case& c : {
           Case{"sugest", "suggest"},        // one missing
           {"suggets", "suggest"},           // two swapped
           {"praticioner", "practitioner"},  // one missing, one wrong
           {"mailboxes", "mailbox"},         // two extra
           {"heath", "health"},
           {"xyz", ""},
           {"", ""},
           {"s", ""},
       }) {
    EXPECT_EQ(Nearest(c.word, commands), c.want) << c.word;
  }
  EXPECT_EQ(Nearest("suggest", {}), "");
}

}  // namespace
}  // namespace annuaire
