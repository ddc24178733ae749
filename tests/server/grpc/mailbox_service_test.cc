#include "server/grpc/mailbox_service.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "directory/naming/rule_catalogue.h"
#include "server/rpc/server.h"
#include "tests/server/grpc/judged_store.h"

namespace annuaire::grpc_front {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

// The service alone, on a server of its own.
class Served {
 public:
  explicit Served(const Editions& editions) : service_(editions) {
    auto server = rpc::Server::Start({&service_}, {.listen = {"127.0.0.1:0"}});
    EXPECT_TRUE(server.ok()) << server.status().ToString();
    server_ = std::move(*server);
    stub_ = v1::MailboxService::NewStub(
        ::grpc::CreateChannel(server_->addresses().front(), ::grpc::InsecureChannelCredentials()));
  }

  v1::MailboxService::Stub& stub() { return *stub_; }

  // Everything an audit streams.
  ::grpc::Status Audit(const v1::AuditRequest& request, std::vector<v1::AuditResponse>& answers) {
    ::grpc::ClientContext context;
    auto reader = stub_->Audit(&context, request);
    for (v1::AuditResponse answer; reader->Read(&answer);) answers.push_back(answer);
    return reader->Finish();
  }

 private:
  MailboxService service_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::MailboxService::Stub> stub_;
};

// "sophie.durand: ORG-01 STR-01", one for each row.
std::vector<std::string> RowsOf(const std::vector<v1::AuditResponse>& answers) {
  std::vector<std::string> rows;
  for (const v1::AuditResponse& answer : answers) {
    if (!answer.has_row()) continue;
    const std::string& address = answer.row().address();
    std::string& row = rows.emplace_back(address.substr(0, address.find('@')) + ":");
    for (const v1::Finding& finding : answer.row().findings()) row += " " + finding.rule();
  }
  return rows;
}

struct AuditCase {
  const char* what;
  std::string domain, operator_name, organization, type;
  std::vector<std::string> rules;
  v1::Severity minimum_severity = v1::SEVERITY_OK;
  std::uint32_t limit = 0;
  std::uint64_t examined = 4;
  std::uint64_t with_findings = 3;
  std::vector<std::string> rows;
};

class MailboxServiceTest : public ::testing::Test {
 protected:
  void Expect(const AuditCase& c) {
    SCOPED_TRACE(c.what);
    v1::AuditRequest request;
    request.set_domain(c.domain);
    request.set_operator_(c.operator_name);
    request.set_organization(c.organization);
    request.set_type(c.type);
    for (const std::string& rule : c.rules) request.add_rules(rule);
    request.set_minimum_severity(c.minimum_severity);
    request.set_limit(c.limit);
    std::vector<v1::AuditResponse> answers;
    const auto status = served_.Audit(request, answers);
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_FALSE(answers.empty());
    ASSERT_TRUE(answers.front().has_summary());
    EXPECT_EQ(answers.front().summary().mailboxes_examined(), c.examined);
    EXPECT_EQ(answers.front().summary().mailboxes_with_findings(), c.with_findings);
    EXPECT_EQ(RowsOf(answers), c.rows);
    EXPECT_EQ(answers.size(), c.rows.size() + 1);
  }

  JudgedStore store_;
  Served served_{store_.editions()};
};

TEST_F(MailboxServiceTest, AuditTable) {
  const std::string all[] = {"cabinet: DOM-02", "Jean.DUPRE: PER-01",
                             "sophie.durand: ORG-01 STR-01"};
  for (const AuditCase& c : std::vector<AuditCase>{
           {.what = "all, by address", .rows = {all[0], all[1], all[2]}},
           {.what = "severity leaves findings out",
           .minimum_severity = v1::SEVERITY_SUSPECT,
           .with_findings = 2,
           .rows = {all[0], all[2]}},
           {.what = "violations",
           .minimum_severity = v1::SEVERITY_VIOLATION,
           .with_findings = 1,
           .rows = {"sophie.durand: ORG-01"}},
           {.what = "a rule",
           .rules = {"STR-01"},
           .with_findings = 1,
           .rows = {"sophie.durand: STR-01"}},
           {.what = "a family or a rule",
           .rules = {"ORG", "PER-01"},
           .with_findings = 2,
           .rows = {all[1], "sophie.durand: ORG-01"}},
           {.what = "a rule nobody breaks", .rules = {"CAB-01"}, .with_findings = 0, .rows = {}},
           {.what = "a domain",
           .domain = "lab.ch-troispics.mssante.fr",
           .examined = 1,
           .with_findings = 1,
           .rows = {all[0]}},
           {.what = "an operator",
           .operator_name = "operateur pics",
           .rows = {all[0], all[1], all[2]}},
           {.what = "a structure",
           .organization = "540000009",
           .examined = 1,
           .with_findings = 1,
           .rows = {all[2]}},
           {.what = "a type", .type = "ORG", .examined = 2, .with_findings = 1, .rows = {all[2]}},
           {.what = "a limit", .limit = 1, .rows = {all[0]}},
           {.what = "a limit within a row",
           .limit = 3,
           .rows = {all[0], all[1], "sophie.durand: ORG-01"}},
           {.what = "a limit above all", .limit = 5, .rows = {all[0], all[1], all[2]}},
       }) {
    Expect(c);
  }
}

TEST_F(MailboxServiceTest, AuditOfNobodyIsNotFound) {
  struct Case {
    const char *domain, *operator_name, *organization;
    const char* start;
  };
  for (const Case& c : {Case{"ch-lointain.mssante.fr", "", "", "neither the white list nor"},
                        Case{".ch-lointain.mssante.fr", "", "", "neither the white list nor"},
                        Case{"", "operateur mers", "", "no operator of the white list"},
                        Case{"", "", "999999999", "no structure is published"}}) {
    SCOPED_TRACE(c.start);
    v1::AuditRequest request;
    request.set_domain(c.domain);
    request.set_operator_(c.operator_name);
    request.set_organization(c.organization);
    std::vector<v1::AuditResponse> answers;
    const auto status = served_.Audit(request, answers);
    EXPECT_EQ(status.error_code(), ::grpc::StatusCode::NOT_FOUND);
    EXPECT_THAT(status.error_message(), StartsWith(c.start));
    EXPECT_TRUE(answers.empty());
  }
  const JudgedStore without(JudgedStore::WhiteList::kNone);
  Served served(without.editions());
  v1::AuditRequest request;
  request.set_operator_("pics");
  std::vector<v1::AuditResponse> answers;
  EXPECT_THAT(served.Audit(request, answers).error_message(),
              StartsWith("operators are those of the white list, and none is loaded"));
}

TEST_F(MailboxServiceTest, AuditTellsWhoIsMeant) {
  std::vector<v1::AuditResponse> answers;
  ASSERT_TRUE(served_.Audit({}, answers).ok());
  ASSERT_EQ(answers.size(), 4u);
  const v1::AuditSummary& summary = answers[0].summary();
  EXPECT_EQ(summary.rule_set_version(), "2026-11-01.1");
  EXPECT_EQ(summary.edition().generation(), "20261120T061500Z");
  ASSERT_EQ(summary.counts_size(), 4);
  EXPECT_EQ(summary.counts(1).rule(), "ORG-01");
  EXPECT_EQ(summary.counts(1).severity(), v1::SEVERITY_VIOLATION);
  EXPECT_EQ(summary.counts(1).findings(), 1u);

  const v1::AuditRow& personal = answers[2].row();
  EXPECT_EQ(personal.address(), "Jean.DUPRE@ch-troispics.mssante.fr");
  EXPECT_EQ(personal.type(), "PER");
  EXPECT_EQ(personal.verdict(), v1::SEVERITY_INFO);
  EXPECT_EQ(personal.holder(), "Jean-Noël DUPRÉ");
  EXPECT_EQ(personal.rpps(), "99700000013");
  EXPECT_EQ(personal.organization().name(), "CH DES TROIS PICS");
  EXPECT_THAT(personal.operators(), ElementsAre("OPERATEUR DES PICS"));
  const v1::AuditRow& service = answers[3].row();
  EXPECT_EQ(service.verdict(), v1::SEVERITY_VIOLATION);
  EXPECT_EQ(service.holder(), "");
  EXPECT_EQ(service.rpps(), "");
  EXPECT_EQ(service.findings(0).message_fr(), "Une remarque.");
}

TEST_F(MailboxServiceTest, RefusesFiltersThatMeanNothing) {
  struct Case {
    const char* rule;
    int severity;
    const char* start;
  };
  for (const Case& c :
       {Case{"ORG-99", 0, "rules: "}, Case{"OR", 0, "rules: "}, Case{"", 0, "rules: "},
        Case{"ORG", 4, "minimum_severity: "}, Case{"ORG", -1, "minimum_severity: "}}) {
    SCOPED_TRACE(c.rule);
    v1::AuditRequest request;
    request.add_rules(c.rule);
    request.set_minimum_severity(static_cast<v1::Severity>(c.severity));
    std::vector<v1::AuditResponse> answers;
    const auto status = served_.Audit(request, answers);
    EXPECT_EQ(status.error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(status.error_message(), StartsWith(c.start));
    EXPECT_TRUE(answers.empty());
  }
}

TEST_F(MailboxServiceTest, AStreamAnswersWhatCameBeforeAnAddressThatIsTooLong) {
  ::grpc::ClientContext context;
  auto stream = served_.stub().ValidateStream(&context);
  v1::ValidateRequest request;
  request.set_address("cardiologie@ch-troispics.mssante.fr");
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Write(request));
  request.set_address(std::string(513, 'a'));
  stream->Write(request);
  v1::ValidateResponse response;
  int got = 0;
  while (stream->Read(&response)) ++got;
  EXPECT_EQ(got, 2);
  const auto status = stream->Finish();
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "address: 513 bytes is above 512");
}

TEST_F(MailboxServiceTest, ListsTheCatalogue) {
  ::grpc::ClientContext context;
  v1::ListRulesResponse response;
  ASSERT_TRUE(served_.stub().ListRules(&context, {}, &response).ok());
  EXPECT_EQ(response.rule_set_version(), kRuleSetVersion);
  ASSERT_EQ(static_cast<std::size_t>(response.rules_size()), Rules().size());
  for (std::size_t i = 0; i < Rules().size(); ++i) {
    const v1::Rule& rule = response.rules(static_cast<int>(i));
    EXPECT_EQ(rule.id(), Rules()[i].id);
    EXPECT_EQ(rule.text_fr(), Rules()[i].text_fr);
    EXPECT_EQ(static_cast<int>(rule.severity()), static_cast<int>(Rules()[i].severity));
  }
}

TEST(MailboxServiceStartTest, IsUnavailableBeforeTheFirstEdition) {
  const Editions none;
  Served served(none);
  ::grpc::ClientContext one, many;
  v1::ValidateResponse response;
  EXPECT_EQ(served.stub().Validate(&one, {}, &response).error_code(),
            ::grpc::StatusCode::UNAVAILABLE);
  auto stream = served.stub().ValidateStream(&many);
  stream->Write(v1::ValidateRequest());
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), ::grpc::StatusCode::UNAVAILABLE);
  std::vector<v1::AuditResponse> answers;
  EXPECT_EQ(served.Audit({}, answers).error_code(), ::grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace annuaire::grpc_front
