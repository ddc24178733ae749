#include "directory/store/source_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

using std::chrono::sys_seconds;

SourceState Invented() {
  return {.name = "mailboxes",
          .seen = {.url = "https://a/é\"", .etag = "\"1\"", .description = "sum", .bytes = 12},
          .checked_at = "2026-11-20T06:15:00Z",
          .fresh = {.name = "mailboxes-20261121.txt", .bytes = 13},
          .good = {.name = "mailboxes-20261120.txt",
                   .date = "2026-11-20",
                   .bytes = 12,
                   .sha256 = "ab",
                   .fetched_at = "2026-11-20T06:15:00Z",
                   .since = "2026-10-22",
                   .rows_read = 5,
                   .rows_rejected = 1},
          .refused_reason = "PER went",
          .failures = 3,
          .stale_after_s = 86400};
}

TEST(SourceStateTest, SurvivesItsFile) {
  TempDirectory store;
  std::filesystem::create_directory(SourcesFolderOf(store.path()));
  ASSERT_TRUE(SaveSourceState(store.path(), Invented()).ok());
  SourceState other = Invented();
  other.name = "finess";
  ASSERT_TRUE(SaveSourceState(store.path(), other).ok());
  const Result<SourceState> loaded = LoadSourceState(store.path(), "mailboxes");
  ASSERT_TRUE(loaded.ok()) << loaded.status().ToString();
  EXPECT_EQ(*loaded, Invented());
  EXPECT_THAT(*LoadSourceStates(store.path()), testing::ElementsAre(other, Invented()));
}

TEST(SourceStateTest, WhatCannotBeReadSaysSo) {
  TempDirectory store;
  EXPECT_THAT(*LoadSourceStates(store.path()), testing::IsEmpty());
  EXPECT_EQ(LoadSourceState(store.path(), "x").status().code(), StatusCode::kNotFound);
  std::filesystem::create_directory(SourcesFolderOf(store.path()));
  std::ofstream(SourcesFolderOf(store.path()) + "/x.json") << "{\"name\":";
  EXPECT_EQ(LoadSourceState(store.path(), "x").status().code(), StatusCode::kDataLoss);
  const std::string other = SourcesFolderOf(store.path()) + "/y.json";
  std::filesystem::create_symlink(other, other);  // leads nowhere, for root too
  const Result<std::vector<SourceState>> states = LoadSourceStates(store.path());
  ASSERT_TRUE(states.ok()) << states.status().ToString();
  ASSERT_THAT(*states, testing::SizeIs(2));
  EXPECT_EQ(states->front().name, "x");
  EXPECT_EQ(ConditionOf(states->front()), SourceCondition::kUnreadable);
  EXPECT_THAT(TroubleOf(states->front()), testing::EndsWith("/x.json: not a JSON object"));
  EXPECT_EQ(states->back().name, "y");
  EXPECT_THAT(TroubleOf(states->back()), testing::HasSubstr("opening " + other));
}

TEST(SourceStateTest, AFolderThatCannotBeListedIsNotAnEmptyOne) {
  TempDirectory store;
  const std::string folder = SourcesFolderOf(store.path());
  std::filesystem::create_symlink(folder, folder);
  EXPECT_EQ(LoadSourceStates(store.path()).status().code(), StatusCode::kUnavailable);
}

TEST(SourceStateTest, UnknownAndMissingMembersAreNoTrouble) {
  TempDirectory store;
  std::filesystem::create_directory(SourcesFolderOf(store.path()));
  std::ofstream(SourcesFolderOf(store.path()) + "/x.json")
      << R"({"good": {"name": "a", "later": 1}, "failures": "x", "later": {}})";
  const Result<SourceState> state = LoadSourceState(store.path(), "x");
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->good.name, "a");
  EXPECT_EQ(state->failures, 0u);
}

TEST(SourceStateTest, TheWorstConditionIsTold) {
  SourceState state;
  EXPECT_EQ(ConditionOf(state), SourceCondition::kMissing);
  state.good.name = "a";
  EXPECT_EQ(ConditionOf(state), SourceCondition::kGood);
  state.failed_since = "2026-11-20T06:15:00Z";
  EXPECT_EQ(ConditionOf(state), SourceCondition::kFailing);
  state.refused.name = "b";
  EXPECT_EQ(ConditionOf(state), SourceCondition::kRefused);
}

TEST(SourceStateTest, WhatIsWrongIsSaidInTheWordsOfTheCondition) {
  struct Case {
    bool refused;
    bool failing;
    const char* want;
  };
  const Case cases[] = {
      {false, false, ""},
      {true, false, "a web page"},
      {false, true, "answers 404"},
      {true, true, "a web page; the last check failed: answers 404"},
  };
  for (const Case& c : cases) {
    SourceState state{.refused_reason = "a web page", .failure = "answers 404"};
    if (c.refused) state.refused.name = "b";
    if (c.failing) state.failed_since = "2026-11-20T06:15:00Z";
    EXPECT_EQ(TroubleOf(state), c.want);
  }
}

TEST(SourceStateTest, AgeIsThatOfTheDataServed) {
  const sys_seconds noon =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(12);
  SourceState state;
  EXPECT_FALSE(AgeOf(state.good.date, noon).has_value());
  EXPECT_FALSE(IsStale(state, noon));
  state.good.date = "2026-11-20";
  EXPECT_EQ(AgeOf(state.good.date, noon), 36u * 3600);
  EXPECT_FALSE(IsStale(state, noon));  // no limit
  state.stale_after_s = 36 * 3600;
  EXPECT_FALSE(IsStale(state, noon));
  EXPECT_TRUE(IsStale(state, noon + std::chrono::seconds(1)));
  state.good.date = "2026-13-20";
  EXPECT_FALSE(IsStale(state, noon));
  state.good.date = "2027-01-01";  // of the future
  EXPECT_EQ(AgeOf(state.good.date, noon), 0u);
}

TEST(SourceStateTest, SecondsAreCountedFromAMoment) {
  const sys_seconds noon =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(12);
  EXPECT_EQ(SecondsSince("2026-11-21T11:58:30Z", noon), 90u);
  EXPECT_EQ(SecondsSince("2026-11-12T12:00:00Z", noon), 9u * 86400);
  EXPECT_EQ(SecondsSince("2026-11-21T12:00:01Z", noon), 0u);  // of the future
  for (const char* none : {"", "2026-11-21", "2026-13-21T11:58:30Z"}) {
    EXPECT_FALSE(SecondsSince(none, noon).has_value()) << none;
  }
}

TEST(RunStateTest, IsKeptBesideTheSources) {
  TempDirectory store;
  EXPECT_EQ(LoadRunState(store.path()).status().code(), StatusCode::kNotFound);
  std::filesystem::create_directory(SourcesFolderOf(store.path()));
  const RunState good{.started_at = "2026-11-21T00:00:00Z", .ended_at = "2026-11-21T00:00:29Z"};
  RunState failed = good;
  failed.failed_since = "2026-11-21T00:00:29Z";
  failed.failure = "the disk is full";
  for (const RunState& state : {failed, good}) {
    ASSERT_TRUE(SaveRunState(store.path(), state).ok());
    EXPECT_EQ(*LoadRunState(store.path()), state);
  }
  EXPECT_TRUE(LoadSourceStates(store.path())->empty());
}

TEST(RunStateTest, TheFirstFormIsRead) {
  TempDirectory store;
  std::filesystem::create_directory(SourcesFolderOf(store.path()));
  std::ofstream(SourcesFolderOf(store.path()) + "/RUN") << R"({
  "failed_since": "2026-11-21T00:00:00Z",
  "failure": "the disk is full"
}
)";
  EXPECT_EQ(*LoadRunState(store.path()),
            RunState({.failed_since = "2026-11-21T00:00:00Z", .failure = "the disk is full"}));
}

TEST(RunStateTest, IsHeardOfWhenItEndsAndWhenASourceAnswers) {
  struct Case {
    const char* ended_at;
    std::vector<const char*> checked_at;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{
           {"", {}, ""},
           {"", {""}, ""},
           {"", {"2026-11-20T06:15:00Z", "2026-11-20T06:14:00Z"}, "2026-11-20T06:15:00Z"},
           {"2026-11-20T06:16:00Z", {"2026-11-20T06:15:00Z"}, "2026-11-20T06:16:00Z"},
           {"2026-11-20T06:16:00Z", {"2026-11-20T12:15:00Z"}, "2026-11-20T12:15:00Z"}}) {
    std::vector<SourceState> states;
    for (const char* at : c.checked_at) states.push_back({.checked_at = at});
    EXPECT_EQ(HeardAt({.ended_at = c.ended_at}, states), c.want);
  }
}

}  // namespace
}  // namespace annuaire
