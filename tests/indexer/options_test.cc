#include "indexer/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <sstream>
#include <string>
#include <vector>

namespace annuaire::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

ParsedOptions Parse(std::vector<const char*> arguments, std::string* printed = nullptr) {
  arguments.insert(arguments.begin(), "annuaire-indexer");
  std::ostringstream out;
  const ParsedOptions parsed =
      ParseOptions(static_cast<int>(arguments.size()), arguments.data(), out, out);
  if (printed != nullptr) *printed = out.str();
  return parsed;
}

TEST(OptionsTest, FlagsOverrideTheEnvironmentWhichOverridesDefaults) {
  ParsedOptions parsed = Parse({"ingest", "--store", "/s", "a", "b"});
  ASSERT_TRUE(parsed.run);
  EXPECT_EQ(parsed.options.command, Command::kIngest);
  EXPECT_EQ(parsed.options.store, "/s");
  EXPECT_THAT(parsed.options.paths, ElementsAre("a", "b"));
  EXPECT_EQ(parsed.options.keep, 2u);
  EXPECT_EQ(parsed.options.max_reject_share, 0.001);

  setenv("ANNUAIRE_STORE", "/env", 1);
  setenv("ANNUAIRE_KEEP", "5", 1);
  parsed = Parse({"ingest", "a"});
  EXPECT_EQ(parsed.options.store, "/env");
  EXPECT_EQ(parsed.options.keep, 5u);
  parsed = Parse({"ingest", "--store", "/s", "--keep", "3", "--json", "--nice", "5", "a"});
  EXPECT_EQ(parsed.options.store, "/s");
  EXPECT_EQ(parsed.options.keep, 3u);
  EXPECT_EQ(parsed.options.nice, 5);
  EXPECT_TRUE(parsed.options.json);
  setenv("ANNUAIRE_KEEP", "none", 1);
  EXPECT_EQ(Parse({"ingest", "a"}).exit_code, 2);
  unsetenv("ANNUAIRE_KEEP");
  unsetenv("ANNUAIRE_STORE");
}

TEST(OptionsTest, SyncIsToldTimesWithTheirUnits) {
  ParsedOptions parsed = Parse({"sync", "--store", "/s"});
  ASSERT_TRUE(parsed.run);
  EXPECT_EQ(parsed.options.command, Command::kSync);
  EXPECT_EQ(parsed.options.every_s, 0u);
  EXPECT_EQ(parsed.options.stale_after_s, 12u * 24 * 3600);
  EXPECT_EQ(parsed.options.keep, 2u);
  parsed = Parse({"sync", "--store", "/s", "--every", "90m", "--stale-after", "2d", "--accept", "a",
                  "--accept", "b", "--ca-bundle", "c=/d", "--config", "/e"});
  EXPECT_EQ(parsed.options.every_s, 5400u);
  EXPECT_EQ(parsed.options.stale_after_s, 2u * 24 * 3600);
  EXPECT_THAT(parsed.options.accept, ElementsAre("a", "b"));
  EXPECT_THAT(parsed.options.ca_bundles, ElementsAre("c=/d"));
  EXPECT_EQ(parsed.options.config, "/e");
  setenv("ANNUAIRE_EVERY", "6h", 1);
  EXPECT_EQ(Parse({"sync", "--store", "/s"}).options.every_s, 6u * 3600);
  unsetenv("ANNUAIRE_EVERY");
}

TEST(OptionsTest, MistakesEndWithTwo) {
  const std::vector<const char*> cases[] = {
      {},
      {"unknown"},
      {"ingest"},
      {"ingest", "--store", "/s"},
      {"ingest", "a"},
      {"ingest", "--store", "/s", "a", "--unknown"},
      {"ingest", "--store", "/s", "a", "--keep", "0"},
      {"ingest", "--store", "/s", "a", "--keep", "-1"},
      {"ingest", "--store", "/s", "a", "--max-reject-share", "1.5"},
      {"ingest", "--store", "/s", "a", "--nice", "20"},
      {"verify", "--store", "/s", "one", "two"},
      {"generations", "--store"},
      {"sync"},
      {"sync", "--store", "/s", "a"},
      {"sync", "--store", "/s", "--every", "soon"},
      {"sync", "--store", "/s", "--every", "6w"},
      {"sync", "--store", "/s", "--every", "6"},
      {"sync", "--store", "/s", "--every", "-1h"},
  };
  for (const auto& arguments : cases) {
    std::string printed;
    const ParsedOptions parsed = Parse(arguments, &printed);
    EXPECT_FALSE(parsed.run) << testing::PrintToString(arguments);
    EXPECT_EQ(parsed.exit_code, 2) << testing::PrintToString(arguments);
    EXPECT_NE(printed, "") << testing::PrintToString(arguments);
  }
}

TEST(OptionsTest, MistakesAreExplainedWithTheUsage) {
  struct Case {
    std::vector<const char*> words;
    const char* printed;
  };
  const Case cases[] = {
      {{"ingst", "a"},
       "annuaire-indexer: unknown command 'ingst'; did you mean ingest?\n"
       "Usage: annuaire-indexer [OPTIONS] SUBCOMMAND\n"
       "More: annuaire-indexer --help\n"},
      {{"help", "snyc"}, "annuaire-indexer: unknown command 'snyc'; did you mean sync?\n"},
      {{}, "annuaire-indexer: which of: sync, ingest, generations, verify, rollback\n"},
      {{"ingest", "a"},
       "annuaire-indexer: --store is required\n"
       "Usage: annuaire-indexer ingest [OPTIONS] PATH...\n"
       "More: annuaire-indexer ingest --help\n"},
      {{"ingest", "--stor", "/s", "a"},
       "annuaire-indexer: unknown option --stor; did you mean --store?\n"},
      {{"ingest", "--store", "/s"}, "annuaire-indexer: PATH is required\n"},
      {{"verify", "--store", "/s", "one", "two"}, "annuaire-indexer: one word too many: 'two'\n"},
      {{"sync", "--store", "/s", "--keep", "0"}, "annuaire-indexer: --keep: "},
  };
  for (const Case& c : cases) {
    std::string printed;
    EXPECT_EQ(Parse(c.words, &printed).exit_code, 2) << c.printed;
    EXPECT_THAT(printed, StartsWith(c.printed));
  }
}

TEST(OptionsTest, HelpShowsAnExampleAndVersionTheVersion) {
  std::string printed;
  EXPECT_EQ(Parse({"--help"}, &printed).exit_code, 0);
  EXPECT_THAT(printed, HasSubstr("annuaire-indexer ingest --store /var/lib/annuaire"));
  for (const char* command : {"sync", "ingest", "generations", "verify", "rollback"}) {
    EXPECT_EQ(Parse({"help", command}, &printed).exit_code, 0);
    EXPECT_THAT(printed, HasSubstr("Example:\n  annuaire-indexer " + std::string(command)));
    const ParsedOptions parsed = Parse({command, "--help"}, &printed);
    EXPECT_EQ(parsed.exit_code, 0);
    EXPECT_FALSE(parsed.run);
    EXPECT_THAT(printed, HasSubstr("Example:\n  annuaire-indexer " + std::string(command)));
    EXPECT_THAT(printed, HasSubstr("ANNUAIRE_STORE"));
  }
  EXPECT_EQ(Parse({"--version"}, &printed).exit_code, 0);
  EXPECT_THAT(printed, HasSubstr("annuaire-indexer "));
}

}  // namespace
}  // namespace annuaire::indexer
