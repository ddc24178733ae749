#include "server/ldap/filter.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire::ldap_front {
namespace {

// The tree in a few letters: "&(=cn:dup ^sn:dup)" and so on; ? is Undefined.
std::string Describe(const Filter& filter) {
  const auto list = [&](const char* sign) {
    std::string text = std::string(sign) + "(";
    for (const Filter& child : filter.children) {
      if (text.back() != '(') text += ' ';
      text += Describe(child);
    }
    return text + ")";
  };
  const std::string name(NameOf(filter.attribute));
  switch (filter.kind) {
    case Filter::Kind::kAnd:
      return list("&");
    case Filter::Kind::kOr:
      return list("|");
    case Filter::Kind::kNot:
      return list("!");
    case Filter::Kind::kEqual:
      return name + "=[" + filter.value.folded + "]";
    case Filter::Kind::kSubstring: {
      std::string text = name + "=[" + filter.initial.folded + "]";
      for (const Assertion& piece : filter.any) text += "*[" + piece.folded + "]";
      return text + "*[" + filter.final.folded + "]";
    }
    case Filter::Kind::kPresent:
      return name;
    case Filter::Kind::kTrue:
      return "T";
    case Filter::Kind::kFalse:
      return "F";
    case Filter::Kind::kUndefined:
      return "?";
  }
  return "";
}

struct FilterCase {
  const char* name;
  std::string text;
  std::string want;  // empty: no filter
};

class FilterTest : public ::testing::TestWithParam<FilterCase> {};

TEST_P(FilterTest, IsReadAsTheTableSays) {
  const Result<Filter> filter = ParseFilter(GetParam().text);
  EXPECT_EQ(filter.ok() ? Describe(*filter) : "", GetParam().want);
}

std::string Nested(std::size_t depth) {
  std::string text = "(cn=x)";
  for (std::size_t i = 1; i < depth; ++i) text = "(!" + text + ")";
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, FilterTest,
    ::testing::Values(
        FilterCase{"Equality", "(sn=DUPRÉ)", "sn=[dupre]"},
        FilterCase{"Approximate", "(sn~=Dupré)", "sn=[dupre]"},
        FilterCase{"OtherName", "(GN=Jean)", "givenName=[jean]"},
        FilterCase{"EmptyValue", "(sn=)", "sn=[]"}, FilterCase{"Presence", "(mail=*)", "mail"},
        FilterCase{"OnlyStars", "(mail=***)", "mail"},
        FilterCase{"Any", "(cn=*dup*)", "cn=[]*[dup]*[]"},
        FilterCase{"DoubleStar", "(cn=*dup**)", "cn=[]*[dup]*[]"},
        FilterCase{"Initial", "(cn=dup*)", "cn=[dup]*[]"},
        FilterCase{"Final", "(cn=*pont)", "cn=[]*[pont]"},
        FilterCase{"AllPieces", "(cn=a*b*c*d)", "cn=[a]*[b]*[c]*[d]"},
        FilterCase{"BlankAtAnEndCounts", "(cn=*jean *)", "cn=[]*[jean ]*[]"},
        FilterCase{"BlankAroundAValueDoesNot", "(cn= jean )", "cn=[jean]"},
        FilterCase{"Escaped", "(cn=*d'h\\28x\\29\\2a*)", "cn=[]*[d'h(x)*]*[]"},
        FilterCase{"EscapedUtf8", "(sn=lef\\c3\\a8v)", "sn=[lefev]"},
        FilterCase{"RawUtf8", "(sn=lefèv)", "sn=[lefev]"},
        FilterCase{"And", "(&(mail=*)(cn=a))", "&(mail cn=[a])"},
        FilterCase{"Or", "(|(cn=a)(sn=b)(o=c))", "|(cn=[a] sn=[b] o=[c])"},
        FilterCase{"Not", "(!(cn=a))", "!(cn=[a])"}, FilterCase{"EmptyAnd", "(&)", "&()"},
        FilterCase{"EmptyOr", "(|)", "|()"},
        FilterCase{"UnknownAttribute", "(xmozillanickname=dup*)", "?"},
        FilterCase{"NeverSearched", "(telephoneNumber=0383*)", "?"},
        FilterCase{"NeverSearchedPresence", "(telephoneNumber=*)", "?"},
        FilterCase{"AtLeast", "(cn>=a)", "?"}, FilterCase{"AtMost", "(cn<=a)", "?"},
        FilterCase{"Extensible", "(cn:caseExactMatch:=a)", "?"},
        FilterCase{"ExtensibleDn", "(:dn:2.5.13.5:=x)", "?"},
        FilterCase{"Option", "(cn;lang-fr=x)", "?"},
        FilterCase{"FoldsToNothing", "(cn=\xE2\x80\xA6)", "?"},
        FilterCase{"UndefinedForSlapd", "(?mail=*\\C3\\A9*)", "?"},
        FilterCase{"ComputedUndefined", "(?=undefined)", "?"},
        FilterCase{"ComputedTrue", "(?=true)", "T"}, FilterCase{"ComputedFalse", "(?=false)", "F"},
        FilterCase{"ComputedError", "(?=error)", "?"},
        FilterCase{"Deepest", Nested(Filter::kDepthMax),
                   [] {
                     std::string want = "cn=[x]";
                     for (std::size_t i = 1; i < Filter::kDepthMax; ++i) want = "!(" + want + ")";
                     return want;
                   }()},
        FilterCase{"TooDeep", Nested(Filter::kDepthMax + 1), ""},
        FilterCase{"TooLong", "(cn=" + std::string(Filter::kBytesMax, 'a') + ")", ""},
        FilterCase{"Empty", "", ""}, FilterCase{"NoParentheses", "cn=a", ""},
        FilterCase{"NotClosed", "(cn=a", ""}, FilterCase{"ClosedTwice", "(cn=a))", ""},
        FilterCase{"Unescaped", "(|(cn=*a)(b*)(mail=*a)(b*))", ""},
        FilterCase{"NoOperator", "(cn)", ""}, FilterCase{"NoAttribute", "(=a)", ""},
        FilterCase{"HalfEscape", "(cn=a\\2)", ""}, FilterCase{"NoHexEscape", "(cn=a\\zz)", ""},
        FilterCase{"NotOfNothing", "(!)", ""}, FilterCase{"NotOfTwo", "(!(cn=a)(cn=b))", ""},
        FilterCase{"TwoFilters", "(cn=a)(cn=b)", ""}),
    [](const auto& param) { return param.param.name; });

TEST(ParseFilterTest, SaysWhereAndNotWhat) {
  const Result<Filter> filter = ParseFilter("(cn=secret");
  EXPECT_EQ(filter.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(filter.status().message().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace annuaire::ldap_front
