// What the server tells of the history: pages, streams, mailboxes of the past.

#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "directory/store/history_writer.h"
#include "server_fixture.h"

namespace annuaire {
namespace {

constexpr std::uint8_t kAll =
    kComparedMailboxes | kComparedPractitioners | kComparedOrganizations | kComparedDomains;
constexpr char kThird[] = "20261122T061500Z";

// Of the mailbox "number" that "generation" lacks; folded, as keys are.
std::string Address(int number, const std::string& generation) {
  return std::to_string(number) + "@g" + generation.substr(0, 8) + ".example";
}

// Remembers "count" withdrawn mailboxes as what "generation" changed.
class ChangesTest : public ServerTest {
 protected:
  void SetUp() override {
    Remember(kFirst, "2026-11-19", 0);  // the baseline
    ServerTest::SetUp();
  }

  void Remember(const std::string& generation, const std::string& date, int count) {
    Commit(generation, date, [&](HistoryWriter& writer) {
      for (int i = 0; i < count; ++i) {
        const std::string address = Address(i, generation);
        const std::vector<std::string_view> type = {"PER"};
        const std::vector<std::string_view> holder = {"899700000013"};
        Change change;
        change.kind = ChangeKind::kMailboxWithdrawn;
        change.subject = address;
        change.facts = {{ChangedFact::kType, type, {}}, {ChangedFact::kHolder, holder, {}}};
        change.practitioners = holder;
        ASSERT_TRUE(writer.Add(change).ok());
      }
    });
  }

  // As the second publication, which is then served.
  void RememberThatLeft(std::string_view id, std::string_view family_name,
                        std::string_view given_name) {
    const std::vector<std::string_view> practitioner = {id};
    Commit(kSecond, "2026-11-20", [&](HistoryWriter& writer) {
      Change change;
      change.kind = ChangeKind::kPractitionerLeft;
      change.subject = id;
      change.name = family_name;
      change.given_name = given_name;
      change.practitioners = practitioner;
      ASSERT_TRUE(writer.Add(change).ok());
    });
    ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
    client_->WaitForGenerationAfter(kFirst);
  }

  void Commit(const std::string& generation, const std::string& date,
              const std::function<void(HistoryWriter&)>& add) {
    Result<HistoryWriter> writer = HistoryWriter::Open(store_.path(), former_);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    ASSERT_NO_FATAL_FAILURE(add(*writer));
    Publication publication;
    publication.generation = generation;
    publication.date = date;
    publication.former_generation = former_;
    publication.former_date = former_date_;
    publication.holds = kAll;
    publication.compared = former_.empty() ? 0 : kAll;
    ASSERT_TRUE(writer->Commit(publication).ok());
    ASSERT_TRUE(writer->Confirm().ok());
    former_ = generation;
    former_date_ = date;
  }

  void Publish(const std::string& generation, const std::string& date, int count) {
    const std::string before = client_->Generation();
    ASSERT_NO_FATAL_FAILURE(Remember(generation, date, count));
    ASSERT_NO_FATAL_FAILURE(store_.Publish(generation, 2));
    client_->WaitForGenerationAfter(before);
  }

  ::grpc::Status List(const v1::ListChangesRequest& request, v1::ListChangesResponse& response) {
    response.Clear();
    return client_->Call(&v1::MirrorService::Stub::ListChanges, client_->mirror(), request,
                         response);
  }

  std::string former_;
  std::string former_date_;
};

TEST_F(ChangesTest, AreListedPageByPageAcrossPublications) {
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 30));
  v1::ListChangesRequest request;
  request.mutable_filter()->set_practitioner("99700000013");
  request.set_page_size(20);
  v1::ListChangesResponse response;
  ASSERT_TRUE(List(request, response).ok());
  ASSERT_EQ(response.changes_size(), 20);
  EXPECT_EQ(response.changes(0).date(), "2026-11-20");
  EXPECT_EQ(response.changes(0).generation(), kSecond);
  EXPECT_EQ(response.changes(0).kind(), v1::CHANGE_KIND_MAILBOX_WITHDRAWN);
  EXPECT_EQ(response.horizon().baseline_date(), "2026-11-19");
  EXPECT_EQ(response.horizon().publications(), 2u);

  // A token is as good after a publication as before it.
  ASSERT_NO_FATAL_FAILURE(Publish(kThird, "2026-11-21", 5));
  std::set<std::string> told;
  for (const v1::Change& change : response.changes()) told.insert(change.subject());
  while (!response.next_page_token().empty()) {
    request.set_page_token(response.next_page_token());
    ASSERT_TRUE(List(request, response).ok());
    for (const v1::Change& change : response.changes()) {
      EXPECT_TRUE(told.insert(change.subject()).second) << change.subject();
    }
  }
  EXPECT_EQ(told.size(), 35u);
}

TEST_F(ChangesTest, RefuseWhatCannotBeRead) {
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 3));
  struct Case {
    const char* field;
    std::function<void(v1::ListChangesRequest&)> edit;
  };
  const Case cases[] = {
      {"since", [](auto& request) { request.mutable_filter()->set_since("yesterday"); }},
      {"until", [](auto& request) { request.mutable_filter()->set_until("2026-11-2"); }},
      {"since", [](auto& request) { request.mutable_filter()->set_since("2026-02-30"); }},
      {"until",
       [](auto& request) {
         request.mutable_filter()->set_since("2026-11-02");
         request.mutable_filter()->set_until("2026-11-01");
       }},
      {"domain", [](auto& request) { request.mutable_filter()->set_domain("§"); }},
      {"kinds",
       [](auto& request) { request.mutable_filter()->add_kinds(static_cast<v1::ChangeKind>(77)); }},
      {"practitioner", [](auto& request) { request.mutable_filter()->set_practitioner("12"); }},
      {"organization", [](auto& request) { request.mutable_filter()->set_organization("12"); }},
      {"domain", [](auto& request) { request.mutable_filter()->set_domain("a@b"); }},
      {"page_size", [](auto& request) { request.set_page_size(501); }},
      {"page_token", [](auto& request) { request.set_page_token("abc"); }},
  };
  for (const Case& c : cases) {
    v1::ListChangesRequest request;
    c.edit(request);
    v1::ListChangesResponse response;
    const ::grpc::Status status = List(request, response);
    EXPECT_EQ(status.error_code(), ::grpc::StatusCode::INVALID_ARGUMENT) << c.field;
    EXPECT_THAT(status.error_message(), ::testing::HasSubstr(c.field));
  }
  v1::ListChangesRequest request;
  request.set_page_size(1);
  v1::ListChangesResponse response;
  ASSERT_TRUE(List(request, response).ok());
  request.set_page_token(response.next_page_token());
  request.mutable_filter()->set_since("2026-01-01");  // another filter
  EXPECT_EQ(List(request, response).error_code(), ::grpc::StatusCode::INVALID_ARGUMENT);
}

// One watch, read by the test at its own pace.
class Watch {
 public:
  Watch(Client& client, const std::string& cursor) {
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(2));
    v1::WatchChangesRequest request;
    request.set_cursor(cursor);
    reader_ = client.mirror().WatchChanges(&context_, request);
  }
  // "horizon", "change 3@….example", "publication …", or "end OK".
  std::string Next() {
    if (!reader_->Read(&message_)) {
      const ::grpc::Status status = reader_->Finish();
      return status.ok() ? "end OK" : "end " + status.error_message();
    }
    if (message_.has_horizon()) return "horizon";
    if (message_.has_change()) return "change " + message_.change().subject();
    return "publication " + message_.publication().generation();
  }
  const std::string& cursor() const { return message_.cursor(); }
  const v1::WatchChangesResponse& message() const { return message_; }

 private:
  ::grpc::ClientContext context_;
  v1::WatchChangesResponse message_;
  std::unique_ptr<::grpc::ClientReader<v1::WatchChangesResponse>> reader_;
};

TEST_F(ChangesTest, AreWatchedAsTheyArePublished) {
  Watch watch(*client_, "");
  EXPECT_EQ(watch.Next(), "horizon");
  EXPECT_EQ(watch.message().horizon().baseline_generation(), kFirst);
  EXPECT_EQ(watch.Next(), std::string("publication ") + kFirst);
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 200));
  std::string middle;
  for (int i = 0; i < 200; ++i) {
    ASSERT_EQ(watch.Next(), "change " + Address(i, kSecond));
    if (i == 99) middle = watch.cursor();
  }
  EXPECT_EQ(watch.Next(), std::string("publication ") + kSecond);
  EXPECT_EQ(watch.message().publication().changes(), 200u);
  const std::string end = watch.cursor();

  Watch resumed(*client_, middle);
  EXPECT_EQ(resumed.Next(), "horizon");
  EXPECT_EQ(resumed.message().horizon().cursor(), end);
  EXPECT_EQ(resumed.Next(), "change " + Address(100, kSecond));

  Watch later(*client_, end);
  EXPECT_EQ(later.Next(), "horizon");
  ASSERT_NO_FATAL_FAILURE(Publish(kThird, "2026-11-21", 1));
  EXPECT_EQ(later.Next(), "change " + Address(0, kThird));
  EXPECT_EQ(watch.Next(), "change " + Address(0, kThird));
}

TEST_F(ChangesTest, AWatchEndsWellWhenTheServerStops) {
  Watch watch(*client_, "");
  EXPECT_EQ(watch.Next(), "horizon");
  EXPECT_EQ(watch.Next(), std::string("publication ") + kFirst);
  server_->Signal(SIGTERM);
  EXPECT_EQ(watch.Next(), "end OK");
  EXPECT_EQ(server_->Wait(), 0);
}

TEST_F(ChangesTest, ACursorOfNoneOrOfAnotherHistoryIsRefused) {
  Watch forged(*client_, "abc");
  EXPECT_EQ(forged.Next(), "end cursor: not one this server gave");
  std::string cursor;
  {
    Watch watch(*client_, "");
    EXPECT_EQ(watch.Next(), "horizon");
    cursor = watch.cursor();
  }
  std::filesystem::rename(store_.path() + "/history", store_.path() + "/history.aside");
  former_.clear();
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 0));
  Watch watch(*client_, cursor);
  EXPECT_EQ(watch.Next(), "end cursor: the history was begun anew; start again without a cursor");
}

TEST_F(ChangesTest, AMailboxOfThePastIsToldWithItsHoldersMailboxes) {
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 1));
  v1::GetMailboxRequest request;
  request.set_address("0@G20261121.Example");
  v1::GetMailboxResponse response;
  ASSERT_TRUE(client_->Ask(&Directory::GetMailbox, request, response).ok());
  EXPECT_FALSE(response.has_mailbox());
  EXPECT_EQ(response.withdrawn().type(), "PER");
  EXPECT_EQ(response.withdrawn().sighting().ShortDebugString(),
            "first_seen: \"2026-11-19\" since_baseline: true last_seen: \"2026-11-19\" "
            "withdrawn_on: \"2026-11-20\"");
  ASSERT_EQ(response.withdrawn().holders_size(), 1);
  EXPECT_EQ(response.withdrawn().holders(0).family_name(), "DUPRÉ");
  ASSERT_EQ(response.withdrawn().holder_mailboxes_size(), 1);
  EXPECT_EQ(response.withdrawn().holder_mailboxes(0).address(),
            "Jean.DUPRE@ch-troispics.mssante.fr");

  request.set_address("jean.dupre@ch-troispics.mssante.fr");
  response.Clear();
  ASSERT_TRUE(client_->Ask(&Directory::GetMailbox, request, response).ok());
  EXPECT_FALSE(response.has_withdrawn());
  EXPECT_EQ(response.mailbox().sighting().ShortDebugString(),
            "first_seen: \"2026-11-19\" since_baseline: true last_seen: \"2026-11-19\"");

  request.set_address("never@seen.example");
  EXPECT_EQ(client_->Ask(&Directory::GetMailbox, request, response).error_code(),
            ::grpc::StatusCode::NOT_FOUND);
}

TEST_F(ChangesTest, AProfessionalWhoLeftIsRemembered) {
  ASSERT_NO_FATAL_FAILURE(RememberThatLeft("899700000104", "DURAND", "Léa"));
  v1::GetPractitionerResponse response;
  const auto refusal = [&](const char* id) {
    v1::GetPractitionerRequest request;
    request.set_id(id);
    const ::grpc::Status status = client_->Ask(&Directory::GetPractitioner, request, response);
    EXPECT_EQ(status.error_code(), ::grpc::StatusCode::NOT_FOUND);
    return status.error_message();
  };
  EXPECT_EQ(refusal("99700000104"),
            "no professional is published under this number; Léa DURAND left with the extract of "
            "2026-11-20");
  EXPECT_EQ(refusal("99999999999"), "no professional is published under this number");
}

TEST_F(ChangesTest, ADamagedHistoryCostsThePastAndNothingElse) {
  ASSERT_NO_FATAL_FAILURE(Publish(kSecond, "2026-11-20", 1));
  v1::GetStatusResponse mirror;
  const auto ask_status = [&] {
    mirror.Clear();
    ASSERT_TRUE(client_
                    ->Call(&v1::MirrorService::Stub::GetStatus, client_->mirror(),
                           v1::GetStatusRequest(), mirror)
                    .ok());
  };
  ask_status();
  EXPECT_EQ(mirror.horizon().baseline_date(), "2026-11-19");
  EXPECT_EQ(mirror.horizon().publications(), 2u);
  EXPECT_EQ(mirror.history_failure(), "");
  const std::string aside = store_.path() + "/history.damaged-1";
  std::filesystem::create_directory(aside);
  ask_status();
  EXPECT_THAT(mirror.history_failure(), ::testing::HasSubstr(aside));
  for (const auto& file : std::filesystem::directory_iterator(store_.path() + "/history")) {
    if (file.path().extension() != ".sst") continue;
    std::fstream(file.path(), std::ios::in | std::ios::out | std::ios::binary) << "damaged";
  }
  v1::GetMailboxRequest request;
  request.set_address("jean.dupre@ch-troispics.mssante.fr");
  v1::GetMailboxResponse response;
  ASSERT_TRUE(client_->Ask(&Directory::GetMailbox, request, response).ok());
  EXPECT_TRUE(response.has_mailbox());
  request.set_address("0@g20261121.example");
  EXPECT_EQ(client_->Ask(&Directory::GetMailbox, request, response).error_code(),
            ::grpc::StatusCode::NOT_FOUND);
  v1::ListChangesResponse changes;
  EXPECT_EQ(List({}, changes).error_code(), ::grpc::StatusCode::DATA_LOSS);

  std::filesystem::remove_all(store_.path() + "/history");
  ASSERT_NO_FATAL_FAILURE(store_.Publish("20261123T061500Z", 2));
  client_->WaitForGenerationAfter(kSecond);
  ask_status();
  EXPECT_FALSE(mirror.has_horizon());
  EXPECT_EQ(mirror.history_failure(), "no history at " + store_.path() + "/history");
}

TEST_F(ChangesTest, AHistoryThatCannotBeOpenedForAWhileIsWaitedFor) {
  Watch watch(*client_, "");
  EXPECT_EQ(watch.Next(), "horizon");
  EXPECT_EQ(watch.Next(), std::string("publication ") + kFirst);
  ASSERT_NO_FATAL_FAILURE(Remember(kSecond, "2026-11-20", 1));
  const std::string history = store_.path() + "/history";
  std::filesystem::rename(history, history + ".aside");
  std::filesystem::create_symlink(history, history);  // leads nowhere, for root too
  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  client_->WaitForGenerationAfter(kFirst);
  v1::ListChangesResponse response;
  const ::grpc::Status status = List({}, response);
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(status.error_message(), ::testing::HasSubstr(history));
  EXPECT_FALSE(client_->Status().has_horizon());
  EXPECT_THAT(client_->Status().history_failure(), ::testing::HasSubstr(history));
  std::filesystem::remove(history);
  std::filesystem::rename(history + ".aside", history);
  EXPECT_EQ(watch.Next(), "change " + Address(0, kSecond));
  EXPECT_EQ(watch.Next(), std::string("publication ") + kSecond);
}

TEST_F(ServerTest, AMirrorThatRemembersNothingSaysSo) {
  v1::ListChangesResponse response;
  const ::grpc::Status status = client_->Call(
      &v1::MirrorService::Stub::ListChanges, client_->mirror(), v1::ListChangesRequest(), response);
  EXPECT_EQ(status.error_code(), ::grpc::StatusCode::FAILED_PRECONDITION);
  v1::GetMailboxRequest request;
  request.set_address("never@seen.example");
  v1::GetMailboxResponse mailbox;
  EXPECT_EQ(client_->Ask(&Directory::GetMailbox, request, mailbox).error_code(),
            ::grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace annuaire
