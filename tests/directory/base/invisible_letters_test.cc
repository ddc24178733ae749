#include "directory/base/invisible_letters.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(WithoutInvisibleTest, DropsWhatNobodySees) {
  struct Case {
    std::string_view text;
    std::string_view want;
  };
  for (const Case& c : {
           Case{"", ""},
           {"a.é-b@c.fr", "a.é-b@c.fr"},
           {"\u200Ba\u200C\u200D\u2060b\uFEFF", "ab"},
           {"a\u00ADb", "ab"},
           {"\u200E\u200Fa\u202Ab\u202C\u202E\u2066c\u2069", "abc"},
           {"a\u2010b\u2011c", "a-b-c"},
           {"a\u2013b\u00A0c", "a\u2013b\u00A0c"},
           {"\xE9\xE2\x80", "\xE9\xE2\x80"},
       }) {
    EXPECT_EQ(WithoutInvisible(c.text), c.want) << c.text;
  }
}

}  // namespace
}  // namespace annuaire
