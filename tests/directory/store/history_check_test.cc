#include "directory/store/history_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "directory/store/history.h"
#include "directory/store/history_layout.h"
#include "directory/store/history_writer.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire {
namespace {

namespace fs = std::filesystem;
using history_layout::Database;
using history_layout::kChange;
using history_layout::kIndex;
using history_layout::kMeta;

Change Published(std::string_view address) {
  Change change;
  change.kind = ChangeKind::kMailboxPublished;
  change.subject = address;
  change.practitioners = {"899700000013"};
  return change;
}

std::string PublicationKey(std::uint32_t number) {
  return std::string(history_layout::kPublicationPrefix) + history_layout::NumberKey(number);
}

class HistoryCheckTest : public testing::Test {
 protected:
  // A baseline, then two publications of two changes each.
  void SetUp() override {
    Publish("g1", {});
    Publish("g2", {"a@x.example", "b@x.example"});
    Publish("g3", {"c@x.example", "d@x.example"});
  }

  void Publish(const std::string& generation, const std::vector<std::string>& addresses) {
    Result<HistoryWriter> writer = HistoryWriter::Open(path_, current_);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (const std::string& address : addresses) {
      ASSERT_TRUE(writer->Add(Published(address)).ok());
    }
    Publication publication;
    publication.generation = generation;
    publication.date = "2026-11-0" + generation.substr(1);
    ASSERT_TRUE(writer->Commit(publication).ok());
    ASSERT_TRUE(writer->Confirm().ok());
    current_ = generation;
  }
  void Damage(const std::function<void(const Database&)>& damage) {
    const Result<Database> database =
        history_layout::OpenForWriting(history_layout::FolderOf(path_));
    ASSERT_TRUE(database.ok()) << database.status().ToString();
    damage(*database);
  }
  // The files of the tables.
  std::vector<fs::path> Files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path_ + "/history")) {
      if (entry.path().extension() == ".sst") files.push_back(entry.path());
    }
    return files;
  }

  TempDirectory directory_;
  std::string path_ = directory_.path();
  std::string current_;
};

TEST_F(HistoryCheckTest, CountsWhatIsRemembered) {
  const Result<HistoryTally> tally = CheckHistory(path_);
  ASSERT_TRUE(tally.ok()) << tally.status().ToString();
  EXPECT_EQ(tally->since, "2026-11-01");
  EXPECT_EQ(tally->publications, 3u);
  EXPECT_EQ(tally->changes, 4u);
}

TEST_F(HistoryCheckTest, NothingRememberedIsNoDamage) {
  const TempDirectory other;
  EXPECT_EQ(CheckHistory(other.path()).status().code(), StatusCode::kNotFound);
  ASSERT_TRUE(HistoryWriter::Open(other.path(), "").ok());
  EXPECT_EQ(CheckHistory(other.path()).status().code(), StatusCode::kNotFound);
}

TEST_F(HistoryCheckTest, APublicationThatHasNotHappenedYetIsNoDamage) {
  Result<HistoryWriter> writer = HistoryWriter::Open(path_, current_);
  ASSERT_TRUE(writer->Add(Published("e@x.example")).ok());
  ASSERT_TRUE(writer->Commit({}).ok());
  ASSERT_TRUE(writer->Add(Published("f@x.example")).ok());
  const Result<HistoryTally> tally = CheckHistory(path_);
  ASSERT_TRUE(tally.ok()) << tally.status().ToString();
  EXPECT_EQ(tally->publications, 4u);
}

TEST_F(HistoryCheckTest, SaysWhatIsDamaged) {
  const rocksdb::WriteOptions write;
  const auto position = [](std::uint32_t publication, std::uint32_t ordinal) {
    return history_layout::PositionKey({publication, ordinal});
  };
  const std::string entry = history_layout::IndexPrefix(history_layout::kByAddress, "a@x.example");
  struct Case {
    const char* message;
    std::function<void(const Database&)> damage;
    std::function<void(const Database&)> repair;
  };
  const std::string change = history_layout::EncodeChange(Published("a@x.example"));
  const std::string last = history_layout::EncodeChange(Published("d@x.example"));
  std::string baseline;
  Damage([&](const Database& d) {
    ASSERT_TRUE(d.db->Get({}, d[kMeta], PublicationKey(1), &baseline).ok());
  });
  const auto put = [&](history_layout::Family family, std::string key, std::string value) {
    return [=](const Database& d) { ASSERT_TRUE(d.db->Put(write, d[family], key, value).ok()); };
  };
  const auto drop = [&](history_layout::Family family, std::string key) {
    return [=](const Database& d) { ASSERT_TRUE(d.db->Delete(write, d[family], key).ok()); };
  };
  const std::string confirmed(history_layout::kConfirmedKey);
  const Case cases[] = {
      {"publication 1 is missing", drop(kMeta, PublicationKey(1)),
       put(kMeta, PublicationKey(1), baseline)},
      {"3 publications, 7 are noted", put(kMeta, confirmed, history_layout::NumberKey(7)),
       put(kMeta, confirmed, history_layout::NumberKey(3))},
      {"3 publications, 1 are noted", put(kMeta, confirmed, history_layout::NumberKey(1)),
       put(kMeta, confirmed, history_layout::NumberKey(3))},
      {"change 2.1 is out of order", drop(kChange, position(2, 0)),
       put(kChange, position(2, 0), change)},
      {"publication 3 has 1 of its 2 changes", drop(kChange, position(3, 1)),
       put(kChange, position(3, 1), last)},
      {"publication 3 has 3 of its 2 changes", put(kChange, position(3, 2), change),
       drop(kChange, position(3, 2))},
      {"change 0.0 is out of order", put(kChange, position(0, 0), change),
       drop(kChange, position(0, 0))},
      {"change 2.0: change malformed at byte", put(kChange, position(2, 0), "\xFF"),
       put(kChange, position(2, 0), change)},
      {"the index has 11 entries, not the 12", drop(kIndex, entry + position(2, 0)),
       put(kIndex, entry + position(2, 0), "")},
      {"the index has 13 entries, not the 12", put(kIndex, entry + position(2, 1), ""),
       drop(kIndex, entry + position(2, 1))},
      {"a torn key", put(kIndex, "a", ""), drop(kIndex, "a")},
  };
  for (const Case& c : cases) {
    Damage(c.damage);
    const Status status = CheckHistory(path_).status();
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << c.message;
    EXPECT_NE(status.message().find(path_ + "/history: " + c.message), std::string::npos)
        << status.message();
    Damage(c.repair);
    EXPECT_TRUE(CheckHistory(path_).ok()) << c.message;
  }
}

TEST_F(HistoryCheckTest, EveryDamagedFileIsNoticed) {
  const std::vector<fs::path> files = Files();
  ASSERT_FALSE(files.empty());
  for (const fs::path& path : files) {
    std::string bytes(fs::file_size(path), '\0');
    std::ifstream(path, std::ios::binary)
        .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    std::string damaged = bytes;
    damaged[0] = static_cast<char>(~damaged[0]);  // in the first block of data
    std::ofstream(path, std::ios::binary) << damaged;
    EXPECT_EQ(CheckHistory(path_).status().code(), StatusCode::kDataLoss) << path;
    fs::remove(path);
    EXPECT_EQ(CheckHistory(path_).status().code(), StatusCode::kDataLoss) << path;
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_TRUE(CheckHistory(path_).ok()) << path;
  }
}

TEST_F(HistoryCheckTest, ADamagedHistoryMovesAsideAndIsStillRead) {
  const Result<History> open = History::Open(path_, "g3");
  ASSERT_TRUE(open.ok());
  EXPECT_THAT(*HistoriesAside(path_), testing::IsEmpty());
  EXPECT_EQ(*MoveHistoryAside(path_), path_ + "/history.damaged-1");
  EXPECT_EQ(CheckHistory(path_).status().code(), StatusCode::kNotFound);
  MailboxPast past;
  EXPECT_TRUE(open->FindMailbox("a@x.example", past).ok());
  EXPECT_EQ(past.first_seen, "2026-11-02");
  current_.clear();
  Publish("g4", {});
  EXPECT_EQ(*MoveHistoryAside(path_), path_ + "/history.damaged-2");
  EXPECT_THAT(*HistoriesAside(path_),
              testing::ElementsAre(path_ + "/history.damaged-1", path_ + "/history.damaged-2"));
  EXPECT_EQ(MoveHistoryAside(path_).status().code(), StatusCode::kUnavailable);
}

}  // namespace
}  // namespace annuaire
