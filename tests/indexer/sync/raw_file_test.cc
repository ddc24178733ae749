#include "indexer/sync/raw_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/file_date.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

const std::string kSamples = ANNUAIRE_SOURCE_DIR "/tests/data/extract/";

TEST(RawFileTest, NamesTellSourceDayAndContent) {
  struct Case {
    const char* sha256;
    const char* published;
    const char* want;
  };
  const Case cases[] = {
      {"1f0c9d2ab", "Extraction.zip", "mailboxes-20260826.1f0c9d2.zip"},
      {"1f0c9d2ab", "structures.json.gz", "mailboxes-20260826.1f0c9d2.json.gz"},
      {"1f0c9d2ab", "extraction?x=/../.exe", "mailboxes-20260826.1f0c9d2"},
      {"a00c9d2ab", "a.txt", "mailboxes-20260826.a00c9d2.txt"},
      {"202611210", "a.txt", "mailboxes-20260826.2026112.txt"},  // not the day
  };
  for (const Case& c : cases) {
    const std::string name = NameRawFile("mailboxes", "2026-08-26", c.sha256, c.published);
    EXPECT_EQ(name, c.want);
    EXPECT_EQ(DateInName(name), "2026-08-26") << name;
  }
}

TEST(RawFileTest, AMessageNamesAFileOrOneLikeIt) {
  struct Case {
    const char* message;
    bool want;
  };
  const Case cases[] = {
      {"x-20261120.json", true},
      {"x-20261120.json: empty", true},
      {"/srv/store/sources/x/x-20261120.json is damaged", true},
      {"x-20261120.json!a.txt: 3 of 4 rows", true},
      {"it is in x-20261120.json.", true},
      {"old-x-20261120.json: empty", false},
      {"x-20261120.json.gz: empty", false},
      {"x-20261120.jsonl: empty", false},
      {"y-20261120.zip!x-20261120.json: empty", false},
      {"old-x-20261120.json.gz and x-20261120.json: empty", true},
      {"a full disk", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsNamedIn(c.message, "x-20261120.json"), c.want) << c.message;
}

TEST(RawFileTest, LooksAtKindsBeforeReading) {
  TempDirectory folder;
  const auto inspect = [&](std::string_view content, FileKind kind) {
    const std::string path = folder.path() + "/file";
    std::ofstream(path, std::ios::binary) << content;
    return InspectRawFile(path, {.name = "x", .kinds = {kind}});
  };
  const std::string list = kSamples + "listeblanche_synthetic_signed.xml";
  EXPECT_TRUE(InspectRawFile(list, {.name = "x", .kinds = {FileKind::kWhiteList}}).ok());
  EXPECT_THAT(InspectRawFile(list, {.name = "x", .kinds = {FileKind::kMailbox}}).message(),
              HasSubstr("a file of kind white list, not of kind Correspondance_MSSante"));
  EXPECT_THAT(inspect("<!doctype HTML>", FileKind::kMailbox).message(), HasSubstr("a web page"));
  EXPECT_THAT(inspect("\n\n<HTML lang=fr>", FileKind::kWhiteList).message(),
              HasSubstr("a web page"));
  EXPECT_THAT(inspect("", FileKind::kMailbox).message(), HasSubstr("none of the published files"));
  EXPECT_THAT(inspect("{\"error\":1}", FileKind::kFinessPlus).message(), HasSubstr("none of"));
  EXPECT_FALSE(inspect("PK\x03\x04", FileKind::kMailbox).ok());
}

TEST(RawFileTest, SweepsWhatNoStateNames) {
  TempDirectory store;
  const std::string folder = SourceFolderOf(store.path(), "x");
  fs::create_directories(folder);
  for (const char* name : {"good", "refused", "fresh", "old", "partial", "partial.json",
                           "partial-20260826.txt", "partial.json.tmp"}) {
    std::ofstream(folder + "/" + name) << "a";
  }
  SweepRawFiles(store.path(), {.name = "x",
                               .fresh = {.name = "fresh"},
                               .good = {.name = "good"},
                               .refused = {.name = "refused"}});
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder)) left.push_back(entry.path().filename());
  EXPECT_THAT(left, UnorderedElementsAre("good", "refused", "fresh", "partial", "partial.json"));
}

}  // namespace
}  // namespace annuaire::indexer
