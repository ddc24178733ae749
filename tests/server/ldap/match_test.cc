#include "server/ldap/match.h"

#include <gtest/gtest.h>

namespace annuaire::ldap_front {
namespace {

// DUPRÉ Jean-Noël, who has two cn, a mail and nothing else.
std::vector<std::string> Dupre(Attribute attribute) {
  switch (attribute) {
    case Attribute::kCn:
      return {"DUPRÉ Jean-Noël – Cœur, Troispics", "Jean-Noël DUPRÉ"};
    case Attribute::kMail:
      return {"Jean.Dupre@x.mssante.fr"};
    default:
      return {};
  }
}

struct MatchCase {
  const char* name;
  const char* filter;
  Truth want;
};

class MatchTest : public ::testing::TestWithParam<MatchCase> {};

TEST_P(MatchTest, IsWhatTheTableSays) {
  const Result<Filter> filter = ParseFilter(GetParam().filter);
  ASSERT_TRUE(filter.ok());
  FoldedValues values(Dupre);
  EXPECT_EQ(Evaluate(*filter, values), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Table, MatchTest,
    ::testing::Values(MatchCase{"Contains", "(cn=*dup*)", Truth::kTrue},
                      MatchCase{"ContainsInsideAWord", "(cn=*upr*)", Truth::kTrue},
                      MatchCase{"ContainsNot", "(cn=*mar*)", Truth::kFalse},
                      MatchCase{"AccentOfTheFilter", "(cn=*jean-noel*)", Truth::kTrue},
                      MatchCase{"Ligature", "(cn=*coeur*)", Truth::kTrue},
                      MatchCase{"DashAlike", "(cn=*noël - c*)", Truth::kTrue},
                      MatchCase{"CommaIsABlank", "(cn=*coeur troispics*)", Truth::kTrue},
                      MatchCase{"BlankIsAComma", "(cn=*coeur, troispics*)", Truth::kTrue},
                      MatchCase{"DashIsABlank", "(cn=*dupre jean noel coeur*)", Truth::kTrue},
                      MatchCase{"BlankIsADash", "(cn=*dupre-jean*)", Truth::kTrue},
                      MatchCase{"DashAtAnEnd", "(cn=*jean-*)", Truth::kTrue},
                      MatchCase{"DashAtAnEndThatIsNotThere", "(cn=*jea-*)", Truth::kFalse},
                      MatchCase{"OnlyADash", "(cn=*dupre*-*)", Truth::kTrue},
                      MatchCase{"OtherPunctuationCounts", "(mail=*jean@dup*)", Truth::kFalse},
                      MatchCase{"PointIsNoBlank", "(mail=*jean dup*)", Truth::kFalse},
                      MatchCase{"Initial", "(cn=dup*)", Truth::kTrue},
                      MatchCase{"InitialOfTheOtherValue", "(cn=jean*)", Truth::kTrue},
                      MatchCase{"InitialNot", "(cn=noel*)", Truth::kFalse},
                      MatchCase{"Final", "(mail=*MSSANTE.fr)", Truth::kTrue},
                      MatchCase{"FinalNot", "(mail=*mssante)", Truth::kFalse},
                      MatchCase{"InOrder", "(cn=*jean*dup*)", Truth::kTrue},
                      MatchCase{"OutOfOrder", "(cn=*noel*jean*)", Truth::kFalse},
                      MatchCase{"PiecesDoNotOverlap", "(mail=jean.d*.dupre@x.mssante.fr)",
                                Truth::kFalse},
                      MatchCase{"BlankBeforeAPiece", "(cn=*jean-noel *)", Truth::kTrue},
                      MatchCase{"BlankThatIsADash", "(cn=*jean *)", Truth::kTrue},
                      MatchCase{"BlankThatIsNotThere", "(cn=*noe *)", Truth::kFalse},
                      MatchCase{"Equal", "(cn=jean-noël dupré)", Truth::kTrue},
                      MatchCase{"EqualNot", "(cn=jean-noël)", Truth::kFalse},
                      MatchCase{"EqualAddress", "(mail=JEAN.dupre@x.mssante.fr)", Truth::kTrue},
                      MatchCase{"EqualEmpty", "(cn=)", Truth::kFalse},
                      MatchCase{"Present", "(mail=*)", Truth::kTrue},
                      MatchCase{"Absent", "(ou=*)", Truth::kFalse},
                      MatchCase{"AbsentValue", "(ou=x)", Truth::kFalse},
                      MatchCase{"Not", "(!(cn=*mar*))", Truth::kTrue},
                      MatchCase{"NotUndefined", "(!(foo=x))", Truth::kUndefined},
                      MatchCase{"TrueAndUndefined", "(&(cn=dup*)(foo=x))", Truth::kUndefined},
                      MatchCase{"FalseAndUndefined", "(&(cn=mar*)(foo=x))", Truth::kFalse},
                      MatchCase{"NotFalseAndUndefined", "(!(&(cn=mar*)(foo=x)))", Truth::kTrue},
                      MatchCase{"TrueOrUndefined", "(|(foo=x)(cn=dup*))", Truth::kTrue},
                      MatchCase{"FalseOrUndefined", "(|(cn=mar*)(foo=x))", Truth::kUndefined},
                      MatchCase{"EmptyAnd", "(&)", Truth::kTrue},
                      MatchCase{"EmptyOr", "(|)", Truth::kFalse}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace annuaire::ldap_front
