#include "indexer/sync/sync_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "directory/store/source_state.h"
#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> Followed(const SyncSettings& settings, const std::string& store = {}) {
  std::vector<std::string> names;
  const Result<std::vector<Source>> sources = SourcesToFollow(settings, store);
  if (sources.ok()) {
    for (const Source& source : *sources) names.push_back(source.name);
  }
  return names;
}

TEST(SyncSettingsTest, FollowsTheOpenDataUnlessToldOtherwise) {
  EXPECT_THAT(Followed({}), ElementsAre("persons", "skills", "diplomas", "mailboxes", "finess"));
  for (const Source& source : BuiltInSources()) {
    EXPECT_TRUE(source.url.starts_with("https://")) << source.name;
    EXPECT_FALSE(source.kinds.empty()) << source.name;
    EXPECT_FALSE(source.allow_http) << source.name;
  }
}

TEST(SyncSettingsTest, AFileChangesAndAddsSources) {
  const Result<SyncSettings> settings = ReadSyncSettings(R"({
    // a comment
    "sources": [
      {"name": "ans-persons", "enabled": true, "ca_bundle": "/igc.pem"},
      {"name": "old-finess", "url": "https://a/b.csv", "kinds": ["FINESS csv"],
       "replaces": ["finess"], "probe": "head", "required": true}],
    "guards": {"PER": {"shrink": 0.2}},
    "network": {"retries": 1, "first_delay_ms": 7, "bytes_max": 1000}})");
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  EXPECT_THAT(Followed(*settings), ElementsAre("mailboxes", "ans-persons", "old-finess"));
  EXPECT_EQ(settings->bands[Measure::kPersonalMailboxes].shrink, 0.2);
  EXPECT_EQ(settings->bands[Measure::kPersonalMailboxes].growth, 0.1);
  EXPECT_EQ(settings->backoff.retries, 1);
  EXPECT_EQ(settings->backoff.first, std::chrono::milliseconds(7));
  EXPECT_EQ(settings->limits.bytes_max, 1000u);
  const Source& added = settings->sources.back();
  EXPECT_EQ(added.probe, Probe::kHead);
  EXPECT_THAT(added.kinds, ElementsAre(FileKind::kFinessCsv));
}

TEST(SyncSettingsTest, TheFhirApiIsFollowedWithAKeyOrWhereItWas) {
  struct Case {
    const char* key;
    bool enabled;
    const char* state;  // of DIR/sources/fhir.json; nullptr for none
    bool want;
  };
  constexpr const char* kHeld = R"({"good": {"name": "fhir-20261121.1f0c9d2.json"}})";
  const Case cases[] = {
      {"invented-key", true, nullptr, true},
      {"invented-key", true, "{}", true},
      {"invented-key", false, nullptr, false},
      {"invented-key", false, kHeld, false},
      {"", true, nullptr, false},
      {" \n", true, nullptr, false},
      {"", true, R"({"failure": "answers 401: access is denied"})", false},
      {"", true, R"({"fresh": {"name": "fhir-20261121.1f0c9d2.json"}})", true},
      {"", true, kHeld, true},
      {"", true, "torn", true},
      {"", false, kHeld, false},
  };
  for (const Case& c : cases) {
    TempDirectory store;
    std::filesystem::create_directory(SourcesFolderOf(store.path()));
    if (c.state != nullptr) std::ofstream(SourceFolderOf(store.path(), "fhir.json")) << c.state;
    SyncSettings settings;
    FindSource(settings.sources, "fhir")->enabled = c.enabled;
    EXPECT_TRUE(GiveApiKeys(c.key, settings).ok());
    const auto names = Followed(settings, store.path());
    EXPECT_EQ(std::find(names.begin(), names.end(), "fhir") != names.end(), c.want)
        << c.key << c.enabled << (c.state ? c.state : "");
  }
}

TEST(SyncSettingsTest, AKeyIsAWordFromAFileThatCanBeRead) {
  SyncSettings settings;
  const Status status = GiveApiKeys("two words", settings);
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message().find("two words"), std::string::npos);
  FindSource(settings.sources, "fhir")->api_key_file = "/nowhere/fhir.key";
  EXPECT_EQ(GiveApiKeys("invented-key", settings).code(), StatusCode::kInvalidArgument);
}

// The example in the header is the manual: it must be read.
TEST(SyncSettingsTest, TheExampleOfTheHeaderIsRead) {
  std::ifstream file(ANNUAIRE_SOURCE_DIR "/indexer/sync/sync_settings.h");
  const std::string header(std::istreambuf_iterator<char>(file), {});
  const std::size_t begin = header.find("//   { \"sources\"");
  const std::size_t end = header.find("\n\n", begin);
  ASSERT_NE(end, std::string::npos);
  const std::string example =
      std::regex_replace(header.substr(begin, end - begin), std::regex("(^|\n)//"), "\n");
  const Result<SyncSettings> settings = ReadSyncSettings(example);
  ASSERT_TRUE(settings.ok()) << settings.status().ToString() << example;
  const SyncSettings defaults;
  EXPECT_EQ(settings->backoff.retries, defaults.backoff.retries);
  EXPECT_EQ(settings->backoff.longest, defaults.backoff.longest);
  EXPECT_EQ(settings->limits.total_timeout, defaults.limits.total_timeout);
  EXPECT_EQ(settings->limits.bytes_max, defaults.limits.bytes_max);
}

TEST(SyncSettingsTest, NamesTheWordThatIsWrong) {
  struct Case {
    const char* json;
    const char* message;
  };
  const Case cases[] = {
      {"", "not JSON"},
      {"[]", "expected an object"},
      {R"({"source": []})", "unknown word \"source\""},
      {R"({"sources": {}})", "\"sources\": expected a list"},
      {R"({"sources": [{}]})", "needs a \"name\""},
      {R"({"sources": [{"name": "../x"}]})", "needs a \"name\""},
      {R"({"sources": [{"name": "x"}]})", "source \"x\" has no \"url\""},
      {R"({"sources": [{"name": "x", "url": "https://localhost/u"}]})",
       "source \"x\" has no \"kinds\""},
      {R"({"sources": [{"name": "persons", "enable": true}]})",
       "source \"persons\": unknown word \"enable\""},
      {R"({"sources": [{"name": "persons", "enabled": 1}]})", "\"enabled\": expected true"},
      {R"({"sources": [{"name": "persons", "kinds": ["x"]}]})", "\"x\" is none of: Personne_"},
      {R"({"sources": [{"name": "persons", "probe": "x"}]})", "\"probe\": expected"},
      {R"({"sources": [{"name": "persons", "verify": false}]})", "unknown word \"verify\""},
      {R"({"guards": {"CAB": {}}})", "unknown word \"CAB\""},
      {R"({"guards": {"PER": {"shrink": -1}}})", "\"PER\": \"shrink\": expected a share"},
      {R"({"network": {"retries": -1}})", "\"retries\": expected a number"},
      {R"({"network": {"retries": 2147483648}})", "expected a number from 0 to 2147483647"},
      {R"({"network": {"retries": 4294967296}})", "expected a number from 0 to 2147483647"},
      {R"({"network": {"total_timeout_ms": 2147483648}})", "\"total_timeout_ms\": expected"},
      {R"({"network": {"low_speed_s": 2147483648}})", "\"low_speed_s\": expected a number"},
      {R"({"network": {"bytes_max": 1099511627777}})", "expected a number from 0 to 1099511627776"},
  };
  for (const Case& c : cases) {
    const Result<SyncSettings> settings = ReadSyncSettings(c.json);
    EXPECT_EQ(settings.status().code(), StatusCode::kInvalidArgument) << c.json;
    EXPECT_THAT(settings.status().message(), HasSubstr(c.message)) << c.json;
  }
}

TEST(SyncSettingsTest, AuthoritiesTurnASourceOn) {
  TempDirectory directory;
  const std::string bundle = directory.path() + "/igc.pem";
  std::ofstream(bundle) << "PEM";
  SyncSettings settings;
  ASSERT_TRUE(GiveAuthorities({"white-list=" + bundle, "ans-mailboxes=" + bundle}, settings).ok());
  EXPECT_THAT(Followed(settings), ElementsAre("persons", "skills", "diplomas", "finess",
                                              "ans-mailboxes", "white-list"));
  for (const std::string& word : {"absent=" + bundle, std::string("white-list"),
                                  std::string("white-list=/absent"), std::string()}) {
    EXPECT_EQ(GiveAuthorities({word}, settings).code(), StatusCode::kInvalidArgument) << word;
  }
}

TEST(SyncSettingsTest, NothingToFollowIsAMistake) {
  SyncSettings settings;
  for (Source& source : settings.sources) source.enabled = false;
  EXPECT_EQ(SourcesToFollow(settings, "").status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace annuaire::indexer
