// The real annuaire-server over the real protocol.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mirror_service.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "server_process.h"
#include "small_store.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr char kFirst[] = "20261120T061500Z";
constexpr char kSecond[] = "20261121T061500Z";

// One client and what it may ask.
class Client {
 public:
  explicit Client(const std::string& address)
      : channel_(::grpc::CreateChannel(address, ::grpc::InsecureChannelCredentials())),
        directory_(v1::DirectoryService::NewStub(channel_)),
        mirror_(v1::MirrorService::NewStub(channel_)),
        health_(::grpc::health::v1::Health::NewStub(channel_)) {}

  v1::DirectoryService::Stub& directory() { return *directory_; }
  v1::MirrorService::Stub& mirror() { return *mirror_; }
  ::grpc::health::v1::Health::Stub& health() { return *health_; }

  template <typename Stub, typename Request, typename Response>
  ::grpc::Status Call(::grpc::Status (Stub::*method)(::grpc::ClientContext*, const Request&,
                                                     Response*),
                      Stub& stub, const Request& request, Response& response) {
    ::grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    return (stub.*method)(&context, request, &response);
  }

  template <typename Request, typename Response>
  ::grpc::Status Ask(::grpc::Status (v1::DirectoryService::Stub::*method)(::grpc::ClientContext*,
                                                                          const Request&,
                                                                          Response*),
                     const Request& request, Response& response) {
    return Call(method, *directory_, request, response);
  }

  std::string Generation() {
    v1::GetStatusResponse response;
    const auto status =
        Call(&v1::MirrorService::Stub::GetStatus, *mirror_, v1::GetStatusRequest(), response);
    return status.ok() ? response.edition().generation() : status.error_message();
  }

  // Waits until another generation than "old" answers.
  void WaitForGenerationAfter(const std::string& old) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (Generation() == old) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }

  std::string Health(const std::string& service = "") {
    ::grpc::health::v1::HealthCheckRequest request;
    ::grpc::health::v1::HealthCheckResponse response;
    request.set_service(service);
    const auto status = Call(&::grpc::health::v1::Health::Stub::Check, *health_, request, response);
    return status.ok() ? HealthCheckResponse_ServingStatus_Name(response.status())
                       : status.error_message();
  }

 private:
  std::shared_ptr<::grpc::Channel> channel_;
  std::unique_ptr<v1::DirectoryService::Stub> directory_;
  std::unique_ptr<v1::MirrorService::Stub> mirror_;
  std::unique_ptr<::grpc::health::v1::Health::Stub> health_;
};

using Directory = v1::DirectoryService::Stub;

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(store_.Publish(kFirst, 1));
    server_ = std::make_unique<ServerProcess>(
        store_.path(), std::vector<std::string>{"--listen", "unix:" + store_.path() + "/socket"});
    address_ = server_->Address();
    ASSERT_THAT(address_, StartsWith("127.0.0.1:"));
    ASSERT_EQ(server_->Address(), "unix:" + store_.path() + "/socket");
    client_ = std::make_unique<Client>(address_);
  }

  SmallStore store_;
  std::unique_ptr<ServerProcess> server_;
  std::string address_;
  std::unique_ptr<Client> client_;
};

TEST_F(ServerTest, CompletesARecipient) {
  for (const std::string& address : {address_, "unix:" + store_.path() + "/socket"}) {
    SCOPED_TRACE(address);
    Client client(address);
    v1::SuggestRequest request;
    request.set_text("dupre jea");
    v1::SuggestResponse response;
    ASSERT_TRUE(client.Ask(&Directory::Suggest, request, response).ok());
    ASSERT_THAT(response.suggestions(), SizeIs(1));
    const v1::Suggestion found = response.suggestions(0);
    EXPECT_EQ(found.address(), "Jean.DUPRE@ch-troispics.mssante.fr");
    EXPECT_EQ(found.display_name(), "Jean-Noël DUPRÉ");
    EXPECT_EQ(found.mailbox_type(), "PER");
    EXPECT_EQ(found.rpps(), "99700000013");
    EXPECT_EQ(found.organization().name(), "CH DES TROIS PICS");
    EXPECT_EQ(found.department(), "54");
    EXPECT_FALSE(response.corrected());
    EXPECT_FALSE(found.corrected());

    request.set_text("durpe jea");
    ASSERT_TRUE(client.Ask(&Directory::Suggest, request, response).ok());
    ASSERT_THAT(response.suggestions(), SizeIs(1));
    EXPECT_TRUE(response.corrected());
    EXPECT_TRUE(response.suggestions(0).corrected());
    EXPECT_EQ(response.edition().generation(), kFirst);
    EXPECT_EQ(response.edition().extract_date(), "2026-11-19");
  }
}

TEST_F(ServerTest, GivesWholeRecordsWithTheirRelations) {
  v1::GetPractitionerRequest practitioner_request;
  practitioner_request.set_id("99700000013");
  v1::GetPractitionerResponse practitioner;
  ASSERT_TRUE(client_->Ask(&Directory::GetPractitioner, practitioner_request, practitioner).ok());
  EXPECT_EQ(practitioner.practitioner().id(), "899700000013");
  ASSERT_THAT(practitioner.practitioner().activities(), SizeIs(1));
  EXPECT_EQ(practitioner.practitioner().activities(0).organization().name(), "CH DES TROIS PICS");
  ASSERT_THAT(practitioner.practitioner().mailboxes(), SizeIs(1));
  EXPECT_EQ(practitioner.practitioner().mailboxes(0).type(), "PER");

  v1::GetOrganizationRequest organization_request;
  organization_request.set_id("540000001");
  v1::GetOrganizationResponse organization;
  ASSERT_TRUE(client_->Ask(&Directory::GetOrganization, organization_request, organization).ok());
  EXPECT_THAT(organization.organization().legal_names(), ElementsAre("CH DES TROIS PICS"));
  EXPECT_EQ(organization.organization().legal_entity().id(), "540000002");
  EXPECT_EQ(organization.organization().mailboxes_count(), 2u);
  EXPECT_THAT(organization.organization().mailboxes(), SizeIs(2));
  ASSERT_THAT(organization.organization().practitioners(), SizeIs(1));
  EXPECT_EQ(organization.organization().practitioners(0).family_name(), "DUPRÉ");

  v1::GetMailboxRequest mailbox_request;
  mailbox_request.set_address("JEAN.dupre@ch-troispics.mssante.fr");
  v1::GetMailboxResponse mailbox;
  ASSERT_TRUE(client_->Ask(&Directory::GetMailbox, mailbox_request, mailbox).ok());
  EXPECT_EQ(mailbox.mailbox().address(), "Jean.DUPRE@ch-troispics.mssante.fr");
  ASSERT_THAT(mailbox.mailbox().attachments(), SizeIs(1));
  EXPECT_TRUE(mailbox.mailbox().attachments(0).practitioner_listed());
  EXPECT_EQ(mailbox.mailbox().domain().name(), "ch-troispics.mssante.fr");
  EXPECT_TRUE(mailbox.mailbox().domain().listed());

  v1::GetDomainRequest domain_request;
  domain_request.set_name("CH-troispics.mssante.fr");
  v1::GetDomainResponse domain;
  ASSERT_TRUE(client_->Ask(&Directory::GetDomain, domain_request, domain).ok());
  EXPECT_THAT(domain.domain().registrations(), SizeIs(1));
  EXPECT_EQ(domain.domain().mailboxes_count(), 2u);
  EXPECT_TRUE(domain.domain().white_list_loaded());
}

TEST_F(ServerTest, ListsProfessionsWithTheirHolders) {
  v1::ListProfessionsResponse response;
  ASSERT_TRUE(
      client_->Ask(&Directory::ListProfessions, v1::ListProfessionsRequest(), response).ok());
  std::uint32_t nurses = 0;
  for (const v1::Profession& profession : response.professions()) {
    if (profession.code() == "60") nurses = profession.practitioners_count();
  }
  EXPECT_EQ(nurses, static_cast<std::uint32_t>(SmallStore::kMartins));
}

TEST_F(ServerTest, ListsWithFilters) {
  v1::SearchOrganizationsRequest organizations_request;
  organizations_request.set_legal_entity_finess("540000002");
  organizations_request.set_kind(v1::ORGANIZATION_KIND_ESTABLISHMENT);
  v1::SearchOrganizationsResponse organizations;
  ASSERT_TRUE(
      client_->Ask(&Directory::SearchOrganizations, organizations_request, organizations).ok());
  ASSERT_THAT(organizations.organizations(), SizeIs(1));
  EXPECT_EQ(organizations.organizations(0).legal_entity().name(), "GROUPE DES PICS");
  EXPECT_THAT(organizations.organizations(0).mailbox_types(), ElementsAre("ORG", "PER"));
  EXPECT_EQ(organizations.organizations(0).mailboxes_count(), 2u);
  EXPECT_EQ(organizations.organizations(0).practitioners_count(), 1u);

  v1::SearchMailboxesRequest mailboxes_request;
  mailboxes_request.set_type("ORG");
  v1::SearchMailboxesResponse mailboxes;
  ASSERT_TRUE(client_->Ask(&Directory::SearchMailboxes, mailboxes_request, mailboxes).ok());
  ASSERT_THAT(mailboxes.mailboxes(), SizeIs(1));
  EXPECT_EQ(mailboxes.mailboxes(0).display_name(), "Cardiologie – CH DES TROIS PICS");

  v1::SearchPractitionersRequest practitioners_request;
  practitioners_request.set_has_mailbox(true);
  v1::SearchPractitionersResponse practitioners;
  ASSERT_TRUE(
      client_->Ask(&Directory::SearchPractitioners, practitioners_request, practitioners).ok());
  ASSERT_THAT(practitioners.practitioners(), SizeIs(1));
  EXPECT_THAT(practitioners.practitioners(0).mailboxes(),
              ElementsAre("Jean.DUPRE@ch-troispics.mssante.fr"));
  EXPECT_THAT(practitioners.practitioners(0).organizations(), SizeIs(1));
}

TEST_F(ServerTest, PagesToTheEnd) {
  v1::SearchPractitionersRequest request;
  request.set_family_name("martin");
  request.set_page_size(99);
  std::vector<std::string> ids;
  int pages = 0;
  do {
    v1::SearchPractitionersResponse response;
    ASSERT_TRUE(client_->Ask(&Directory::SearchPractitioners, request, response).ok());
    for (const auto& practitioner : response.practitioners()) ids.push_back(practitioner.id());
    request.set_page_token(response.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  EXPECT_THAT(ids, SizeIs(SmallStore::kMartins));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
}

TEST_F(ServerTest, RefusesAPageTokenOfAnotherGenerationOrFilter) {
  v1::SearchPractitionersRequest request;
  request.set_family_name("martin");
  v1::SearchPractitionersResponse response;
  ASSERT_TRUE(client_->Ask(&Directory::SearchPractitioners, request, response).ok());
  request.set_page_token(response.next_page_token());

  v1::SearchPractitionersRequest other = request;
  other.set_profession("60");
  EXPECT_EQ(client_->Ask(&Directory::SearchPractitioners, other, response).error_code(),
            ::grpc::StatusCode::INVALID_ARGUMENT);

  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  ASSERT_NO_FATAL_FAILURE(client_->WaitForGenerationAfter(kFirst));
  const auto status = client_->Ask(&Directory::SearchPractitioners, request, response);
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::ABORTED);
  EXPECT_THAT(status.error_message(), HasSubstr("start the listing again"));
}

TEST_F(ServerTest, NamesTheFieldItCannotRead) {
  const auto expect = [](const ::grpc::Status& status, ::grpc::StatusCode code,
                         const std::string& start) {
    EXPECT_EQ(status.error_code(), code);
    EXPECT_THAT(status.error_message(), StartsWith(start));
  };
  using Code = ::grpc::StatusCode;
  v1::SuggestResponse suggestions;
  v1::SuggestRequest suggest;
  suggest.set_text("\xFF\xFF\xFF\xFF");
  expect(client_->Ask(&Directory::Suggest, suggest, suggestions), Code::INVALID_ARGUMENT, "text: ");
  suggest.set_text("dup");
  suggest.set_limit(101);
  expect(client_->Ask(&Directory::Suggest, suggest, suggestions), Code::INVALID_ARGUMENT,
         "limit: ");
  v1::SearchMailboxesResponse mailboxes;
  v1::SearchMailboxesRequest search;
  search.set_page_size(501);
  expect(client_->Ask(&Directory::SearchMailboxes, search, mailboxes), Code::INVALID_ARGUMENT,
         "page_size: ");
  v1::GetPractitionerResponse practitioner;
  v1::GetPractitionerRequest get_practitioner;
  expect(client_->Ask(&Directory::GetPractitioner, get_practitioner, practitioner),
         Code::INVALID_ARGUMENT, "id: ");
  get_practitioner.set_id("99900099999");
  expect(client_->Ask(&Directory::GetPractitioner, get_practitioner, practitioner), Code::NOT_FOUND,
         "no professional");
  v1::GetOrganizationResponse organization;
  v1::GetOrganizationRequest get_organization;
  expect(client_->Ask(&Directory::GetOrganization, get_organization, organization),
         Code::INVALID_ARGUMENT, "id: ");
  get_organization.set_id("549999999");
  expect(client_->Ask(&Directory::GetOrganization, get_organization, organization), Code::NOT_FOUND,
         "no structure");
  v1::GetMailboxResponse mailbox;
  v1::GetMailboxRequest get_mailbox;
  get_mailbox.set_address("nobody@ch-troispics.mssante.fr");
  expect(client_->Ask(&Directory::GetMailbox, get_mailbox, mailbox), Code::NOT_FOUND, "no mailbox");
  v1::GetDomainResponse domain;
  v1::GetDomainRequest get_domain;
  expect(client_->Ask(&Directory::GetDomain, get_domain, domain), Code::INVALID_ARGUMENT, "name: ");
  get_domain.set_name("nowhere.mssante.fr");
  expect(client_->Ask(&Directory::GetDomain, get_domain, domain), Code::NOT_FOUND, "neither");
}

TEST_F(ServerTest, NeitherEchoesNorLogsAPatientAddress) {
  v1::GetMailboxRequest request;
  request.set_address("199999999999999@patient.mssante.fr");
  v1::GetMailboxResponse response;
  const auto status = client_->Ask(&Directory::GetMailbox, request, response);
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), Not(HasSubstr("1999")));
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
  EXPECT_THAT(server_->ReadErrors(), Not(HasSubstr("1999")));
}

TEST_F(ServerTest, TellsItsStatusAndHealth) {
  v1::GetStatusResponse status;
  ASSERT_TRUE(client_
                  ->Call(&v1::MirrorService::Stub::GetStatus, client_->mirror(),
                         v1::GetStatusRequest(), status)
                  .ok());
  EXPECT_EQ(status.edition().generation(), kFirst);
  EXPECT_EQ(status.created_at(), "2026-11-20T06:15:00Z");
  EXPECT_EQ(status.counts().practitioners(), SmallStore::kMartins + 1u);
  EXPECT_EQ(status.counts().mailboxes(), 2u);
  ASSERT_THAT(status.sources(), SizeIs(1));
  EXPECT_EQ(status.sources(0).rejects().at("too few fields"), 1u);
  EXPECT_FALSE(status.memory().empty());
  EXPECT_FALSE(status.version().empty());
  EXPECT_FALSE(status.loaded_at().empty());
  EXPECT_GT(status.store_format_version(), 0u);

  EXPECT_EQ(client_->Health(), "SERVING");
  EXPECT_EQ(client_->Health("annuaire.v1.DirectoryService"), "SERVING");
  EXPECT_EQ(client_->Health("annuaire.v1.MirrorService"), "SERVING");
}

TEST_F(ServerTest, ChangesGenerationWithoutAFailedCall) {
  std::atomic<bool> stop{false};
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      Client client(address_);
      while (!stop) {
        v1::GetOrganizationRequest request;
        request.set_id("R10100000000001");
        v1::GetOrganizationResponse response;
        const auto status = client.Ask(&Directory::GetOrganization, request, response);
        ASSERT_TRUE(status.ok()) << status.error_message();
        // Record and edition belong together.
        ASSERT_EQ(response.organization().legal_names(0) == "CABINET 1",
                  response.edition().generation() == kFirst);
        ++answered;
      }
    });
  }
  std::string generation = kFirst;
  for (int edition = 2; edition <= 5; ++edition) {
    const std::string next = "2026112" + std::to_string(edition) + "T061500Z";
    store_.Publish(next, edition);
    client_->WaitForGenerationAfter(generation);
    generation = next;
    EXPECT_EQ(client_->Generation(), generation);
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(answered, 100);
  // Editions nobody reads any more are given back.
  EXPECT_TRUE(server_->WaitForError(std::string("event=freed generation=") + kFirst));
}

TEST_F(ServerTest, GoesOnServingWhenTheNextGenerationCannotBeLoaded) {
  std::ofstream(store_.path() + "/CURRENT.next") << "20991231T000000Z\n";
  std::filesystem::rename(store_.path() + "/CURRENT.next", store_.path() + "/CURRENT");
  ASSERT_TRUE(server_->WaitForError("event=load-failed"));
  EXPECT_EQ(client_->Generation(), kFirst);
  EXPECT_EQ(client_->Health(), "SERVING");

  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  ASSERT_NO_FATAL_FAILURE(client_->WaitForGenerationAfter(kFirst));
  EXPECT_EQ(client_->Generation(), kSecond);
}

TEST_F(ServerTest, AnswersAfterASilence) {
  v1::SuggestRequest request;
  request.set_text("dupre");
  v1::SuggestResponse response;
  for (int i = 0; i < 3; ++i) {
    // The one pause of these tests: gRPC's callback threads would nap after it.
    std::this_thread::sleep_for(std::chrono::milliseconds(1300));
    const auto started = std::chrono::steady_clock::now();
    ASSERT_TRUE(client_->Ask(&Directory::Suggest, request, response).ok());
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - started;
    RecordProperty("after_silence_us_" + std::to_string(i), std::to_string(spent.count()));
    std::cout << "after a silence of 1.3 s: " << spent.count() << " us\n";
  }
}

// Asks gRPC's reflection service; request and answer as bytes, since its .proto
// is not part of the packaged headers.
std::string Reflect(const std::string& address, const std::string& request) {
  ::grpc::GenericStub stub(::grpc::CreateChannel(address, ::grpc::InsecureChannelCredentials()));
  ::grpc::ClientContext context;
  ::grpc::CompletionQueue queue;
  const auto finish = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  auto call = stub.PrepareCall(
      &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  call->StartCall(nullptr);
  EXPECT_TRUE(finish());
  const ::grpc::Slice slice(request);
  call->Write(::grpc::ByteBuffer(&slice, 1), nullptr);
  EXPECT_TRUE(finish());
  ::grpc::ByteBuffer reply;
  call->Read(&reply, nullptr);
  EXPECT_TRUE(finish());
  ::grpc::Slice bytes;
  EXPECT_TRUE(reply.DumpToSingleSlice(&bytes).ok());
  context.TryCancel();
  ::grpc::Status status;
  call->Finish(&status, nullptr);
  EXPECT_TRUE(finish());
  queue.Shutdown();
  return {bytes.begin(), bytes.end()};
}

TEST_F(ServerTest, DescribesItself) {
  const std::string services = Reflect(address_, "\x3a\x01*");  // list_services = 7
  EXPECT_THAT(services, HasSubstr("annuaire.v1.DirectoryService"));
  EXPECT_THAT(services, HasSubstr("annuaire.v1.MailboxService"));
  EXPECT_THAT(services, HasSubstr("annuaire.v1.MirrorService"));
  EXPECT_THAT(services, HasSubstr("grpc.health.v1.Health"));
  const std::string symbol = "annuaire.v1.DirectoryService";  // file_containing_symbol = 4
  const std::string request = "\x22" + std::string(1, static_cast<char>(symbol.size())) + symbol;
  EXPECT_THAT(Reflect(address_, request), HasSubstr("annuaire/v1/directory_service.proto"));
}

TEST_F(ServerTest, LeavesAtOnceOnASecondSignal) {
  // A silent client makes the drain last half a second, in which the second
  // signal comes, unless this machine is very busy: then once more.
  int exit_code = 0;
  for (int attempt = 0; attempt < 10 && exit_code == 0; ++attempt) {
    ServerProcess server(store_.path());
    Client silent(server.Address());
    ASSERT_EQ(silent.Health(), "SERVING");
    server.Signal(SIGTERM);
    ASSERT_TRUE(server.WaitForError("event=stopping"));
    server.Signal(SIGINT);
    exit_code = server.Wait();
  }
  EXPECT_EQ(exit_code, 3);
}

TEST_F(ServerTest, DrainsAndLeavesOnSigterm) {
  ::grpc::ClientContext context;
  auto watch = client_->health().Watch(&context, ::grpc::health::v1::HealthCheckRequest());
  ::grpc::health::v1::HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), ::grpc::health::v1::HealthCheckResponse::SERVING);
  server_->Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), ::grpc::health::v1::HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(server_->Wait(), 0);
  EXPECT_THAT(server_->ReadErrors(), HasSubstr("event=stopped"));
}

TEST_F(ServerTest, RefusesAnAddressThatIsTaken) {
  for (const std::string& address : {address_, "unix:" + store_.path() + "/socket"}) {
    ServerProcess second(store_.path(), {"--listen", address});
    EXPECT_EQ(second.Address(), "");
    EXPECT_EQ(second.Wait(), 3);
    EXPECT_THAT(second.ReadErrors(), HasSubstr("cannot listen on " + address));
  }
  EXPECT_EQ(client_->Health(), "SERVING");
}

TEST(ServerStartTest, FailsWithoutAStoreAndNamesTheRemedy) {
  SmallStore empty;
  for (const std::string& store : {empty.path(), empty.path() + "/nothing"}) {
    ServerProcess server(store);
    EXPECT_EQ(server.Address(), "");
    EXPECT_EQ(server.Wait(), 3);
    EXPECT_THAT(server.ReadErrors(), HasSubstr("annuaire-indexer ingest --store " + store));
  }
}

TEST(ServerStartTest, WaitsForAFirstGenerationWhenTold) {
  SmallStore store;
  const std::string socket = "unix:" + store.path() + "/socket";
  ServerProcess server(store.path(), {"--wait", "--listen", socket});
  Client client(socket);
  EXPECT_EQ(client.Health(), "NOT_SERVING");
  v1::SuggestResponse response;
  EXPECT_EQ(client.Ask(&Directory::Suggest, v1::SuggestRequest(), response).error_code(),
            ::grpc::StatusCode::UNAVAILABLE);
  ASSERT_NO_FATAL_FAILURE(store.Publish(kFirst, 1));
  EXPECT_THAT(server.Address(), StartsWith("127.0.0.1:"));
  EXPECT_EQ(client.Health(), "SERVING");
}

}  // namespace
}  // namespace annuaire
