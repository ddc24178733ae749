// What the mirror remembers, as the program shows it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"

namespace annuaire::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ChangesTest : public testing::Test {
 protected:
  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

v1::ListChangesResponse TwoChanges() {
  v1::ListChangesResponse response;
  v1::Change& changed = *response.add_changes();
  changed.set_kind(v1::CHANGE_KIND_MAILBOX_CHANGED);
  changed.set_date("2026-11-21");
  changed.set_subject("jean.dupre@ch.mssante.example");
  changed.set_name("DUPRÉ");
  changed.set_given_name("Jean");
  v1::FactChange& type = *changed.add_facts();
  type.set_fact(v1::CHANGED_FACT_TYPE);
  type.add_before("PER");
  type.add_after("ORG");
  v1::FactChange& service = *changed.add_facts();
  service.set_fact(v1::CHANGED_FACT_SERVICE);
  service.add_after("Cardiologie");
  service.add_after("Rythmologie");
  v1::Change& left = *response.add_changes();
  left.set_kind(v1::CHANGE_KIND_PRACTITIONER_LEFT);
  left.set_date("2026-11-22");
  left.set_subject("899700000013");
  v1::FactChange& profession = *left.add_facts();
  profession.set_fact(v1::CHANGED_FACT_PROFESSION);
  profession.add_before("10");
  response.mutable_horizon()->set_baseline_date("2026-11-20");
  return response;
}

TEST_F(ChangesTest, ArePrintedWithWhatWasAndWhatIs) {
  server_.changes.responses = {TwoChanges()};
  const Printed printed = Run({"changes", "--since", "2026-11-21"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.err, "");
  EXPECT_EQ(printed.out,
            "DATE        CHANGE             SUBJECT                        NAME        WHAT\n"
            "2026-11-21  mailbox-changed    jean.dupre@ch.mssante.example  Jean DUPRÉ  type PER → "
            "ORG; service (none) → Cardiologie, Rythmologie\n"
            "2026-11-22  practitioner-left  899700000013                               profession "
            "10\n");
}

TEST_F(ChangesTest, AsCsvAreALineAFact) {
  server_.changes.responses = {TwoChanges()};
  EXPECT_EQ(Run({"changes", "--csv"}).out,
            "\xEF\xBB\xBF"
            "extrait du;changement;sujet;nom;prénom;fait;avant;après\r\n"
            "2026-11-21;mailbox-changed;jean.dupre@ch.mssante.example;DUPRÉ;Jean;type;PER;ORG\r\n"
            "2026-11-21;mailbox-changed;jean.dupre@ch.mssante.example;DUPRÉ;Jean;service;;"
            "Cardiologie, Rythmologie\r\n"
            "2026-11-22;practitioner-left;[899700000013];;;profession;[10];\r\n");
  EXPECT_EQ(Run({"changes", "--csv", "--json"}).exit_code, 2);
  EXPECT_EQ(Run({"changes", "--csv", "--follow"}).exit_code, 2);
}

TEST_F(ChangesTest, OfSomebodyWhoStayedShowWhatIsGone) {
  v1::ListChangesResponse response;
  v1::Change& moved = *response.add_changes();
  moved.set_kind(v1::CHANGE_KIND_PRACTITIONER_CHANGED);
  v1::FactChange& place = *moved.add_facts();
  place.set_fact(v1::CHANGED_FACT_PLACE);
  place.add_before("540000015");
  server_.changes.responses = {response};
  EXPECT_THAT(Run({"changes"}).out, HasSubstr("  place 540000015 → (none)\n"));
}

TEST_F(ChangesTest, EveryFlagIsAFilter) {
  Run({"changes", "--since", "2026-11-01", "--until", "2026-11-30", "--domain", ".x.example",
       "--rpps", "99700000013", "--organization", "540000012", "--kind", "domain", "--kind",
       "mailbox-withdrawn"});
  ASSERT_EQ(server_.changes.requests.size(), 1u);
  EXPECT_EQ(server_.changes.requests[0].ShortDebugString(),
            "filter { since: \"2026-11-01\" until: \"2026-11-30\" domain: \".x.example\" "
            "practitioner: \"99700000013\" organization: \"540000012\" "
            "kinds: CHANGE_KIND_DOMAIN_LISTED kinds: CHANGE_KIND_DOMAIN_UNLISTED "
            "kinds: CHANGE_KIND_DOMAIN_CHANGED kinds: CHANGE_KIND_MAILBOX_WITHDRAWN } "
            "page_size: 500");
  const Printed unknown = Run({"changes", "--kind", "moved"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("moved"));
}

TEST_F(ChangesTest, FollowThePagesToTheLimit) {
  v1::ListChangesResponse first = TwoChanges();
  first.set_next_page_token("two");
  v1::ListChangesResponse none;  // a page may be empty and not the last
  none.set_next_page_token("three");
  server_.changes.responses = {first, none, TwoChanges()};
  const Printed printed = Run({"changes", "--json", "--limit", "7"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(std::count(printed.out.begin(), printed.out.end(), '\n'), 4);
  EXPECT_THAT(printed.out, StartsWith("{\"kind\":\"CHANGE_KIND_MAILBOX_CHANGED\","));
  ASSERT_EQ(server_.changes.requests.size(), 3u);
  EXPECT_EQ(server_.changes.requests[0].page_size(), 7u);
  EXPECT_EQ(server_.changes.requests[1].page_token(), "two");
  EXPECT_EQ(server_.changes.requests[2].page_token(), "three");
  EXPECT_EQ(server_.changes.requests[2].page_size(), 5u);
  EXPECT_EQ(printed.err,
            "annuaire: the mirror remembers what changed after the extract of 2026-11-20\n");
}

class WatchTest : public ChangesTest {
 protected:
  // The horizon, two changes of one publication, and its end; cursors "c0" to "c3".
  WatchTest() {
    const v1::ListChangesResponse changes = TwoChanges();
    auto& messages = server_.watch_messages;
    messages.resize(4);
    messages[0].mutable_horizon()->set_baseline_date("2026-11-20");
    *messages[1].mutable_change() = changes.changes(0);
    *messages[2].mutable_change() = changes.changes(1);
    messages[3].mutable_publication()->set_generation("g2");
    for (int i = 0; i < 4; ++i) messages[i].set_cursor("c" + std::to_string(i));
  }
};

TEST_F(WatchTest, ShowsWhatEachPublicationBringsAndWhereToGoOn) {
  const Printed printed =
      Run({"changes", "--follow", "--since", "2026-11-01", "--kind", "domain-listed"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, StartsWith("DATE        CHANGE "));
  EXPECT_THAT(printed.out, HasSubstr("\n2026-11-22  practitioner-left"));
  EXPECT_EQ(printed.err,
            "annuaire: the mirror remembers what changed after the extract of 2026-11-20\n"
            "annuaire: the server ended; go on with --cursor c3\n");
  ASSERT_EQ(server_.watch_requests.size(), 1u);
  EXPECT_EQ(server_.watch_requests[0].ShortDebugString(),
            "filter { since: \"2026-11-01\" kinds: CHANGE_KIND_DOMAIN_LISTED }");
}

TEST_F(WatchTest, GoesOnFromACursorMessageByMessage) {
  const Printed printed = Run({"changes", "--follow", "--cursor", "c7", "--json"});
  EXPECT_EQ(std::count(printed.out.begin(), printed.out.end(), '\n'), 4);
  EXPECT_THAT(printed.out, StartsWith("{\"cursor\":\"c0\",\"horizon\":{"));
  EXPECT_THAT(printed.out, HasSubstr("\n{\"cursor\":\"c3\",\"publication\":{"));
  EXPECT_EQ(server_.watch_requests[0].cursor(), "c7");
  EXPECT_EQ(Run({"changes", "--cursor", "c7"}).exit_code, 2);
}

TEST_F(WatchTest, EndsAtTheLimitAndWithTheServersReason) {
  const Printed limited = Run({"changes", "--follow", "--limit", "1"});
  EXPECT_EQ(limited.exit_code, 0);
  EXPECT_EQ(std::count(limited.out.begin(), limited.out.end(), '\n'), 2);
  server_.watch_ends = {{grpc::StatusCode::ABORTED,
                         "cursor: the history was begun anew; start again without a cursor"}};
  const Printed aborted = Run({"changes", "--follow"});
  EXPECT_EQ(aborted.exit_code, 3);
  EXPECT_THAT(aborted.err, testing::EndsWith("annuaire: --cursor: the history was begun anew; "
                                             "start again without --cursor\n"));
}

TEST_F(WatchTest, GoesOnWhereItWasCutOff) {
  for (const auto& cut :
       {grpc::Status(grpc::StatusCode::UNAVAILABLE, "Socket closed"),
        grpc::Status(grpc::StatusCode::INTERNAL, "Received RST_STREAM with error code 2")}) {
    server_.watch_requests.clear();
    server_.watch_ends = {cut, cut, grpc::Status::OK};
    const Printed printed = Run({"changes", "--follow", "--json"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(std::count(printed.out.begin(), printed.out.end(), '\n'), 4);
    ASSERT_EQ(server_.watch_requests.size(), 3u);
    EXPECT_EQ(server_.watch_requests[0].cursor(), "");
    EXPECT_EQ(server_.watch_requests[1].cursor(), "c3");
    EXPECT_EQ(server_.watch_requests[2].cursor(), "c3");
  }
}

TEST_F(WatchTest, GivesUpOnceNothingHasAnsweredForTheTimeout) {
  server_.watch_ends = {{grpc::StatusCode::UNAVAILABLE, "no directory is loaded"}};
  const Printed printed = Run({"changes", "--follow", "--timeout", "0.3"});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_THAT(printed.err, HasSubstr("is not ready: no directory is loaded"));
  EXPECT_THAT(printed.err, HasSubstr("go on with --cursor c3"));
  EXPECT_GT(server_.watch_requests.size(), 1u);
}

TEST_F(WatchTest, DoesNotTryAgainWhatNeverAnswered) {
  server_.watch_messages.clear();
  server_.watch_ends = {{grpc::StatusCode::UNAVAILABLE, "no directory is loaded"}};
  EXPECT_EQ(Run({"changes", "--follow"}).exit_code, 3);
  EXPECT_EQ(server_.watch_requests.size(), 1u);
}

v1::WithdrawnMailbox Withdrawn() {
  v1::WithdrawnMailbox withdrawn;
  withdrawn.set_address("jean.dupre@old.mssante.example");
  withdrawn.set_type("PER");
  withdrawn.mutable_sighting()->set_first_seen("2026-09-01");
  withdrawn.mutable_sighting()->set_since_baseline(true);
  withdrawn.mutable_sighting()->set_last_seen("2026-10-03");
  withdrawn.mutable_sighting()->set_withdrawn_on("2026-10-04");
  v1::PractitionerRef& holder = *withdrawn.add_holders();
  holder.set_rpps("99700000013");
  holder.set_family_name("DUPRÉ");
  holder.set_given_name("Jean");
  withdrawn.add_holder_mailboxes()->set_address("jean.dupre@new.mssante.example");
  return withdrawn;
}

TEST_F(ChangesTest, AWithdrawnMailboxIsToldWithItsHolder) {
  v1::GetMailboxResponse response;
  *response.mutable_withdrawn() = Withdrawn();
  server_.mailbox.responses = {response};
  const Printed printed = Run({"mailbox", "jean.dupre@old.mssante.example"});
  EXPECT_EQ(printed.exit_code, 1);  // nobody has it now
  EXPECT_THAT(printed.out, StartsWith("jean.dupre@old.mssante.example\n"));
  EXPECT_THAT(printed.out, HasSubstr("was published until 2026-10-03; holder now at "
                                     "jean.dupre@new.mssante.example\n"));
  EXPECT_THAT(printed.out, HasSubstr("since 2026-09-01 or before\n"));
  EXPECT_THAT(printed.out, HasSubstr("Jean DUPRÉ 99700000013\n"));
  EXPECT_EQ(Run({"mailbox", "x@y.example", "--json"}).exit_code, 1);
}

TEST_F(ChangesTest, APublishedMailboxSaysSinceWhen) {
  v1::GetMailboxResponse response;
  response.mutable_mailbox()->set_address("jean.dupre@new.mssante.example");
  response.mutable_mailbox()->mutable_sighting()->set_first_seen("2026-10-04");
  server_.mailbox.responses = {response};
  const Printed printed = Run({"mailbox", "jean.dupre@new.mssante.example"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, HasSubstr("since 2026-10-04\n"));
}

TEST_F(ChangesTest, ValidateTellsBoth) {
  v1::ValidateResponse gone;
  gone.set_address("jean.dupre@old.mssante.example");
  gone.set_publication(v1::PUBLICATION_NOT_PUBLISHED);
  *gone.mutable_withdrawn() = Withdrawn();
  v1::ValidateResponse there;
  there.set_address("jean.dupre@new.mssante.example");
  there.set_publication(v1::PUBLICATION_PUBLISHED);
  there.set_type("PER");
  there.mutable_sighting()->set_first_seen("2026-10-04");
  server_.validate.responses = {gone, there};
  const Printed printed =
      Run({"validate", "jean.dupre@old.mssante.example", "jean.dupre@new.mssante.example"});
  EXPECT_THAT(printed.out, HasSubstr("was published until 2026-10-03; holder now at "
                                     "jean.dupre@new.mssante.example\n"));
  EXPECT_THAT(printed.out, HasSubstr("published, PER, since 2026-10-04\n"));
}

}  // namespace
}  // namespace annuaire::cli
