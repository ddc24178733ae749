#include "directory/base/link_escapes.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(LinkEscapesTest, Table) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& c :
       {Case{"", ""}, Case{"a@b.fr", "a@b.fr"}, Case{"a%40b.fr", "a@b.fr"},
        Case{"%41%4a%4A", "AJJ"}, Case{"a%2540b", "a@b"}, Case{"%%34%30", "@"},
        Case{"100%", "100%"}, Case{"%4", "%4"}, Case{"%4x%g0", "%4x%g0"}, Case{"%C3%A9", "é"}}) {
    EXPECT_EQ(WithoutLinkEscapes(c.text), c.want) << c.text;
  }
}

}  // namespace
}  // namespace annuaire
