#include "server/ldap/plan.h"

#include <gtest/gtest.h>

namespace annuaire::ldap_front {
namespace {

// "jean+dup", "@jean@x" for an address, "ORG:jean" with a type, "*" for
// everything; "/" between questions.
std::string Describe(const std::vector<Question>& questions) {
  std::string text;
  for (const Question& question : questions) {
    if (!text.empty()) text += " / ";
    if (!question.type.empty()) text += question.type + ":";
    if (!question.address.empty()) text += "@" + question.address;
    for (const std::string& word : question.words) {
      text += (text.empty() || text.back() == ' ' || text.back() == ':' ? "" : "+") + word;
    }
    if (question == Question()) text += "*";
  }
  return text;
}

struct PlanCase {
  const char* name;
  std::string filter;
  const char* want;
};

class PlanTest : public ::testing::TestWithParam<PlanCase> {};

TEST_P(PlanTest, AsksWhatTheTableSays) {
  const Result<Filter> filter = ParseFilter(GetParam().filter);
  ASSERT_TRUE(filter.ok());
  EXPECT_EQ(Describe(Plan(*filter)), GetParam().want);
}

std::string ManyOf(std::size_t count) {
  std::string text = "(|";
  for (std::size_t i = 0; i < count; ++i) text += "(cn=a" + std::to_string(i) + ")";
  return text + ")";
}

INSTANTIATE_TEST_SUITE_P(
    Table, PlanTest,
    ::testing::Values(
        PlanCase{"Thunderbird", "(|(cn=*dup*)(mail=*dup*)(givenName=*dup*)(sn=*dup*))", "dup"},
        PlanCase{"ThunderbirdTwoWords",
                 "(|(cn=*jean*dup*)(mail=*jean dup*)(givenName=*jean*)(sn=*jean dup*))",
                 "dup+jean / jean"},
        PlanCase{"Outlook", "(&(mail=*)(|(mail=dup*)(|(cn=dup*)(|(sn=dup*)(givenName=dup*)))))",
                 "dup"},
        PlanCase{"OutlookBrowse", "(&(mail=*)(|(mail=*)(cn=*)(sn=*)))", "*"},
        PlanCase{"Roundcube",
                 "(&(mail=*)(&(|(cn=*jean*)(sn=*jean*)(mail=*jean*))(|(cn=*dup*)(sn=*dup*))))",
                 "dup+jean"},
        PlanCase{"Address", "(mail=Jean.Dupont@X.fr)", "@jean.dupont@x.fr"},
        PlanCase{"AddressAndWords", "(&(sn=dup)(mail=a@x.fr))", "@a@x.fr+dup"},
        PlanCase{"TwoAddresses", "(&(mail=b@x.fr)(mail=a@x.fr))", ""},
        PlanCase{"AddressFirst", "(|(cn=a b c d)(mail=a@x.fr))", "@a@x.fr / a+b+c+d"},
        PlanCase{"Type", "(employeeType=org)", "ORG:"},
        PlanCase{"TypeAndWords", "(&(cn=*card*)(employeeType=org))", "ORG:card"},
        PlanCase{"TwoTypes", "(&(employeeType=PER)(employeeType=ORG))", ""},
        PlanCase{"SeveralWords", "(cn=*jean*dup card*)", "card+dup+jean"},
        PlanCase{"DifferentWords", "(|(cn=*dup*)(sn=*mar*))", "dup / mar"},
        PlanCase{"NoWord", "(cn=*-*)", "*"}, PlanCase{"Unknown", "(foo=dup)", ""},
        PlanCase{"UnknownAndWords", "(&(foo=dup)(cn=dup))", ""},
        PlanCase{"UnknownOrWords", "(|(foo=dup)(cn=dup))", "dup"},
        PlanCase{"NotUnknown", "(!(foo=dup))", ""}, PlanCase{"NotWords", "(!(cn=dup))", "*"},
        PlanCase{"WordsAndNot", "(&(cn=dup)(!(sn=x)))", "dup"},
        PlanCase{"NotPresent", "(!(mail=*))", ""}, PlanCase{"NotNotPresent", "(!(!(mail=*)))", "*"},
        PlanCase{"NotNot", "(!(!(cn=dup)))", "dup"}, PlanCase{"MaybePresent", "(ou=*)", "*"},
        PlanCase{"True", "(&)", "*"}, PlanCase{"False", "(|)", ""},
        PlanCase{"Class", "(objectClass=person)", "*"},
        PlanCase{"OtherClass", "(objectClass=device)", ""},
        PlanCase{"TrueOrWords", "(|(objectClass=*)(cn=dup))", "*"},
        PlanCase{"ManyWords", ManyOf(kQuestionsMax + 1), "*"}),
    [](const auto& param) { return param.param.name; });

TEST(PlanTextTest, HasEachWordOnceInTheOrderOfTheFilter) {
  const struct {
    const char* filter;
    const char* text;
  } table[] = {
      {"(cn=*jean*dup card*)", "jean dup card"},
      {"(cn=*s.a.m.u.*l'isle-adam*)", "s.a.m.u. l'isle-adam"},
      {"(&(cn=*jean dup*)(sn=*dup*)(cn=*card jean*))", "jean dup card"},
      {"(cn=*gare de nancy*de la*)", "gare de nancy la"},
      {"(cn=*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*zq*)", "a zq"},
      {"(cn=*a a a a a a a a a a a a a a a zq*)", "a zq"},
      {"(cn=*a*b*c*d*e*f*g*h*i*j*k*l*m*)", "a b c d e f g h i j k l"},
      {"(cn=*a b c d e f g h i j k l m*)", "a b c d e f g h i j k l"},
  };
  for (const auto& row : table) {
    const Result<Filter> filter = ParseFilter(row.filter);
    ASSERT_TRUE(filter.ok()) << row.filter;
    const std::vector<Question> questions = Plan(*filter);
    ASSERT_EQ(questions.size(), 1u) << row.filter;
    EXPECT_EQ(questions.front().text, row.text) << row.filter;
  }
}

// What counts as one more cn of who has all the words.
TEST(PlanCommonNameTest, IsWhatWasTypedIntoACnInSeveralWords) {
  const struct {
    const char* filter;
    const char* common_name;
  } table[] = {
      {"(|(cn=*jean*dup card*)(mail=*jean dup card*)(sn=*jean dup card*))", "jean dup card"},
      {"(&(mail=*)(|(mail=jean dup*)(|(cn=jean dup*)(sn=jean dup*))))", "jean dup"},
      {"(&(|(sn=*jean*)(cn=*jean*))(|(sn=*dup*)(cn=*dup*)))", "jean dup"},
      {"(&(|(sn=*jean*)(cn=*jean*))(|(sn=*je*)(cn=*je*))(|(cn=*jean*)(sn=*jean*)))", "jean je"},
      {"(&(objectClass=person)(employeeType=PER)(cn=*jean*dup*))", "jean dup"},
      {"(cn=*gare de nancy*de la*)", "gare de nancy de la"},
      {"(cn=*Dup\\c3\\a9*- Nancy*)", "Dupé - Nancy"},
      {"(cn=*jean*)", ""},
      {"(cn=jean dup)", ""},
      {"(sn=*jean dup*)", ""},
      {"(&(cn=*jean dup*)(l=nancy))", ""},
      {"(&(l=nancy)(cn=*jean dup*))", ""},
      {"(cn=*a*b*c*d*e*f*g*h*i*j*k*l*m*)", ""},
      {"(cn=*jean \\ff dup*)", ""},
  };
  for (const auto& row : table) {
    const Result<Filter> filter = ParseFilter(row.filter);
    ASSERT_TRUE(filter.ok()) << row.filter;
    const std::vector<Question> questions = Plan(*filter);
    ASSERT_EQ(questions.size(), 1u) << row.filter;
    EXPECT_EQ(questions.front().common_name, row.common_name) << row.filter;
  }
}

TEST(PlanManyTest, AsksForEveryAddressAndEveryPerson) {
  std::string text = "(&(objectClass=person)(|";
  for (int i = 0; i < 80; ++i) {
    text += "(employeeNumber=997000" + std::to_string(10'000 + i) + ")(mail=a" + std::to_string(i) +
            "@x.fr)";
  }
  const Result<Filter> filter = ParseFilter(text + "))");
  ASSERT_TRUE(filter.ok());
  EXPECT_EQ(Plan(*filter).size(), 160u);
}

TEST(PlanManyTest, AsksForEveryAddress) {
  std::string text = "(|";
  for (int i = 0; i < 500; ++i) text += "(mail=a" + std::to_string(i) + "@x.fr)";
  const Result<Filter> filter = ParseFilter(text + ")");
  ASSERT_TRUE(filter.ok());
  EXPECT_EQ(Plan(*filter).size(), 500u);
}

TEST(IncludesTest, TellsTheWiderReading) {
  const Question jean{.words = {"jean"}};
  const Question jean_dup{.words = {"dup", "jean"}};
  const Question services{.type = "ORG", .words = {"jean"}};
  EXPECT_TRUE(Includes(jean, jean_dup));
  EXPECT_FALSE(Includes(jean_dup, jean));
  EXPECT_TRUE(Includes(jean, services));
  EXPECT_FALSE(Includes(services, jean));
  EXPECT_TRUE(Includes({}, jean));
  EXPECT_FALSE(Includes(Question{.address = "a@x.fr"}, jean));
}

}  // namespace
}  // namespace annuaire::ldap_front
