// What the real annuaire-server answers over the real protocol.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "directory/store/source_state.h"
#include "server_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

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

TEST_F(ServerTest, TellsOfItsSourcesAsTheyAreNow) {
  const auto sources = [&] {
    v1::GetStatusResponse status;
    EXPECT_TRUE(client_
                    ->Call(&v1::MirrorService::Stub::GetStatus, client_->mirror(),
                           v1::GetStatusRequest(), status)
                    .ok());
    return status.mirrored_sources();
  };
  EXPECT_THAT(sources(), SizeIs(0));  // a mirror filled by hand
  std::filesystem::create_directory(SourcesFolderOf(store_.path()));
  SourceState state{
      .name = "mailboxes",
      .good = {.name = "mailboxes-20200101.txt", .date = "2020-01-01", .rows_read = 7},
      .stale_after_s = 86400};
  ASSERT_TRUE(SaveSourceState(store_.path(), state).ok());
  ASSERT_THAT(sources(), SizeIs(1));
  EXPECT_EQ(sources()[0].condition(), "good");
  EXPECT_EQ(sources()[0].rows_read(), 7u);
  EXPECT_TRUE(sources()[0].stale());
  EXPECT_GT(sources()[0].age_seconds(), 2000u * 86400);
  state.refused = {.name = "mailboxes-20200102.txt"};
  state.refused_reason = "PER went";
  state.refused_at = "2020-01-02T03:00:00Z";
  ASSERT_TRUE(SaveSourceState(store_.path(), state).ok());
  EXPECT_EQ(sources()[0].condition(), "refused");
  EXPECT_EQ(sources()[0].trouble(), "PER went");
  EXPECT_EQ(sources()[0].trouble_since(), "2020-01-02T03:00:00Z");
}

TEST_F(ServerTest, WhatItCannotReadOfTheStoreIsNotTakenForGood) {
  namespace fs = std::filesystem;
  const std::string sources = SourcesFolderOf(store_.path());
  EXPECT_EQ(client_->Status().awaited_failure(), "");
  fs::create_symlink(sources, sources);  // leads nowhere, for root too
  const v1::GetStatusResponse unlisted = client_->Status();
  ASSERT_THAT(unlisted.mirrored_sources(), SizeIs(1));
  EXPECT_EQ(unlisted.mirrored_sources(0).name(), "sources");
  EXPECT_EQ(unlisted.mirrored_sources(0).condition(), "unreadable");
  EXPECT_THAT(unlisted.mirrored_sources(0).trouble(), HasSubstr("listing " + sources));
  EXPECT_EQ(unlisted.last_run().outcome(), "unreadable");
  fs::remove(sources);
  fs::create_directory(sources);
  std::ofstream(sources + "/mailboxes.json") << "{";
  const v1::GetStatusResponse torn = client_->Status();
  ASSERT_THAT(torn.mirrored_sources(), SizeIs(1));
  EXPECT_EQ(torn.mirrored_sources(0).name(), "mailboxes");
  EXPECT_EQ(torn.mirrored_sources(0).condition(), "unreadable");
  fs::remove(store_.path() + "/CURRENT");
  const v1::GetStatusResponse unnamed = client_->Status();
  EXPECT_EQ(unnamed.edition().generation(), kFirst);
  EXPECT_EQ(unnamed.awaited_generation(), "");
  EXPECT_THAT(unnamed.awaited_failure(), HasSubstr("nothing is published"));
}

TEST_F(ServerTest, TellsOfTheLastRunOfSync) {
  EXPECT_FALSE(client_->Status().has_last_run());  // a mirror filled by hand
  EXPECT_EQ(client_->Status().heard_at(), "");
  std::filesystem::create_directory(SourcesFolderOf(store_.path()));
  RunState run{.started_at = "2020-01-01T02:59:00Z", .ended_at = "2020-01-01T03:00:00Z"};
  ASSERT_TRUE(SaveRunState(store_.path(), run).ok());
  EXPECT_EQ(client_->Status().last_run().outcome(), "good");
  EXPECT_EQ(client_->Status().last_run().started_at(), run.started_at);
  EXPECT_EQ(client_->Status().heard_at(), run.ended_at);
  EXPECT_GT(client_->Status().silence_seconds(), 2000u * 86400);
  run.failed_since = run.ended_at;
  run.failure = "the disk is full";
  ASSERT_TRUE(SaveRunState(store_.path(), run).ok());
  EXPECT_EQ(client_->Status().last_run().outcome(), "failed");
  EXPECT_EQ(client_->Status().last_run().failure(), "the disk is full");
  EXPECT_EQ(client_->Status().last_run().failed_since(), run.ended_at);
  std::ofstream(SourcesFolderOf(store_.path()) + "/RUN") << "{";
  EXPECT_EQ(client_->Status().last_run().outcome(), "unreadable");
  EXPECT_THAT(client_->Status().last_run().failure(), HasSubstr("/sources/RUN: not a JSON object"));
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
  EXPECT_EQ(status.extract_age_seconds() > 0, !status.edition().extract_date().empty());
  EXPECT_GT(status.store_format_version(), 0u);
  EXPECT_EQ(status.generation_format_version(), status.store_format_version());
  EXPECT_EQ(status.generation_product_version(), "0.1.0");

  EXPECT_EQ(client_->Health(), "SERVING");
  EXPECT_EQ(client_->Health("annuaire.v1.DirectoryService"), "SERVING");
  EXPECT_EQ(client_->Health("annuaire.v1.MirrorService"), "SERVING");
}

}  // namespace
}  // namespace annuaire
