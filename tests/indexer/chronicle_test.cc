#include "indexer/chronicle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "directory/store/history_check.h"
#include "indexer/ingest.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";
const std::string kPeople = kSamples + "personne_activite_56col.SYNTHETIC.txt";
const std::string kMailboxes = kSamples + "correspondance_mssante.SYNTHETIC.txt";
const std::string kWhiteList = kSamples + "listeblanche_synthetic_signed.xml";

// Damages the first block of the table of practitioners, and nothing else.
void TearPractitioners(const std::string& generation) {
  for (const auto& file : std::filesystem::directory_iterator(generation)) {
    if (file.path().extension() != ".sst") continue;
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    const char first = static_cast<char>(bytes.peek());
    bytes.seekp(0);
    bytes.put(static_cast<char>(~first)).flush();
    const Result<Generation> opened = Generation::Open(generation);
    const auto look = [](const Practitioner&) { return OkStatus(); };
    if (opened.ok() && !opened->ScanPractitioners(look).ok()) return;
    bytes.seekp(0);
    bytes.put(first).flush();
  }
  FAIL() << "no file of practitioners in " << generation;
}

class ChronicleTest : public testing::Test {
 protected:
  void Ingest(std::vector<std::string> paths) {
    Options options;
    options.store = store_;
    options.paths = std::move(paths);
    options.max_reject_share = 1;
    std::ostringstream errors;
    Progress progress(errors, false);
    Log log(errors, progress);
    const std::atomic<bool> stop = false;
    const Result<IngestSummary> summary = indexer::Ingest(options, stop, log, progress);
    ASSERT_TRUE(summary.ok()) << summary.status().ToString();
    served_ = summary->metadata.generation;
    logged_ = errors.str();
  }
  // "compared:changes" of every publication.
  std::vector<std::string> Remembered() {
    const Result<History> history = History::Open(store_, served_);
    if (!history.ok()) return {history.status().ToString()};
    std::vector<std::string> publications;
    for (const Publication& one : history->publications()) {
      publications.push_back(std::to_string(one.compared) + ":" + std::to_string(one.changes));
    }
    return publications;
  }

  TempDirectory directory_;
  std::string store_ = directory_.path() + "/store";
  std::string served_;
  std::string logged_;  // by the last ingest
};

TEST_F(ChronicleTest, TheSameFilesAgainChangeNothing) {
  Ingest({kPeople, kMailboxes, kWhiteList});
  Ingest({kPeople, kMailboxes, kWhiteList});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "15:0"));
}

TEST_F(ChronicleTest, AnExtractThatWasNotAmongTheFilesChangesNothing) {
  Ingest({kPeople, kMailboxes, kWhiteList});
  Ingest({kPeople});                          // no mailbox is withdrawn, no structure closed
  Ingest({kPeople, kMailboxes, kWhiteList});  // and none appears
  const int people = kComparedPractitioners;
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", std::to_string(people) + ":0",
                                                 std::to_string(people) + ":0"));
}

TEST_F(ChronicleTest, WhatOnlyTheFhirApiKnowsIsNotWithdrawnWithoutIt) {
  const std::string fhir = ANNUAIRE_SOURCE_DIR "/tests/fuzz/corpus/fhir/bundle.json";
  Ingest({kPeople, kMailboxes});
  const Result<Generation> without = Store::Open(store_)->OpenCurrent();
  EXPECT_FALSE(without->GetMailbox("a@b.mssante.fr")->has_value());
  Ingest({kPeople, kMailboxes, fhir});
  const Result<Generation> with = Store::Open(store_)->OpenCurrent();
  EXPECT_TRUE(with->GetMailbox("a@b.mssante.fr")->has_value());
  Ingest({kPeople, kMailboxes});
  // Structures are not compared: the API brings some, too.
  const std::string compared = std::to_string(kComparedMailboxes | kComparedPractitioners);
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", compared + ":0", compared + ":0"));
}

TEST_F(ChronicleTest, AStoreWithoutHistoryBeginsOneWithWhatItServes) {
  Ingest({kPeople, kMailboxes});
  const std::string first = served_;
  std::filesystem::remove_all(store_ + "/history");
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "7:0"));
  EXPECT_EQ(History::Open(store_, served_)->identity(), first);
}

TEST_F(ChronicleTest, ADamagedHistoryIsKeptAsideAndAnotherOneBegins) {
  Ingest({kPeople, kMailboxes});
  const std::string first = served_;
  for (const auto& file : std::filesystem::directory_iterator(store_ + "/history")) {
    if (file.path().extension() == ".sst") std::filesystem::resize_file(file.path(), 10);
  }
  EXPECT_FALSE(History::Open(store_, first).ok());
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(logged_, testing::HasSubstr("event=history_damaged error="));
  EXPECT_THAT(logged_, testing::HasSubstr("kept_in=" + store_ + "/history.damaged-1"));
  EXPECT_TRUE(std::filesystem::exists(store_ + "/history.damaged-1/CURRENT"));
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "7:0"));
  EXPECT_EQ(History::Open(store_, served_)->identity(), first);
}

TEST_F(ChronicleTest, ATornFormerGenerationIsNotComparedWith) {
  Ingest({kPeople, kMailboxes});
  TearPractitioners(store_ + "/generations/" + served_);
  const std::string other = kSamples + "Extraction_Correspondance_MSSante.SYNTHETIC.txt";
  Ingest({kPeople, other});  // mailboxes differ, and are compared before that is noticed
  EXPECT_THAT(logged_, testing::HasSubstr("event=former_damaged generation="));
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0"));
  Ingest({kPeople, other});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0", "7:0"));
  EXPECT_TRUE(CheckHistory(store_).ok());
}

TEST_F(ChronicleTest, GoesOnAfterTheFormerGenerationIsGone) {
  Ingest({kPeople, kMailboxes});
  std::filesystem::remove_all(store_ + "/generations/" + served_);
  Ingest({kPeople, kMailboxes});
  EXPECT_THAT(Remembered(), testing::ElementsAre("0:0", "0:0"));  // a baseline again
}

TEST_F(ChronicleTest, SaysSinceWhenSomebodyIsMissed) {
  Ingest({kPeople});
  const Result<Generation> served = Store::Open(store_)->OpenCurrent();
  std::string id;
  ASSERT_TRUE(served
                  ->ScanPractitioners([&](const Practitioner& one) {
                    id = one.id;
                    return OkStatus();
                  })
                  .ok());
  std::ostringstream errors;
  Progress progress(errors, false);
  Log log(errors, progress);
  const Result<Chronicle> chronicle = Chronicle::Open(*Store::Open(store_), log);
  ASSERT_TRUE(chronicle.ok()) << chronicle.status().ToString();
  EXPECT_EQ(chronicle->FirstMissed(id, "2026-11-21"), "2026-11-21");
  EXPECT_EQ(chronicle->FirstMissed("899999999999", "2026-11-21"), "");
}

}  // namespace
}  // namespace annuaire::indexer
