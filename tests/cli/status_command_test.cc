// "annuaire status" and "annuaire health" against a server with canned answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"

namespace annuaire::cli {
namespace {

using testing::HasSubstr;

class StatusCommandTest : public testing::Test {
 protected:
  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

TEST_F(StatusCommandTest, StatusFailsOnWhatItIsToldTo) {
  constexpr std::uint64_t kDay = 24 * 3600;
  const auto source = [](const char* condition, bool stale) {
    v1::GetStatusResponse status;
    v1::MirroredSource& followed = *status.add_mirrored_sources();
    followed.set_name("mailboxes");
    followed.set_condition(condition);
    followed.set_age_seconds(20 * kDay);
    followed.set_stale(stale);
    return status;
  };
  const auto by_hand = [](std::uint64_t days) {
    v1::GetStatusResponse status;
    status.set_extract_age_seconds(days * kDay + 1);
    return status;
  };
  v1::GetStatusResponse awaiting;
  awaiting.set_awaited_generation("20261121T061500Z");
  awaiting.set_awaited_failure("a table is damaged");
  const auto run = [](const char* outcome, const char* failure, const char* since) {
    v1::GetStatusResponse status;
    v1::SyncRun& last = *status.mutable_last_run();
    last.set_outcome(outcome);
    last.set_failure(failure);
    last.set_failed_since(since);
    return status;
  };
  const auto heard = [](std::uint64_t hours) {
    v1::GetStatusResponse status;
    status.set_heard_at("2026-11-12T06:15:00Z");
    status.set_silence_seconds(hours * 3600 + 1);
    return status;
  };
  v1::GetStatusResponse untold;
  untold.set_awaited_failure("CURRENT is torn");
  v1::GetStatusResponse forgetful;
  forgetful.set_history_failure("no history at /srv");
  struct Case {
    const char* what;
    v1::GetStatusResponse status;
    std::vector<std::string> words;
    int exit_code;
    const char* note;
  };
  for (const Case& c : std::vector<Case>{
           {"not asked", source("failing", true), {}, 0, ""},
           {"fresh",
            source("good", false),
            {"stale", "failing", "silent", "awaiting", "history"},
            0,
            ""},
           {"stale", source("good", true), {"stale"}, 1, "stale: mailboxes is 20 d old"},
           {"stale, not asked", source("good", true), {"failing"}, 0, ""},
           {"failing", source("failing", false), {"failing"}, 1, "failing: mailboxes is failing"},
           {"refused", source("refused", false), {"failing"}, 1, "failing: mailboxes is refused"},
           {"unreadable",
            source("unreadable", false),
            {"failing"},
            1,
            "failing: mailboxes is unreadable"},
           {"by hand", by_hand(11), {"stale"}, 0, ""},
           {"by hand, old", by_hand(12), {"stale"}, 1, "stale: the extract is 12 d old"},
           {"by hand, allowed", by_hand(12), {"stale", "--max-age", "30"}, 0, ""},
           {"run", run("good", "", ""), {"failing"}, 0, ""},
           {"run failed",
            run("failed", "the disk is full", "2026-11-20T06:15:00Z"),
            {"failing"},
            1,
            "failing: last run failed since 2026-11-20T06:15:00Z: the disk is full"},
           {"run of which nothing is known",
            run("unreadable", "RUN is torn", ""),
            {"failing"},
            1,
            "failing: last run unreadable: RUN is torn"},
           {"heard of", heard(29), {"silent"}, 0, ""},
           {"silent",
            heard(30),
            {"silent"},
            1,
            "silent: nothing was heard of annuaire-indexer sync since 2026-11-12T06:15:00Z"},
           {"silent, allowed", heard(30), {"silent", "--max-silence", "2d"}, 0, ""},
           {"silent, not allowed",
            heard(2),
            {"silent", "--max-silence", "90m"},
            1,
            "silent: nothing was heard of annuaire-indexer sync since 2026-11-12T06:15:00Z"},
           {"never synced", by_hand(1), {"silent"}, 0, ""},
           {"forgetful", forgetful, {"history"}, 1, "history: no history at /srv"},
           {"untold",
            untold,
            {"awaiting"},
            1,
            "awaiting: nobody can tell what is published: CURRENT is torn"},
           {"awaiting",
            awaiting,
            {"awaiting"},
            1,
            "awaiting: 20261121T061500Z is published and not served"}}) {
    SCOPED_TRACE(c.what);
    server_.status.responses = {c.status};
    std::vector<std::string> words = {"status"};
    for (const std::string& word : c.words) {
      if (!word.starts_with('-') && !words.back().starts_with("--max"))
        words.push_back("--fail-on");
      words.push_back(word);
    }
    const Printed printed = Run(words);
    EXPECT_EQ(printed.exit_code, c.exit_code) << printed.err;
    EXPECT_EQ(printed.err, *c.note == '\0' ? "" : "annuaire: " + std::string(c.note) + "\n");
  }
  EXPECT_THAT(Run({"status"}).out, HasSubstr("which cannot be loaded: a table is damaged\n"));
  EXPECT_EQ(Run({"status", "--fail-on", "old"}).exit_code, 2);
  EXPECT_EQ(Run({"status", "--max-silence", "6"}).exit_code, 2);  // of what?
}

TEST_F(StatusCommandTest, StatusPrintsCountsSourcesAndRejects) {
  v1::GetStatusResponse response;
  response.set_version("0.1.0");
  response.mutable_edition()->set_generation("20261120T061500Z");
  response.mutable_edition()->set_extract_date("2026-11-19");
  response.set_extract_age_seconds(2 * 24 * 3600 + 5);
  response.set_awaited_generation("20261121T061500Z");
  response.set_created_at("2026-11-20T06:15:00Z");
  response.set_generation_product_version("0.1.0 (5f0e1d2c3b4a)");
  response.set_generation_format_version(2);
  response.set_store_format_version(3);
  response.mutable_last_run()->set_outcome("good");
  response.mutable_last_run()->set_ended_at("2026-11-21T06:15:29Z");
  response.set_uptime_seconds(3 * 3600 + 61);
  response.mutable_counts()->set_practitioners(1950000);
  v1::SourceStatus& source = *response.add_sources();
  source.set_kind("mailboxes");
  source.set_date("2026-11-19");
  source.set_rows_read(536000);
  source.set_rows_rejected(2);
  (*source.mutable_rejects())["too few fields"] = 2;
  v1::MirroredSource& followed = *response.add_mirrored_sources();
  followed.set_name("mailboxes");
  followed.set_condition("refused");
  followed.set_trouble("PER went from 2 to 1");
  followed.set_trouble_since("2026-11-20T06:15:00Z");
  followed.set_date("2026-11-01");
  followed.set_age_seconds(20 * 24 * 3600 + 5);
  followed.set_stale(true);
  followed.set_rows_read(536000);
  followed.set_checked_at("2026-11-21T06:15:00Z");
  v1::MirroredSource& torn = *response.add_mirrored_sources();
  torn.set_name("persons");
  torn.set_condition("unreadable");
  torn.set_trouble("not a JSON object");
  v1::MirroredSource& changes = *response.add_mirrored_sources();
  changes.set_name("fhir");
  changes.set_condition("good");
  changes.set_since("2026-10-23");
  response.mutable_horizon()->set_baseline_date("2026-11-01");
  response.mutable_horizon()->set_publications(3);
  for (const auto& [structure, bytes] : {std::pair("texts", 1500u), {"mailboxes", 20u}}) {
    v1::MemoryUse& use = *response.add_memory();
    use.set_structure(structure);
    use.set_bytes(bytes);
  }
  server_.status.responses = {response};
  EXPECT_EQ(Run({"status"}).out, "annuaire-server 0.1.0 at " + server_.address() +
                                     "\n"
                                     "  Generation        20261120T061500Z\n"
                                     "  Awaits            20261121T061500Z, which is being "
                                     "loaded\n"
                                     "  Last run          ended 2026-11-21T06:15:29Z\n"
                                     "  Up for            3 h 1 min\n"
                                     "  Extract of        2026-11-19 (2 d)\n"
                                     "  Built             2026-11-20T06:15:00Z by version 0.1.0 "
                                     "(5f0e1d2c3b4a)\n"
                                     "  Store format      2, this server reads up to 3\n"
                                     "  Remembers         what changed after the extract of "
                                     "2026-11-01 (3 publications)\n"
                                     "\n"
                                     "Records\n"
                                     "  Professionals     1,950,000\n"
                                     "  Activities        0\n"
                                     "  Structures        0\n"
                                     "  Mailboxes         0\n"
                                     "  Listed domains    0\n"
                                     "\n"
                                     "Sources\n"
                                     "  KIND       DATE           ROWS  REJECTED  FILE\n"
                                     "  mailboxes  2026-11-19  536,000         2\n"
                                     "\n"
                                     "Followed sources\n"
                                     "  SOURCE     STATE       DATE                 AGE     ROWS  "
                                     "REJECTED  CHECKED\n"
                                     "  mailboxes  refused     2026-11-01  20 d (stale)  536,000  "
                                     "       0  2026-11-21T06:15:00Z\n"
                                     "  persons    unreadable                                  0  "
                                     "       0\n"
                                     "  fhir       good                                        0  "
                                     "       0\n"
                                     "  mailboxes         since 2026-11-20T06:15:00Z: PER went "
                                     "from 2 to 1\n"
                                     "  persons           not a JSON object\n"
                                     "  fhir              what changed there on 2026-10-23 and "
                                     "later\n"
                                     "\n"
                                     "Rejects and remarks\n"
                                     "  SOURCE     WHAT                      ROWS\n"
                                     "  mailboxes  rejected: too few fields     2\n"
                                     "\n"
                                     "Memory\n"
                                     "  STRUCTURE    SIZE\n"
                                     "  texts      1500 B\n"
                                     "  mailboxes    20 B\n"
                                     "  all of it  1520 B\n");
  EXPECT_THAT(Run({"status", "--json"}).out, HasSubstr(R"("rejects":{"too few fields":"2"})"));
  response.set_history_failure("a history was damaged");
  server_.status.responses = {response};
  EXPECT_THAT(Run({"status"}).out, HasSubstr("(3 publications); a history was damaged\n"));
  response.clear_horizon();
  response.mutable_last_run()->set_outcome("failed");
  response.mutable_last_run()->set_failed_since("2026-11-20T06:15:00Z");
  response.mutable_last_run()->set_failure("the disk is full");
  server_.status.responses = {response};
  EXPECT_THAT(
      Run({"status"}).out,
      HasSubstr("  Last run          failed since 2026-11-20T06:15:00Z: the disk is full\n"));
  EXPECT_THAT(Run({"status"}).out,
              HasSubstr("  Remembers         nothing: a history was damaged\n"));
}

TEST_F(StatusCommandTest, WhatIsAwaitedIsToldWhileNothingIsServed) {
  v1::GetStatusResponse response;
  response.set_version("0.1.0");
  response.set_awaited_generation("20261121T061500.000Z");
  response.set_awaited_failure("a table is damaged");
  server_.status.responses = {response};
  const Printed printed = Run({"status", "--fail-on", "awaiting"});
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_EQ(printed.out, "annuaire-server 0.1.0 at " + server_.address() +
                             "\n"
                             "  Generation        none is served yet\n"
                             "  Awaits            20261121T061500.000Z, which cannot be loaded: a "
                             "table is damaged\n"
                             "  Up for            0 s\n");
}

TEST_F(StatusCommandTest, HealthTellsServingFromAlive) {
  const Printed serving = Run({"health"});
  EXPECT_EQ(serving.exit_code, 0);
  EXPECT_EQ(serving.out, "SERVING\n");
  server_.SetServing(false);
  const Printed alive = Run({"health", "--json"});
  EXPECT_EQ(alive.exit_code, 3);
  EXPECT_EQ(alive.out, "{\"status\":\"NOT_SERVING\"}\n");
  EXPECT_THAT(alive.err, HasSubstr("alive but not serving"));
}

}  // namespace
}  // namespace annuaire::cli
