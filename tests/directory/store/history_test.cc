#include "directory/store/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "directory/store/history_layout.h"
#include "directory/store/history_writer.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint8_t kAll =
    kComparedMailboxes | kComparedPractitioners | kComparedOrganizations | kComparedDomains;

Change MailboxChange(ChangeKind kind, std::string_view address, std::string_view holder,
                     std::string_view structure = {}) {
  Change change;
  change.kind = kind;
  change.subject = address;
  change.name = "DUPRÉ";
  change.given_name = "Jean-Noël";
  const std::vector<std::string_view> type = {"PER"};
  if (kind == ChangeKind::kMailboxPublished) change.facts = {{ChangedFact::kType, {}, type}};
  if (kind == ChangeKind::kMailboxWithdrawn) change.facts = {{ChangedFact::kType, type, {}}};
  change.practitioners = {holder};
  if (!structure.empty()) change.organizations = {structure};
  return change;
}

Change PractitionerChange(ChangeKind kind, std::string_view id) {
  Change change;
  change.kind = kind;
  change.subject = id;
  change.practitioners = {id};
  return change;
}

Change DomainChange(ChangeKind kind, std::string_view name) {
  Change change;
  change.kind = kind;
  change.subject = name;
  return change;
}

// A generation that took the place of "former"; a baseline without one.
Publication Of(const std::string& generation, const std::string& date,
               const std::string& former = "", const std::string& former_date = "") {
  Publication publication;
  publication.generation = generation;
  publication.date = date;
  publication.former_generation = former;
  publication.former_date = former_date;
  publication.holds = kAll;
  publication.compared = former.empty() ? 0 : kAll;
  return publication;
}

class HistoryTest : public testing::Test {
 protected:
  HistoryWriter OpenWriter(std::string_view current = "") {
    Result<HistoryWriter> writer = HistoryWriter::Open(path_, current);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    return *std::move(writer);
  }
  static void Commit(HistoryWriter& writer, const Publication& publication,
                     const std::vector<Change>& changes = {}) {
    for (const Change& change : changes) ASSERT_TRUE(writer.Add(change).ok());
    const Result<Publication> committed = writer.Commit(publication);
    ASSERT_TRUE(committed.ok()) << committed.status().ToString();
    EXPECT_EQ(committed->changes, changes.size());
  }
  void Publish(const Publication& publication, const std::vector<Change>& changes = {}) {
    HistoryWriter writer = OpenWriter(current_);
    Commit(writer, publication, changes);
    current_ = publication.generation;
    ASSERT_TRUE(writer.Confirm().ok());
  }
  History Open(std::string_view generation) {
    Result<History> history = History::Open(path_, generation);
    EXPECT_TRUE(history.ok()) << history.status().ToString();
    return *std::move(history);
  }
  // "2.0 3 a@b.example", one of every change that passes, read "per_scan" at a time.
  static std::vector<std::string> Scan(const History& history, const ChangeFilter& filter = {},
                                       ScanLimits limits = {}) {
    std::vector<std::string> found;
    const auto note = [&](ChangePosition at, const Publication&, const Change& change) {
      found.push_back(std::to_string(at.publication) + "." + std::to_string(at.ordinal) + " " +
                      std::to_string(static_cast<int>(change.kind)) + " " +
                      std::string(change.subject));
      return OkStatus();
    };
    for (ChangePosition at = history.begin(); at != history.end();) {
      const Result<ChangePosition> next = history.Scan(filter, at, limits, note);
      EXPECT_TRUE(next.ok()) << next.status().ToString();
      if (!next.ok()) break;
      EXPECT_GT(*next, at);
      at = *next;
    }
    return found;
  }

  TempDirectory directory_;
  std::string path_ = directory_.path();
  std::string current_;
};

TEST_F(HistoryTest, NothingIsRememberedBeforeTheFirstPublication) {
  EXPECT_EQ(History::Open(path_, "g1").status().code(), StatusCode::kNotFound);
  OpenWriter();
  EXPECT_EQ(History::Open(path_, "g1").status().code(), StatusCode::kNotFound);
}

class RememberingTest : public HistoryTest {
 protected:
  void SetUp() override {
    Publish(Of("g1", "2026-11-01"));
    Publish(Of("g2", "2026-11-02", "g1", "2026-11-01"),
            {MailboxChange(ChangeKind::kMailboxPublished, "b@x.example", "8001", "540000001"),
             MailboxChange(ChangeKind::kMailboxWithdrawn, "a@x.example", "8002"),
             PractitionerChange(ChangeKind::kPractitionerLeft, "8002"),
             DomainChange(ChangeKind::kDomainListed, "x.example")});
    Publish(Of("g3", "2026-11-04", "g2", "2026-11-02"),
            {MailboxChange(ChangeKind::kMailboxChanged, "b@x.example", "8001", "540000002"),
             MailboxChange(ChangeKind::kMailboxPublished, "c@y.x.example", "8003")});
  }
};

TEST_F(RememberingTest, TellsEveryChangeInTheOrderOfPublication) {
  const History history = Open("g3");
  EXPECT_THAT(Scan(history),
              ElementsAre("2.0 1 b@x.example", "2.1 2 a@x.example", "2.2 5 8002",
                          "2.3 10 x.example", "3.0 3 b@x.example", "3.1 1 c@y.x.example"));
  ASSERT_EQ(history.publications().size(), 3u);
  Publication second = Of("g2", "2026-11-02", "g1", "2026-11-01");
  second.number = 2;
  second.changes = 4;
  EXPECT_EQ(history.publications()[1], second);
  EXPECT_TRUE(history.publications()[0].IsBaselineOf(kComparedMailboxes));
  EXPECT_FALSE(history.publications()[1].IsBaselineOf(kComparedMailboxes));
}

TEST_F(RememberingTest, KeepsEveryFieldOfAChange) {
  const Change want =
      MailboxChange(ChangeKind::kMailboxPublished, "b@x.example", "8001", "540000001");
  const Result<ChangePosition> scanned =
      Open("g3").Scan({}, {2, 0}, {.changes = 1},
                      [&](ChangePosition, const Publication& publication, const Change& change) {
                        EXPECT_EQ(change, want);
                        EXPECT_EQ(publication.generation, "g2");
                        return OkStatus();
                      });
  EXPECT_TRUE(scanned.ok());
}

TEST_F(RememberingTest, EveryFilterMustHold) {
  struct Case {
    const char* name;
    ChangeFilter filter;
    std::vector<std::string> found;
  };
  const auto kind = [](ChangeKind one) { return 1u << static_cast<unsigned>(one); };
  const Case cases[] = {
      {"since", {.since = "2026-11-03"}, {"3.0 3 b@x.example", "3.1 1 c@y.x.example"}},
      {"until", {.until = "2026-11-01"}, {}},
      {"one day, one kind",
       {.since = "2026-11-02", .until = "2026-11-02", .kinds = kind(ChangeKind::kPractitionerLeft)},
       {"2.2 5 8002"}},
      {"domain",
       {.domain = "x.example"},
       {"2.0 1 b@x.example", "2.1 2 a@x.example", "2.3 10 x.example", "3.0 3 b@x.example"}},
      {"domain and below, of one kind",
       {.domain = ".x.example", .kinds = kind(ChangeKind::kMailboxPublished)},
       {"2.0 1 b@x.example", "3.1 1 c@y.x.example"}},
      {"domain since", {.since = "2026-11-03", .domain = "x.example"}, {"3.0 3 b@x.example"}},
      {"professional", {.practitioner = "8002"}, {"2.1 2 a@x.example", "2.2 5 8002"}},
      {"structure", {.organization = "540000002"}, {"3.0 3 b@x.example"}},
      {"structure and another's professional",
       {.practitioner = "8002", .organization = "540000002"},
       {}},
      {"nobody", {.practitioner = "800"}, {}},
  };
  const History history = Open("g3");
  for (const Case& c : cases) {
    EXPECT_EQ(Scan(history, c.filter), c.found) << c.name;
    EXPECT_EQ(Scan(history, c.filter, {.changes = 1}), c.found) << c.name << ", one by one";
    EXPECT_EQ(Scan(history, c.filter, {.examined = 1}), c.found) << c.name << ", step by step";
  }
}

TEST_F(RememberingTest, WhatIsOutsideTheDaysCountsAsExamined) {
  const History history = Open("g3");
  const Result<ChangePosition> next =
      history.Scan({.since = "2026-11-03", .domain = "x.example"}, {}, {.examined = 2},
                   [](ChangePosition, const Publication&, const Change&) { return OkStatus(); });
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(*next, (ChangePosition{2, 2}));
}

TEST_F(RememberingTest, KnowsWhenAMailboxWasSeen) {
  const History history = Open("g3");
  MailboxPast past;
  ASSERT_TRUE(history.FindMailbox("untold@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-01");
  EXPECT_TRUE(past.since_baseline);
  EXPECT_FALSE(past.withdrawn);

  ASSERT_TRUE(history.FindMailbox("b@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-02");
  EXPECT_FALSE(past.since_baseline);
  EXPECT_FALSE(past.withdrawn);

  ASSERT_TRUE(history.FindMailbox("a@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-01");
  EXPECT_TRUE(past.since_baseline);
  EXPECT_TRUE(past.withdrawn);
  EXPECT_EQ(past.last_seen, "2026-11-01");
  EXPECT_EQ(past.withdrawn_on, "2026-11-02");
  EXPECT_THAT(past.withdrawal.practitioners, ElementsAre("8002"));

  Publish(Of("g4", "2026-11-05", "g3", "2026-11-04"),
          {MailboxChange(ChangeKind::kMailboxPublished, "a@x.example", "8002")});
  ASSERT_TRUE(Open("g4").FindMailbox("a@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-01");
  EXPECT_FALSE(past.withdrawn);
}

TEST_F(RememberingTest, AMailboxWasLastSeenInAnExtractOfMailboxes) {
  Publication without = Of("g4", "2026-11-05", "g3", "2026-11-04");
  without.holds = without.compared = kAll & ~kComparedMailboxes;
  Publish(without);
  Publish(Of("g5", "2026-11-06", "g4", "2026-11-05"),
          {MailboxChange(ChangeKind::kMailboxWithdrawn, "b@x.example", "8001")});
  MailboxPast past;
  ASSERT_TRUE(Open("g5").FindMailbox("b@x.example", past).ok());
  EXPECT_TRUE(past.withdrawn);
  EXPECT_EQ(past.last_seen, "2026-11-04");
  EXPECT_EQ(past.withdrawn_on, "2026-11-06");
}

TEST_F(RememberingTest, RemembersAgainFromABaselineThatComesLater) {
  Publication unread = Of("g4", "2026-11-05", "g3", "2026-11-04");
  unread.compared = kComparedPractitioners;  // the former one could not be compared with
  Publish(unread);
  const History history = Open("g4");
  MailboxPast past;
  ASSERT_TRUE(history.FindMailbox("untold@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-05");
  ASSERT_TRUE(history.FindMailbox("a@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-01");  // it was there when the first one began
}

TEST_F(HistoryTest, WhatCannotBeLookedAtIsNotMissing) {
  EXPECT_EQ(History::Open(path_, "g1").status().code(), StatusCode::kNotFound);
  const std::string folder = history_layout::FolderOf(path_);
  std::filesystem::create_directories(path_);
  std::filesystem::create_symlink(folder, folder);  // leads nowhere, for root too
  EXPECT_EQ(History::Open(path_, "g1").status().code(), StatusCode::kUnavailable);
}

TEST_F(RememberingTest, KnowsSinceWhenAProfessionalIsMissed) {
  const auto left = [this](const char* generation, const char* id) {
    const Result<std::optional<Departure>> found = Open(generation).FindDeparture(id);
    EXPECT_TRUE(found.ok()) << found.status().ToString();
    return found.ok() && *found ? (*found)->date + " " + (*found)->name : "";
  };
  EXPECT_EQ(left("g3", "8002"), "2026-11-02 ");
  EXPECT_EQ(left("g3", "8001"), "");
  Publish(Of("g4", "2026-11-05", "g3", "2026-11-04"),
          {MailboxChange(ChangeKind::kMailboxChanged, "d@x.example", "8002")});
  EXPECT_EQ(left("g4", "8002"), "2026-11-02 ");
  Publish(Of("g5", "2026-11-06", "g4", "2026-11-05"),
          {PractitionerChange(ChangeKind::kPractitionerAppeared, "8002")});
  EXPECT_EQ(left("g5", "8002"), "");
  Change again = PractitionerChange(ChangeKind::kPractitionerLeft, "8002");
  again.name = "DURAND";
  Publish(Of("g6", "2026-11-07", "g5", "2026-11-06"), {again});
  EXPECT_EQ(left("g6", "8002"), "2026-11-07 DURAND");
}

TEST_F(RememberingTest, IsTheHistoryUpToTheGenerationThatIsServed) {
  const History history = Open("g2");
  EXPECT_EQ(Scan(history).size(), 4u);
  EXPECT_EQ(history.publications().size(), 2u);
  MailboxPast past;
  ASSERT_TRUE(history.FindMailbox("c@y.x.example", past).ok());
  EXPECT_TRUE(past.since_baseline);
  EXPECT_EQ(Open("unknown").publications().size(), 3u);
}

TEST_F(RememberingTest, APublicationCountsFromTheMomentCurrentNamesIt) {
  struct Case {
    const char* name;
    bool renamed;
    bool confirmed;
  };
  const Case cases[] = {{"a crash before the rename", false, false},
                        {"a crash before the note", true, false},
                        {"no crash", true, true}};
  for (const Case& c : cases) {
    const std::string next = c.name;
    const std::size_t before = Scan(Open(current_)).size();
    {
      HistoryWriter writer = OpenWriter(current_);
      Commit(writer, Of(next, "2026-11-05", current_),
             {MailboxChange(ChangeKind::kMailboxPublished, "n@x.example", "8009")});
      if (c.confirmed) {
        ASSERT_TRUE(writer.Confirm().ok());
      }
    }
    if (c.renamed) current_ = next;
    EXPECT_EQ(Scan(Open(current_)).size(), before + (c.renamed ? 1 : 0)) << c.name;
    // The next writer neither loses it nor counts it twice.
    Publish(Of(next + ", again", "2026-11-06", current_),
            {MailboxChange(ChangeKind::kMailboxPublished, "m@x.example", "8009")});
    EXPECT_EQ(Scan(Open(current_)).size(), before + (c.renamed ? 2 : 1)) << c.name;
    EXPECT_EQ(Scan(Open(current_), {.practitioner = "8009"}).size(),
              Scan(Open(current_)).size() - 6)
        << c.name;
  }
}

TEST_F(RememberingTest, AWriterThatEndsAmidAPublicationLeavesNothing) {
  const std::vector<std::string> before = Scan(Open("g3"));
  {
    HistoryWriter writer = OpenWriter("g3");
    // More than is kept in memory, so that some of it reaches the disk.
    for (int i = 0; i < 100'000; ++i) {
      const std::string address = std::to_string(i) + std::string(150, 'x') + "@x.example";
      ASSERT_TRUE(writer.Add(MailboxChange(ChangeKind::kMailboxPublished, address, "8009")).ok());
    }
  }
  EXPECT_EQ(Scan(Open("g3")), before);
  Publish(Of("g4", "2026-11-05", "g3", "2026-11-04"));
  EXPECT_EQ(Scan(Open("g4")), before);
  EXPECT_THAT(Scan(Open("g4"), {.practitioner = "8009"}), IsEmpty());
}

TEST_F(RememberingTest, AnotherFormatIsRefusedWithTheRemedy) {
  {
    auto database = history_layout::OpenForWriting(history_layout::FolderOf(path_));
    ASSERT_TRUE(history_layout::WriteMeta(*database, history_layout::kFormatKey, "9").ok());
  }
  EXPECT_EQ(History::Open(path_, "g3").status().message(),
            path_ +
                "/history is a history of format 9, this binary reads 1: move it aside to "
                "begin another one");
  EXPECT_EQ(HistoryWriter::Open(path_, "g3").status().code(), StatusCode::kFailedPrecondition);
}

// --- the specimen -------------------------------------------------------------

std::string ToHex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex.empty() ? "-" : hex;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; hex != "-" && i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

std::string ReadSpecimen() {
  std::ifstream file(ANNUAIRE_SOURCE_DIR "/tests/golden/history_v1/specimen.txt");
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// Lines of "family key value", the last two in hexadecimal, "-" for nothing.
std::string Dump(const std::string& store) {
  const auto database = history_layout::OpenForReading(history_layout::FolderOf(store));
  if (!database.ok()) return database.status().ToString();
  std::string lines;
  for (std::size_t i = 0; i < history_layout::kFamilyCount; ++i) {
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> at(
        database->db->NewIterator(options, database->families[i]));
    for (at->SeekToFirst(); at->Valid(); at->Next()) {
      lines += std::string(history_layout::kFamilyNames[i]) + " " + ToHex(at->key().ToString()) +
               " " + ToHex(at->value().ToString()) + "\n";
    }
  }
  return lines;
}

TEST_F(RememberingTest, TodaysWriterWritesTheSpecimen) {
  // What differs from the specimen is a change of the format: see history_layout.h.
  EXPECT_EQ(Dump(path_), ReadSpecimen());
}

TEST_F(HistoryTest, AHistoryOfFormat1StaysReadable) {
  {
    auto database = history_layout::OpenForWriting(history_layout::FolderOf(path_));
    ASSERT_TRUE(database.ok()) << database.status().ToString();
    std::istringstream lines(ReadSpecimen());
    std::string family, key, value;
    while (lines >> family >> key >> value) {
      for (std::size_t i = 0; i < history_layout::kFamilyCount; ++i) {
        if (family != history_layout::kFamilyNames[i]) continue;
        ASSERT_TRUE(
            database->db
                ->Put(rocksdb::WriteOptions(), database->families[i], FromHex(key), FromHex(value))
                .ok());
      }
    }
  }
  const History history = Open("g3");
  EXPECT_THAT(Scan(history),
              ElementsAre("2.0 1 b@x.example", "2.1 2 a@x.example", "2.2 5 8002",
                          "2.3 10 x.example", "3.0 3 b@x.example", "3.1 1 c@y.x.example"));
  EXPECT_EQ((**history.FindDeparture("8002")).date, "2026-11-02");
  MailboxPast past;
  ASSERT_TRUE(history.FindMailbox("a@x.example", past).ok());
  EXPECT_EQ(past.last_seen, "2026-11-01");
}

}  // namespace
}  // namespace annuaire
