// "annuaire check --store": what a mirror adds to what is typed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/integration/small_store.h"

namespace annuaire::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CheckStoreTest : public testing::Test {
 protected:
  void SetUp() override { store_.Publish("20261120T061500Z", 1); }

  Printed Check(std::vector<std::string> words) {
    words.insert(words.begin(), {"check", "--store", store_.path(), "--json", "--type", "ORG"});
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", "127.0.0.1:1"}});
  }

  SmallStore store_;
};

TEST_F(CheckStoreTest, TheWhiteListIsKnown) {
  EXPECT_THAT(Check({"--address", "accueil@ch-troispics.mssante.fr"}).out,
              HasSubstr(R"("verdict":"SEVERITY_OK")"));
  EXPECT_THAT(Check({"--address", "accueil@ch-elsewhere.mssante.fr"}).out,
              AllOf(HasSubstr(R"("verdict":"SEVERITY_SUSPECT")"), HasSubstr("DOM-02")));
}

TEST_F(CheckStoreTest, AStructureIsGivenByItsNumber) {
  // Named after nobody: the place it stands in.
  const std::vector<std::string> nancy{"--address", "nancy.martin@ch-troispics.mssante.fr"};
  std::vector<std::string> with_number = nancy;
  with_number.insert(with_number.end(), {"--organization", "540000001"});
  EXPECT_THAT(Check(nancy).out, HasSubstr("ORG-01"));
  EXPECT_NE(Check(nancy).out, Check(with_number).out);
}

TEST_F(CheckStoreTest, AStructureIsKnownByWhatItsAddressSays) {
  const std::vector<std::string> pavilion{"--address", "jean.valette@ch-troispics.mssante.fr"};
  EXPECT_THAT(Check(pavilion).out, HasSubstr("ORG-01"));
  std::vector<std::string> with_number = pavilion;
  with_number.insert(with_number.end(), {"--organization", "R10100000000001"});
  EXPECT_THAT(Check(with_number).out, HasSubstr(R"("findings":[])"));
}

TEST_F(CheckStoreTest, AStructureIsKnownByItsPeople) {
  struct Case {
    const char* local_part;
    const char* organization;
    const char* verdict;
  };
  // Jean-Noël Dupré works in the hospital, not in the practice.
  for (const auto& [local_part, organization, verdict] :
       std::initializer_list<Case>{{"dr.dupre", "540000001", "SEVERITY_VIOLATION"},
                                   {"dr.dupre", "R10100000000001", "SEVERITY_SUSPECT"},
                                   {"dr.dupre", "CH DES TROIS PICS", "SEVERITY_SUSPECT"}}) {
    const Printed printed =
        Check({"--address", std::string(local_part) + "@ch-troispics.mssante.fr", "--organization",
               organization});
    EXPECT_THAT(printed.out, HasSubstr(std::string("\"verdict\":\"") + verdict)) << organization;
  }
}

TEST_F(CheckStoreTest, TheStructureFoundIsToldAndOneThatNobodyHasIsRefused) {
  const std::vector<std::string> address{"--address", "accueil@ch-troispics.mssante.fr"};
  const auto check = [&](const char* organization) {
    std::vector<std::string> words = address;
    words.insert(words.end(), {"--organization", organization});
    return Check(words);
  };
  EXPECT_THAT(check("540000001").err,
              HasSubstr("structure 540000001: CH DES TROIS PICS, 54000 NANCY, "));
  EXPECT_EQ(check("CH DES TROIS PICS").err, "");
  for (const char* nobodys : {"999999999", "85131528300016", "R10199999999999"}) {
    const Printed printed = check(nobodys);
    EXPECT_EQ(printed.exit_code, 1) << nobodys;
    EXPECT_EQ(printed.out, "") << nobodys;
    EXPECT_THAT(printed.err, HasSubstr(std::string("no structure ") + nobodys));
  }
}

TEST_F(CheckStoreTest, AStoreThatIsNotThereIsNamed) {
  const Printed printed = RunAnnuaire(
      {"check", "--store", store_.path() + "/none", "--address", "accueil@ch-x.mssante.fr"}, {});
  EXPECT_NE(printed.exit_code, 0);
  EXPECT_THAT(printed.err, HasSubstr(store_.path() + "/none"));
}

}  // namespace
}  // namespace annuaire::cli
