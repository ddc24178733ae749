#include "cli/html.h"

#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

TEST(HtmlTest, NothingCanLeaveItsPlace) {
  struct Case {
    std::string text;
    std::string want;
  };
  for (const Case& c : {
           Case{"", ""},
           {"Noël", "Noël"},
           {"<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
           {"\" onload=\"x", "&quot; onload=&quot;x"},
           {"a & b &amp;", "a &amp; b &amp;amp;"},
           {std::string("a\0b", 3), "a\uFFFDb"},
           {"\x1b[2J", "\uFFFD[2J"},
           {"\xff<", "\uFFFD&lt;"},
       }) {
    EXPECT_EQ(Html(c.text), c.want);
  }
}

TEST(HtmlTest, WritesAsTheFrenchDo) {
  EXPECT_EQ(French("« a » ; b : c ? d"), "«\u00A0a\u00A0»\u00A0; b\u00A0: c\u00A0? d");
  EXPECT_EQ(French(""), "");
  EXPECT_EQ(French("a b "), "a b ");
  EXPECT_EQ(FrenchCount(0), "0");
  EXPECT_EQ(FrenchCount(999), "999");
  EXPECT_EQ(FrenchCount(1234567), "1\u202F234\u202F567");
  EXPECT_EQ(FrenchShare(0, 0), "—");
  EXPECT_EQ(FrenchShare(1, 3), "33,3\u202F%");
  EXPECT_EQ(FrenchShare(2, 3), "66,7\u202F%");
  EXPECT_EQ(FrenchShare(5, 5), "100,0\u202F%");
}

TEST(HtmlTest, DatesThatCannotBeReadStayAsTheyAre) {
  struct Case {
    const char* iso;
    const char* want;
  };
  for (const Case& c : {
           Case{"2026-11-19", "19 novembre 2026"},
           {"2026-08-01T03:00:00Z", "1er août 2026"},
           {"2026-12-31", "31 décembre 2026"},
           {"2026-13-01", "2026-13-01"},
           {"2026-00-01", "2026-00-01"},
           {"2026-01-32", "2026-01-32"},
           {"2026-11", "2026-11"},
           {"hier matin", "hier matin"},
           {"", ""},
       }) {
    EXPECT_EQ(FrenchDate(c.iso), c.want);
  }
}

}  // namespace
}  // namespace annuaire::cli
