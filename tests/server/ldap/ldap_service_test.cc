#include "server/ldap/ldap_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "server/ldap/filter.h"
#include "server/ldap/search.h"
#include "tests/server/ldap/town.h"

namespace annuaire::ldap_front {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kBase = "ou=bal,o=mssante,c=fr";

struct Query {
  std::string filter;
  std::string attributes = "mail";
  int size_limit = 100;
  int scope = 2;
  std::string base = kBase;
};

struct Answer {
  int code = -1;
  std::string info;
  std::vector<std::string> lines;  // of the entries
  std::vector<std::string> mails;  // up to the first point of the domain
};

Answer Read(const std::string& text) {
  Answer answer;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("code: ")) answer.code = std::stoi(line.substr(6));
    if (line.starts_with("info:")) answer.info = line.substr(5);
    if (line.starts_with("mail: "))
      answer.mails.push_back(line.substr(6, line.find('.', line.find('@')) - 6));
    if (!line.empty()) answer.lines.push_back(line);
  }
  answer.lines.resize(static_cast<std::size_t>(
      std::find(answer.lines.begin(), answer.lines.end(), "RESULT") - answer.lines.begin()));
  return answer;
}

class LdapServiceTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { town_ = new Town; }
  static void TearDownTestSuite() { delete town_; }

  static Answer Ask(const Query& search) {
    const LdapService service(town_->editions(), kBase);
    return Read(service.Answer("SEARCH\nmsgid: 2\nbase: " + search.base +
                               "\nscope: " + std::to_string(search.scope) +
                               "\nderef: 0\nsizelimit: " + std::to_string(search.size_limit) +
                               "\ntimelimit: 10\nfilter: " + search.filter +
                               "\nattrsonly: 0\nattrs: " + search.attributes + "\n\n"));
  }

  static Town* town_;
};

Town* LdapServiceTest::town_ = nullptr;

TEST_F(LdapServiceTest, AnswersWhatMailClientsSend) {
  const struct {
    const char* filter;
    int code;
    std::vector<std::string> mails;
  } table[] = {
      {"(|(cn=*dup*)(mail=*dup*)(givenName=*dup*)(sn=*dup*))",
       0,
       {"Jean.Dupont@ch-troispics", "jean.dupont@medecin"}},
      // The words of the cn; everybody called Jean matches givenName, but there are no others.
      {"(|(cn=*jean*dup*)(mail=*jean dup*)(givenName=*jean*)(sn=*jean dup*))",
       0,
       {"Jean.Dupont@ch-troispics", "jean.dupont@medecin"}},
      // No cn has these words in this order, but everybody called Jean matches: the best of them.
      {"(|(cn=*jean*dup card*)(mail=*jean dup card*)(givenName=*jean*)(sn=*jean dup card*))",
       4,
       {"Jean.Dupont@ch-troispics"}},
      {"(&(mail=*)(|(mail=card*)(|(cn=card*)(|(sn=card*)(givenName=card*)))))",
       0,
       {"cardiologie@ch-troispics"}},
      {"(&(mail=*)(&(|(cn=*jean*)(sn=*jean*)(mail=*jean*))(|(cn=*card*)(sn=*card*)(mail=*card*))))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(|(cn=*LEFEV*)(sn=*LEFEV*))", 0, {"claire.lefevre@infirmier"}},
      {"(|(cn=*lef\\C3\\A8v*)(sn=*lef\\C3\\A8v*))", 0, {"claire.lefevre@infirmier"}},
      {"(|(?xmozillanickname=lef*)(sn=lef*))", 0, {"claire.lefevre@infirmier"}},
      {"(|(sn=*labo*)(displayName=*labo*)(cn=*labo*)(mail=*labo*)(telephoneNumber=*labo*))",
       0,
       {"noreply.labo@ch-troispics"}},
      {"(mail=JEAN.DUPONT@medecin.mssante.fr)", 0, {"jean.dupont@medecin"}},
      {"(mail=jean.dupont@ailleurs.mssante.fr)", 0, {}},
      {"(mail=jean.dupont@med*)", 0, {"jean.dupont@medecin"}},
      {"(employeeNumber=99700000013)", 0, {"Jean.Dupont@ch-troispics"}},
      // A title before a name: as Thunderbird, Outlook and Roundcube send it.
      {"(|(cn=*dr*dup*)(mail=*dr dup*)(givenName=*dr*)(sn=*dr dup*))",
       0,
       {"Jean.Dupont@ch-troispics", "jean.dupont@medecin"}},
      {"(&(mail=*)(|(mail=dr jean dup*)(|(cn=dr jean dup*)(|(sn=dr jean dup*)"
       "(givenName=dr jean dup*)))))",
       0,
       {"Jean.Dupont@ch-troispics", "jean.dupont@medecin"}},
      {"(&(|(cn=*docteur*)(sn=*docteur*)(mail=*docteur*))(|(cn=*lef*)(sn=*lef*)(mail=*lef*)))",
       0,
       {"claire.lefevre@infirmier"}},
      {"(&(|(cn=*dr*)(sn=*dr*)(mail=*dr*))(|(cn=*labo*)(sn=*labo*)(mail=*labo*)))",
       0,
       {"noreply.labo@ch-troispics"}},
      {"(|(cn=*dr*)(mail=*dr*))", 0, {}},
      // A hospital before a service or a name.
      {"(|(cn=*ch*trois pics card*)(mail=*ch trois pics card*)(givenName=*ch*)(sn=*ch trois pics "
       "card*))",
       0,
       {"cardiologie@ch-troispics", "Jean.Dupont@ch-troispics"}},
      {"(|(cn=*chu*trois card*)(mail=*chu trois card*)(givenName=*chu*)(sn=*chu trois card*))",
       0,
       {}},
      {"(|(cn=*ch*trois dup*)(mail=*ch trois dup*)(givenName=*ch*)(sn=*ch trois dup*))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      // Words in any order, of any field: what was typed is one more cn of who has them all.
      {"(|(cn=*dup*card trois*)(mail=*dup card trois*)(givenName=*dup*)(sn=*dup card trois*))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(|(cn=*trois*jean*)(mail=*trois jean*)(givenName=*trois*)(sn=*trois jean*))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(&(mail=*)(|(mail=dup trois*)(|(cn=dup trois*)(|(sn=dup trois*)(givenName=dup trois*)))))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(|(sn=*dup 54*)(displayName=*dup 54*)(cn=*dup 54*)(mail=*dup 54*))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(|(cn=*lef*médecin*)(mail=*lef médecin*))", 0, {}},
      {"(&(cn=*dup trois*)(l=nancy))", 0, {}},
      // A structure first.
      {"(&(mail=*)(|(mail=ch*)(|(cn=ch*)(|(sn=ch*)(givenName=ch*)))))",
       0,
       {"cardiologie@ch-troispics", "noreply.labo@ch-troispics"}},
      // A number typed where a name is expected.
      {"(|(cn=*99700000013*)(mail=*99700000013*)(givenName=*99700000013*)(sn=*99700000013*))",
       0,
       {"Jean.Dupont@ch-troispics"}},
      {"(&(mail=*)(|(cn=*540000001*)(sn=*540000001*)))",
       0,
       {"cardiologie@ch-troispics", "noreply.labo@ch-troispics", "Jean.Dupont@ch-troispics"}},
      {"(|(cn=*540000002*)(mail=*540000002*))", 0, {}},
      {"(|(cn=*549*)(mail=*549*))", 0, {}},  // begins a postcode, which cn and mail do not hold
      {"(postalCode=549*)",
       0,
       {"cardiologie@ch-troispics", "noreply.labo@ch-troispics", "Jean.Dupont@ch-troispics"}},
      {"(employeeType=CAB)", 0, {"cabinet.lac@aura"}},
      {"(&(cn=*card*)(employeeType=ORG))", 0, {"cardiologie@ch-troispics"}},
      {"(&(cn=*dup*)(!(o=*)))", 0, {"jean.dupont@medecin"}},
      {"(&(cn=*card*)(l=troispics)(postalCode=54999))",
       0,
       {"cardiologie@ch-troispics", "Jean.Dupont@ch-troispics"}},
  };
  for (const auto& row : table) {
    const Answer answer = Ask({.filter = row.filter});
    EXPECT_THAT(answer.mails, ::testing::UnorderedElementsAreArray(row.mails)) << row.filter;
    EXPECT_EQ(answer.code, row.code) << row.filter;
  }
}

TEST_F(LdapServiceTest, EndsAtOnceWhatNobodyCanMatch) {
  for (const char* filter :
       {"(foo=x)", "(!(foo=x))", "(?=undefined)", "(?cn=)", "(telephoneNumber=*)", "(!(mail=*))",
        "(&(cn=*dup*)(foo=x))", "(objectClass=device)", "(|)", "(?=false)"}) {
    const Answer answer = Ask({.filter = filter, .scope = 1});
    EXPECT_THAT(answer.lines, IsEmpty()) << filter;
    EXPECT_EQ(answer.code, 0) << filter;
  }
}

TEST_F(LdapServiceTest, RefusesAMalformedFilter) {
  for (const char* filter : {"", "(", "(cn=a", "(|(cn=*a)(b*)(mail=*a)(b*))", "(cn=\\4)"}) {
    const Answer answer = Ask({.filter = filter});
    EXPECT_THAT(answer.lines, IsEmpty()) << filter;
    EXPECT_EQ(answer.code, 2) << filter;
    EXPECT_THAT(answer.info, StartsWith("malformed filter at byte ")) << filter;
  }
  const Answer answer = Ask({.filter = "(cn=" + std::string(Filter::kBytesMax, 'a') + ")"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_EQ(answer.info, "the filter is longer than 16384 bytes");
}

TEST_F(LdapServiceTest, TellsWhatToTypeWhereNobodyWasFoundAmongThoseLookedAt) {
  const Answer words = Ask({.filter = "(&(cn=*mar*)(!(cn=*martin*)))"});
  EXPECT_EQ(words.code, 11);
  EXPECT_EQ(words.info, "nobody among the first looked at; type more of the name");
  const Answer none = Ask({.filter = "(&(cn=*)(!(mail=*mssante*)))"});
  EXPECT_EQ(none.code, 11);
  EXPECT_EQ(none.info, "type words to search for");
}

TEST_F(LdapServiceTest, CutsAtTheSizeLimitAndSaysSo) {
  Answer answer = Ask({.filter = "(sn=martin)", .size_limit = 7});
  EXPECT_THAT(answer.mails, SizeIs(7));
  EXPECT_EQ(answer.code, 4);
  answer = Ask({.filter = "(sn=dupont)", .size_limit = 2});
  EXPECT_THAT(answer.mails, SizeIs(2));
  EXPECT_EQ(answer.code, 0) << "there are two";
  answer = Ask({.filter = "(sn=dupont)", .size_limit = 1});
  EXPECT_EQ(answer.code, 4);
}

TEST_F(LdapServiceTest, GoesBeyondTheBestHundred) {
  const Answer answer = Ask({.filter = "(sn=martin)", .size_limit = 300});
  EXPECT_THAT(answer.mails, SizeIs(300));
  EXPECT_EQ(answer.code, 4);
}

TEST_F(LdapServiceTest, FindsANameBehindThousandsWhoHaveTheWord) {
  for (const char* filter : {"(sn=martin)", "(sn=m*)", "(cn=martin*)", "(&(sn=mar*)(title=inf*))",
                             "(&(mail=*)(|(mail=mar*)(|(cn=mar*)(|(sn=mar*)(givenName=mar*)))))"}) {
    const Answer answer = Ask({.filter = filter, .size_limit = 100});
    EXPECT_THAT(answer.mails, SizeIs(100)) << filter;
    EXPECT_THAT(answer.mails, Each(StartsWith("anne.martin"))) << filter;
    EXPECT_EQ(answer.code, 4) << filter;
  }
}

TEST_F(LdapServiceTest, SaysThatThereIsMoreOnlyWhenThereIs) {
  const std::string named = "(|(cn=*claire*lef*)(sn=*dupont*))";
  EXPECT_EQ(Ask({.filter = named, .size_limit = 3}).code, 0);
  EXPECT_EQ(Ask({.filter = named, .size_limit = 2}).code, 4);
  const std::string martins = "(&(sn=martin)(!(mail=anne.martin11*)))";  // 500 of them
  const Answer all = Ask({.filter = martins, .size_limit = 500});
  EXPECT_THAT(all.mails, SizeIs(500));
  EXPECT_EQ(Ask({.filter = martins, .size_limit = 499}).code, 4);
}

TEST_F(LdapServiceTest, ShowsTheNumberItWasFoundBy) {
  const Answer answer = Ask({.filter = "(cn=*99700000013*)", .attributes = "cn"});
  EXPECT_THAT(answer.lines, Contains("cn: 99700000013"));
  EXPECT_THAT(Ask({.filter = "(sn=dupont)", .attributes = "cn"}).lines,
              Not(Contains("cn: 99700000013")));
}

TEST_F(LdapServiceTest, CapsADownloadOfEverything) {
  for (const int size_limit : {0, -1, 100'000}) {
    const Answer answer =
        Ask({.filter = "(objectClass=*)", .attributes = "mail", .size_limit = size_limit});
    EXPECT_EQ(std::count_if(answer.lines.begin(), answer.lines.end(),
                            [](const std::string& line) { return line.starts_with("dn: "); }),
              static_cast<std::ptrdiff_t>(kEntriesMax));
    EXPECT_EQ(answer.code, 4);
  }
}

TEST_F(LdapServiceTest, AnswersATooShortTextWithTheFirstRows) {
  const Answer answer = Ask({.filter = "(|(cn=*m*)(sn=*m*))", .size_limit = 15});
  EXPECT_THAT(answer.mails, SizeIs(15));
  EXPECT_EQ(answer.code, 4);
}

TEST_F(LdapServiceTest, SendsOnlyWhatWasAskedFor) {
  Answer answer = Ask({.filter = "(employeeNumber=99700000013)", .attributes = "o l"});
  EXPECT_THAT(answer.lines,
              ElementsAre(StartsWith("dn: mail=Jean.Dupont@"), "o: CH Trois Pics", "l: Troispics"));
  answer = Ask({.filter = "(employeeNumber=99700000013)", .attributes = "1.1"});
  EXPECT_THAT(answer.lines, ElementsAre(StartsWith("dn: ")));
}

TEST_F(LdapServiceTest, SendsThePublishedTelephone) {
  Answer answer = Ask({.filter = "(employeeNumber=99700000013)", .attributes = "all"});
  EXPECT_THAT(answer.lines, Contains("telephoneNumber: +33 3 83 00 00 01"));
  EXPECT_THAT(answer.lines, Not(Contains("telephoneNumber: 0383999999")));
  EXPECT_THAT(answer.lines, Contains("objectClass: inetOrgPerson"));
  answer = Ask(
      {.filter = "(mail=cardiologie@ch-troispics.mssante.fr)", .attributes = "telephoneNumber"});
  EXPECT_THAT(answer.lines, ElementsAre(StartsWith("dn: "), "telephoneNumber: 0383000000"));
}

TEST_F(LdapServiceTest, KnowsWhereInTheTreeItIs) {
  const std::string filter = "(objectClass=*)";
  Answer answer = Ask({.filter = filter, .attributes = "all", .scope = 0});
  EXPECT_THAT(answer.lines,
              ElementsAre("dn: ou=bal,o=mssante,c=fr", "objectClass: extensibleObject",
                          "objectClass: top", "ou: bal"));
  answer = Ask({.filter = filter, .size_limit = 3, .scope = 1});
  EXPECT_THAT(answer.mails, SizeIs(3)) << "the base is not below itself";
  const std::string entry = "MAIL=jean.dupont@medecin.mssante.fr, OU=Bal,o=mssante,c=fr";
  for (const int scope : {0, 2}) {
    answer = Ask({.filter = filter, .scope = scope, .base = entry});
    EXPECT_THAT(answer.mails, ElementsAre("jean.dupont@medecin"));
    EXPECT_EQ(answer.code, 0);
  }
  answer = Ask({.filter = filter,
                .scope = 0,
                .base = "mail=jean\\2Edupont\\@medecin.mssante.fr,ou=bal,o=mssante,c=fr"});
  EXPECT_THAT(answer.mails, ElementsAre("jean.dupont@medecin"));
  answer = Ask({.filter = filter, .scope = 1, .base = entry});
  EXPECT_THAT(answer.lines, IsEmpty());
  EXPECT_EQ(answer.code, 0);
  for (const char* nowhere :
       {"mail=x@y.fr,ou=bal,o=mssante,c=fr", "cn=x,ou=bal,o=mssante,c=fr",
        "mail=a,mail=jean.dupont@medecin.mssante.fr,ou=bal,o=mssante,c=fr", "o=mssante,c=fr", ""}) {
    answer = Ask({.filter = filter, .base = nowhere});
    EXPECT_THAT(answer.lines, IsEmpty()) << nowhere;
    EXPECT_EQ(answer.code, 32) << nowhere;
  }
}

TEST_F(LdapServiceTest, RefusesAllButSearches) {
  const LdapService service(town_->editions(), kBase);
  EXPECT_EQ(Read(service.Answer("BIND\nmsgid: 1\ndn: cn=x\ncred: secret\n\n")).code, 49);
  EXPECT_EQ(Read(service.Answer("DELETE\nmsgid: 1\ndn: cn=x\n\n")).code, 53);
  EXPECT_EQ(Read(service.Answer("nonsense\n\n")).code, 2);
  EXPECT_EQ(service.Answer("UNBIND\nmsgid: 3\n\n"), "");
}

TEST(LdapServiceWithoutEditionTest, IsUnavailable) {
  const Snapshot<Edition> empty;
  const LdapService service(empty, kBase);
  EXPECT_EQ(Read(service.Answer("SEARCH\nbase: o=x\nscope: 2\nsizelimit: 1\nfilter: (cn=a)\n"
                                "attrs: all\n\n"))
                .code,
            52);
}

}  // namespace
}  // namespace annuaire::ldap_front
