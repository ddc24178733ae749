#include "server/grpc/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/grpc/judged_store.h"

namespace annuaire::grpc_front {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ValidateTest : public ::testing::Test {
 protected:
  v1::ValidateResponse Ask(const std::string& address, const std::string& expected_type = "") {
    v1::ValidateRequest request;
    request.set_address(address);
    request.set_expected_type(expected_type);
    v1::ValidateResponse response;
    response.set_nearest_address("of the answer before");
    const Status status = Validate(store_.edition(), request, response);
    EXPECT_TRUE(status.ok()) << status.ToString();
    return response;
  }

  JudgedStore store_;
};

std::vector<std::string> RulesOf(const v1::ValidateResponse& response) {
  std::vector<std::string> rules;
  for (const v1::Finding& finding : response.findings()) rules.push_back(finding.rule());
  return rules;
}

TEST_F(ValidateTest, Table) {
  struct Case {
    const char* what;
    std::string address;
    std::string expected_type;
    v1::Publication publication;
    v1::Severity verdict;
    std::vector<std::string> rules;
    std::string nearest;
  };
  using Rules = std::vector<std::string>;
  const auto kPublished = v1::PUBLICATION_PUBLISHED;
  const auto kAbsent = v1::PUBLICATION_NOT_PUBLISHED;
  const auto kNone = v1::PUBLICATION_NOT_APPLICABLE;
  const std::string nearest = "cardiologie@ch-troispics.mssante.fr";
  for (const Case& c : std::vector<Case>{
           {"ok", "cardiologie@ch-troispics.mssante.fr", "", kPublished, v1::SEVERITY_OK, {}, ""},
           {"case", "JEAN.dupre@CH-troispics.mssante.fr", "", kPublished, v1::SEVERITY_INFO,
            Rules{"PER-01"}, ""},
           {"the worst counts", "sophie.durand@ch-troispics.mssante.fr", "", kPublished,
            v1::SEVERITY_VIOLATION, Rules{"ORG-01", "STR-01"}, ""},
           {"misspelt",
            "cardiolgie@ch-troispics.mssante.fr",
            "",
            kAbsent,
            v1::SEVERITY_OK,
            {},
            nearest},
           {"far from all",
            "pharmacie@ch-troispics.mssante.fr",
            "",
            kAbsent,
            v1::SEVERITY_OK,
            {},
            ""},
           {"domain not listed", "pharmacie@ch-lointain.mssante.fr", "", kAbsent,
            v1::SEVERITY_SUSPECT, Rules{"DOM-02"}, ""},
           {"another world", "contact@example.org", "", kAbsent, v1::SEVERITY_VIOLATION,
            Rules{"DOM-01"}, ""},
           {"apex", "contact@mssante.fr", "", kAbsent, v1::SEVERITY_VIOLATION, Rules{"DOM-03"}, ""},
           {"named as expected",
            "jean.dupont@ch-troispics.mssante.fr",
            "PER",
            kAbsent,
            v1::SEVERITY_OK,
            {},
            ""},
           {"a person for a service", "jean.dupont@ch-troispics.mssante.fr", "ORG", kAbsent,
            v1::SEVERITY_VIOLATION, Rules{"ORG-01"}, ""},
           {"empty", "", "", kNone, v1::SEVERITY_VIOLATION, Rules{"SYN-01"}, ""},
           {"no at", "cardiologie", "", kNone, v1::SEVERITY_VIOLATION, Rules{"SYN-01"}, ""},
           {"blank", "cardiologie@ch-troispics.mssante.fr ", "", kNone, v1::SEVERITY_VIOLATION,
            Rules{"SYN-01"}, nearest},
           {"accent too many", "cardiologié@ch-troispics.mssante.fr", "", kNone,
            v1::SEVERITY_VIOLATION, Rules{"SYN-02"}, nearest},
           {"accent", "jérôme@ch-troispics.mssante.fr", "", kNone, v1::SEVERITY_VIOLATION,
            Rules{"SYN-02"}, ""},
       }) {
    SCOPED_TRACE(c.what);
    const v1::ValidateResponse response = Ask(c.address, c.expected_type);
    EXPECT_EQ(response.address(), c.address);
    EXPECT_EQ(response.publication(), c.publication) << response.DebugString();
    EXPECT_EQ(response.verdict(), c.verdict) << response.DebugString();
    EXPECT_EQ(RulesOf(response), c.rules) << response.DebugString();
    EXPECT_EQ(response.nearest_address(), c.nearest);
    EXPECT_FALSE(response.patient());
    EXPECT_EQ(response.edition().generation(), "20261120T061500Z");
    EXPECT_EQ(response.edition().extract_date(), "2026-11-20");
  }
}

TEST_F(ValidateTest, TellsAllHoldersOnceWithTheirState) {
  const v1::ValidateResponse response = Ask("cabinet@lab.ch-troispics.mssante.fr");
  EXPECT_EQ(response.type(), "CAB");
  ASSERT_EQ(response.holders_size(), 3) << response.DebugString();
  struct Want {
    const char *id, *rpps, *family_name, *given_name;
    bool listed, active;
  };
  const Want wants[] = {{"899700000013", "99700000013", "DUPRÉ", "JEAN-NOËL", true, true},
                        {"899900010000", "99900010000", "MARTIN", "ANNE", true, false},
                        {"0999900012", "", "LEGRAND", "LUC", false, false}};
  for (int i = 0; i < 3; ++i) {
    const v1::HolderState& holder = response.holders(i);
    const Want& want = wants[i];
    SCOPED_TRACE(want.family_name);
    EXPECT_EQ(holder.practitioner_id(), want.id);
    EXPECT_EQ(holder.rpps(), want.rpps);
    EXPECT_EQ(holder.name().family_name(), want.family_name);
    EXPECT_EQ(holder.name().given_name(), want.given_name);
    EXPECT_EQ(holder.listed(), want.listed);
    EXPECT_EQ(holder.active(), want.active);
  }
}

TEST_F(ValidateTest, TellsStructureAndDomain) {
  const v1::ValidateResponse open = Ask("cardiologie@ch-troispics.mssante.fr");
  EXPECT_THAT(open.holders(), IsEmpty());
  EXPECT_EQ(open.organization().id(), "540000001");
  EXPECT_EQ(open.organization_state(), v1::OPEN_STATE_OPEN);
  EXPECT_TRUE(open.domain_listed());
  EXPECT_THAT(open.operators(), ElementsAre("OPERATEUR DES PICS"));

  const v1::ValidateResponse closed = Ask("sophie.durand@ch-troispics.mssante.fr");
  EXPECT_EQ(closed.organization().name(), "CLINIQUE DU LAC");
  EXPECT_EQ(closed.organization_state(), v1::OPEN_STATE_CLOSED);

  // The parent's operator answers for a domain that is not listed itself.
  for (const char* address :
       {"cabinet@lab.ch-troispics.mssante.fr", "nobody@new.CH-troispics.mssante.fr"}) {
    SCOPED_TRACE(address);
    const v1::ValidateResponse below = Ask(address);
    EXPECT_FALSE(below.domain_listed());
    EXPECT_THAT(below.operators(), ElementsAre("OPERATEUR DES PICS"));
  }
  EXPECT_THAT(Ask("nobody@ch-lointain.mssante.fr").operators(), IsEmpty());
}

TEST_F(ValidateTest, SaysWhetherThereIsAWhiteListToStandOn) {
  struct Case {
    const char* address;
    bool loaded, listed;
    std::vector<std::string> rules;
  };
  const auto expect = [](const Edition& edition, const Case& c) {
    SCOPED_TRACE(c.address);
    v1::ValidateRequest request;
    request.set_address(c.address);
    v1::ValidateResponse response;
    ASSERT_TRUE(Validate(edition, request, response).ok());
    EXPECT_EQ(response.white_list_loaded(), c.loaded);
    EXPECT_EQ(response.domain_listed(), c.listed);
    EXPECT_EQ(RulesOf(response), c.rules);
  };
  for (const Case& c : {Case{"cardiologie@ch-troispics.mssante.fr", true, true, {}},
                        Case{"nobody@ch-lointain.mssante.fr", true, false, {"DOM-02"}},
                        Case{"cardiologie", false, false, {"SYN-01"}}}) {
    expect(store_.edition(), c);
  }
  const JudgedStore without(JudgedStore::WhiteList::kNone);
  for (const Case& c : {Case{"cardiologie@ch-troispics.mssante.fr", false, false, {}},
                        Case{"nobody@ch-lointain.mssante.fr", false, false, {}}}) {
    expect(without.edition(), c);
  }
}

TEST_F(ValidateTest, SaysWhenTheTypeIsAnother) {
  struct Case {
    const char *address, *expected;
    bool differs;
  };
  for (const Case& c : {Case{"cardiologie@ch-troispics.mssante.fr", "", false},
                        Case{"cardiologie@ch-troispics.mssante.fr", "ORG", false},
                        Case{"cardiologie@ch-troispics.mssante.fr", "PER", true},
                        Case{"cardiologie@ch-troispics.mssante.fr", "org", false},
                        Case{"cardiologie@ch-troispics.mssante.fr", "per", true},
                        Case{"nobody@ch-troispics.mssante.fr", "PER", false}}) {
    EXPECT_EQ(Ask(c.address, c.expected).type_differs(), c.differs) << c.address << c.expected;
  }
}

TEST_F(ValidateTest, RefusesATypeThatIsNone) {
  for (const char* address :
       {"cardiologie@ch-troispics.mssante.fr", "nobody@ch-troispics.mssante.fr", "x", ""}) {
    for (const char* expected : {"XYZ", "PERS", " PER", "-"}) {
      SCOPED_TRACE(std::string(address) + " " + expected);
      v1::ValidateRequest request;
      request.set_address(address);
      request.set_expected_type(expected);
      v1::ValidateResponse response;
      ::grpc::ByteBuffer reply;
      for (const Status& refused :
           {Validate(store_.edition(), request, response),
            Validate(store_.edition(), request.SerializeAsString(), reply)}) {
        EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
        EXPECT_THAT(refused.message(), HasSubstr("expected_type: not a type of mailbox: "));
      }
    }
  }
}

TEST_F(ValidateTest, NeverRepeatsAPatientAddress) {
  struct Case {
    std::string address;
    v1::Severity verdict;
  };
  // The key of 1 99 99 99 999 999 is 97 - 1999999999999 mod 97.
  const std::string key = std::to_string(97 - 1999999999999 % 97);
  for (const Case& c :
       {Case{"1999999999999" + key + "@patient.mssante.fr", v1::SEVERITY_OK},
        Case{"1999999999999" + key + "@PATIENT.mssante.FR", v1::SEVERITY_OK},
        Case{"199999999999900@patient.mssante.fr", v1::SEVERITY_INFO},
        Case{"1999999999999@patient.mssante.fr", v1::SEVERITY_VIOLATION},
        Case{"1999999999999" + key + "@patient.mssante.fr ", v1::SEVERITY_VIOLATION},
        Case{"1999999999999" + key + "@patient.mssante.fr.", v1::SEVERITY_VIOLATION},
        Case{"1999999999999" + key + "@patient.mssante.fr@x", v1::SEVERITY_VIOLATION},
        Case{"1999999999999" + key + "%40patient.mssante.fr", v1::SEVERITY_VIOLATION},
        Case{"mailto:1999999999999" + key + "%2540patient.mssante.fr", v1::SEVERITY_VIOLATION},
        Case{"1999999999999" + key + "@patient.mssante.fr\xFF", v1::SEVERITY_VIOLATION}}) {
    SCOPED_TRACE(c.address);
    const v1::ValidateResponse response = Ask(c.address);
    EXPECT_TRUE(response.patient());
    EXPECT_EQ(response.verdict(), c.verdict) << response.DebugString();
    EXPECT_EQ(response.publication(), v1::PUBLICATION_NOT_APPLICABLE);
    EXPECT_EQ(response.address(), "");
    EXPECT_EQ(response.nearest_address(), "");
    EXPECT_THAT(response.SerializeAsString(), Not(HasSubstr("1999")));
  }
}

TEST_F(ValidateTest, JudgesBytesThatAreNotUtf8) {
  const v1::ValidateResponse response = Ask("j\xE9r\xF4me@ch-troispics.mssante.fr");
  EXPECT_EQ(response.address(), "jérôme@ch-troispics.mssante.fr");
  EXPECT_EQ(response.verdict(), v1::SEVERITY_VIOLATION);
  EXPECT_EQ(response.publication(), v1::PUBLICATION_NOT_APPLICABLE);
  std::string bytes;
  EXPECT_TRUE(response.SerializeToString(&bytes));
  EXPECT_TRUE(v1::ValidateResponse().ParseFromString(bytes));
}

TEST_F(ValidateTest, NamesTheLimit) {
  EXPECT_EQ(Ask(std::string(kAddressBytesMax, 'a')).verdict(), v1::SEVERITY_VIOLATION);
  v1::ValidateRequest request;
  request.set_address(std::string(kAddressBytesMax + 1, 'a'));
  v1::ValidateResponse response;
  const Status status = Validate(store_.edition(), request, response);
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "address: 513 bytes is above 512");
}

}  // namespace
}  // namespace annuaire::grpc_front
