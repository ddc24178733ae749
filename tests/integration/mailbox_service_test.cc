// MailboxService of the real annuaire-server over the real protocol.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "annuaire/v1/mirror_service.grpc.pb.h"
#include "directory/naming/rule_catalogue.h"
#include "server_process.h"
#include "small_store.h"

namespace annuaire {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFirst[] = "20261120T061500Z";
constexpr char kSecond[] = "20261121T061500Z";

class MailboxServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(store_.Publish(kFirst, 1));
    server_ = std::make_unique<ServerProcess>(store_.path());
    const auto channel =
        ::grpc::CreateChannel(server_->Address(), ::grpc::InsecureChannelCredentials());
    stub_ = v1::MailboxService::NewStub(channel);
    mirror_ = v1::MirrorService::NewStub(channel);
  }

  static v1::ValidateRequest Asking(const std::string& address) {
    v1::ValidateRequest request;
    request.set_address(address);
    return request;
  }

  v1::GetStatusResponse Status() {
    ::grpc::ClientContext context;
    v1::GetStatusResponse response;
    EXPECT_TRUE(mirror_->GetStatus(&context, {}, &response).ok());
    return response;
  }

  SmallStore store_;
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<v1::MailboxService::Stub> stub_;
  std::unique_ptr<v1::MirrorService::Stub> mirror_;
};

TEST_F(MailboxServiceTest, ValidatesOneAddress) {
  ::grpc::ClientContext context;
  v1::ValidateResponse response;
  ASSERT_TRUE(
      stub_->Validate(&context, Asking("jean.DUPRE@ch-troispics.mssante.fr"), &response).ok());
  EXPECT_EQ(response.publication(), v1::PUBLICATION_PUBLISHED);
  EXPECT_EQ(response.verdict(), v1::SEVERITY_INFO);
  ASSERT_EQ(response.findings_size(), 1);
  EXPECT_EQ(response.findings(0).rule(), "PER-01");
  ASSERT_EQ(response.holders_size(), 1);
  EXPECT_TRUE(response.holders(0).active());
  EXPECT_EQ(Status().rule_set_version(), kRuleSetVersion);
}

TEST_F(MailboxServiceTest, ValidatesALongStreamInOrder) {
  constexpr int kCount = 20'000;
  struct Kind {
    std::string address;
    v1::Publication publication;
    v1::Severity verdict;
  };
  const std::array<Kind, 4> kinds = {{
      {"cardiologie@ch-troispics.mssante.fr", v1::PUBLICATION_PUBLISHED, v1::SEVERITY_VIOLATION},
      {"jean.dupre@ch-troispics.mssante.fr", v1::PUBLICATION_PUBLISHED, v1::SEVERITY_INFO},
      {"", v1::PUBLICATION_NOT_PUBLISHED, v1::SEVERITY_OK},  // numbered below
      {"not an address", v1::PUBLICATION_NOT_APPLICABLE, v1::SEVERITY_VIOLATION},
  }};
  const auto address = [&kinds](int i) {
    const Kind& kind = kinds[static_cast<std::size_t>(i) % kinds.size()];
    return kind.address.empty() ? "boite" + std::to_string(i) + "@ch-troispics.mssante.fr"
                                : kind.address;
  };
  ::grpc::ClientContext context;
  auto stream = stub_->ValidateStream(&context);
  std::thread asking([&] {
    for (int i = 0; i < kCount; ++i) ASSERT_TRUE(stream->Write(Asking(address(i))));
    stream->WritesDone();
  });
  int got = 0;
  for (v1::ValidateResponse response; stream->Read(&response); ++got) {
    const Kind& kind = kinds[static_cast<std::size_t>(got) % kinds.size()];
    EXPECT_EQ(response.address(), address(got));
    EXPECT_EQ(response.publication(), kind.publication) << address(got);
    EXPECT_EQ(response.verdict(), kind.verdict) << response.DebugString();
    if (HasFailure()) context.TryCancel();
  }
  asking.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(got, kCount);
}

TEST_F(MailboxServiceTest, GoesOnServingWhenAClientLeavesInTheMiddle) {
  for (int reads = 0; reads < 3; ++reads) {
    ::grpc::ClientContext context;
    auto stream = stub_->ValidateStream(&context);
    std::thread asking([&] {
      while (stream->Write(Asking("cardiologie@ch-troispics.mssante.fr"))) continue;
    });
    v1::ValidateResponse response;
    for (int i = 0; i < reads; ++i) EXPECT_TRUE(stream->Read(&response));
    context.TryCancel();
    while (stream->Read(&response)) continue;
    asking.join();
    EXPECT_EQ(stream->Finish().error_code(), ::grpc::StatusCode::CANCELLED);
  }
  ::grpc::ClientContext context;
  v1::ValidateResponse response;
  EXPECT_TRUE(
      stub_->Validate(&context, Asking("cardiologie@ch-troispics.mssante.fr"), &response).ok());
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
}

TEST_F(MailboxServiceTest, AStreamFollowsTheGeneration) {
  ::grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
  auto stream = stub_->ValidateStream(&context);
  const auto generation = [&] {
    EXPECT_TRUE(stream->Write(Asking("jean.dupre@ch-troispics.mssante.fr")));
    v1::ValidateResponse response;
    EXPECT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.publication(), v1::PUBLICATION_PUBLISHED);
    return response.edition().generation();
  };
  EXPECT_EQ(generation(), kFirst);
  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  std::string answered;
  while ((answered = generation()) == kFirst && !HasFailure()) continue;
  EXPECT_EQ(answered, kSecond);
  // Nor does the open stream keep the old one in memory.
  EXPECT_TRUE(server_->WaitForError(std::string("event=freed generation=") + kFirst));
  EXPECT_EQ(generation(), kSecond);
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(MailboxServiceTest, AuditsWithFiltersAndLimit) {
  struct Case {
    const char* what;
    std::string rule, type;
    v1::Severity minimum_severity;
    std::uint32_t limit;
    std::uint64_t with_findings;
    std::vector<std::string> findings;  // "TYPE RULE"
  };
  for (const Case& c : std::vector<Case>{
           {"all", "", "", v1::SEVERITY_OK, 0, 2, {"ORG DOM-02", "ORG ORG-01", "PER PER-01"}},
           {"limit", "", "", v1::SEVERITY_OK, 2, 2, {"ORG DOM-02", "ORG ORG-01"}},
           {"severity", "", "", v1::SEVERITY_VIOLATION, 0, 1, {"ORG ORG-01"}},
           {"rule", "DOM-02", "", v1::SEVERITY_OK, 0, 1, {"ORG DOM-02"}},
           {"family", "PER", "", v1::SEVERITY_OK, 0, 1, {"PER PER-01"}},
           {"type", "", "PER", v1::SEVERITY_OK, 0, 1, {"PER PER-01"}},
           {"none", "", "APP", v1::SEVERITY_OK, 0, 0, {}},
       }) {
    SCOPED_TRACE(c.what);
    v1::AuditRequest request;
    if (!c.rule.empty()) request.add_rules(c.rule);
    request.set_type(c.type);
    request.set_minimum_severity(c.minimum_severity);
    request.set_limit(c.limit);
    ::grpc::ClientContext context;
    auto reader = stub_->Audit(&context, request);
    v1::AuditResponse response;
    ASSERT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.summary().mailboxes_with_findings(), c.with_findings);
    EXPECT_EQ(response.summary().rule_set_version(), kRuleSetVersion);
    std::vector<std::string> findings;
    while (reader->Read(&response)) {
      for (const v1::Finding& finding : response.row().findings()) {
        findings.push_back(response.row().type() + " " + finding.rule());
      }
    }
    EXPECT_TRUE(reader->Finish().ok());
    EXPECT_EQ(findings, c.findings);
  }
}

TEST_F(MailboxServiceTest, ListsTheCatalogue) {
  ::grpc::ClientContext context;
  v1::ListRulesResponse response;
  ASSERT_TRUE(stub_->ListRules(&context, {}, &response).ok());
  EXPECT_EQ(response.rule_set_version(), kRuleSetVersion);
  std::vector<std::string> ids, want;
  for (const v1::Rule& rule : response.rules()) ids.push_back(rule.id() + rule.text_en());
  for (const Rule& rule : Rules()) want.push_back(std::string(rule.id) + std::string(rule.text_en));
  EXPECT_EQ(ids, want);
}

TEST_F(MailboxServiceTest, NeitherEchoesNorLogsWhatItIsAsked) {
  for (const char* address :
       {"199999999999999@patient.mssante.fr", "19999999999999 @patient.mssante.fr"}) {
    ::grpc::ClientContext context;
    v1::ValidateResponse response;
    ASSERT_TRUE(stub_->Validate(&context, Asking(address), &response).ok());
    EXPECT_TRUE(response.patient());
    EXPECT_THAT(response.SerializeAsString(), Not(HasSubstr("1999")));
  }
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
  EXPECT_THAT(server_->ReadErrors(), Not(HasSubstr("1999")));
}

}  // namespace
}  // namespace annuaire
