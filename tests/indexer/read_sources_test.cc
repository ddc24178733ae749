#include "indexer/read_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";
const std::string kPeople = kSamples + "personne_activite_56col.SYNTHETIC.txt";
const std::string kSkills = kSamples + "savoirfaire.SYNTHETIC.txt";
const std::string kMailboxes = kSamples + "correspondance_mssante.SYNTHETIC.txt";
const std::string kWhiteList = kSamples + "listeblanche_synthetic_signed.xml";

class ReadSourcesTest : public testing::Test {
 protected:
  Result<std::vector<SourceFile>> Read(const std::vector<std::string>& files,
                                       const InputLimits& limits = {}) {
    std::ostringstream errors;
    Progress progress(errors, false);
    Log log(errors, progress);
    RejectLog rejects(directory_.path() + "/rejects.jsonl");
    return ReadSources(files, {.max_reject_share = 1, .limits = limits}, stop_, join_, rejects, log,
                       progress);
  }

  TempDirectory directory_;
  std::atomic<bool> stop_ = false;
  Join join_;
};

TEST_F(ReadSourcesTest, TellsOfTheFilesInTheOrderGiven) {
  // Neither by size nor by name.
  const auto sources = Read({kSkills, kWhiteList, kPeople, kMailboxes});
  ASSERT_TRUE(sources.ok()) << sources.status().ToString();
  std::vector<std::string> kinds;
  for (const SourceFile& source : *sources) kinds.push_back(source.kind);
  EXPECT_THAT(kinds, ElementsAre("SavoirFaire", "white list", "Personne_activite",
                                 "Correspondance_MSSante"));
  std::size_t mailboxes = 0;
  EXPECT_TRUE(join_
                  .EmitMailboxes([&](const Mailbox&) {
                    ++mailboxes;
                    return OkStatus();
                  })
                  .ok());
  EXPECT_GT(mailboxes, 0u);
}

TEST_F(ReadSourcesTest, AFileThatFailsIsNamedWhereverItStands) {
  const std::string broken = directory_.path() + "/broken.json";
  std::ofstream(broken) << R"({"pmej":[)";
  for (const auto& files : {std::vector{kPeople, broken, kMailboxes}, std::vector{broken, kPeople},
                            std::vector{kPeople, kMailboxes, broken}}) {
    join_ = {};
    const Status status = Read(files).status();
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << status.ToString();
    EXPECT_THAT(status.message(), HasSubstr("broken.json"));
  }
  EXPECT_EQ(Read({kPeople, directory_.path() + "/absent"}).status().code(),
            StatusCode::kUnavailable);
}

// The largest, which is read ahead of its parser: that has had some chunks, and asks on.
TEST_F(ReadSourcesTest, TheLargestFileMayBreakOffWhileItIsParsed) {
  const std::string large = directory_.path() + "/large.txt";
  {
    std::ifstream people(kPeople);
    std::string header;
    std::string row;
    std::getline(people, header);
    std::getline(people, row);
    std::ofstream out(large);
    out << header << '\n';
    for (int i = 0; i < 3000; ++i) out << row << '\n';
  }
  const Status status = Read({kMailboxes, large}, {.entry_bytes_max = 600'000}).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted) << status.ToString();
  EXPECT_THAT(status.message(), HasSubstr("large.txt"));
}

TEST_F(ReadSourcesTest, AStopEndsReading) {
  stop_ = true;
  EXPECT_EQ(Read({kPeople, kMailboxes}).status().code(), StatusCode::kAborted);
}

}  // namespace
}  // namespace annuaire::indexer
