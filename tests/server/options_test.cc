#include "server/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

ParsedOptions Parse(std::vector<const char*> arguments,
                    const std::map<std::string, std::string>& environment = {}) {
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  arguments.insert(arguments.begin(), "annuaire-server");
  const ParsedOptions parsed = ParseOptions(static_cast<int>(arguments.size()), arguments.data());
  for (const auto& [name, value] : environment) unsetenv(name.c_str());
  return parsed;
}

TEST(OptionsTest, HasADefaultForAllButTheStore) {
  const ParsedOptions parsed = Parse({"--store", "/s"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_EQ(parsed.options->store, "/s");
  EXPECT_THAT(parsed.options->listen, ElementsAre("127.0.0.1:50051"));
  EXPECT_GE(parsed.options->threads, 1u);
  EXPECT_EQ(parsed.options->drain.count(), 5000);
  EXPECT_FALSE(parsed.options->wait);
  EXPECT_EQ(parsed.options->ldap_socket, "");
  EXPECT_EQ(parsed.options->metrics, "");
  EXPECT_EQ(parsed.options->ldap_base, "ou=bal,o=mssante,c=fr");
}

TEST(OptionsTest, LetsAFlagBeatTheEnvironmentAndThatTheDefault) {
  const std::map<std::string, std::string> environment = {{"ANNUAIRE_STORE", "/env"},
                                                          {"ANNUAIRE_LISTEN", "a:1,unix:/b"},
                                                          {"ANNUAIRE_THREADS", "3"},
                                                          {"ANNUAIRE_WAIT", "true"}};
  const ParsedOptions by_environment = Parse({}, environment);
  ASSERT_TRUE(by_environment.options.has_value());
  EXPECT_EQ(by_environment.options->store, "/env");
  EXPECT_THAT(by_environment.options->listen, ElementsAre("a:1", "unix:/b"));
  EXPECT_EQ(by_environment.options->threads, 3u);
  EXPECT_TRUE(by_environment.options->wait);

  const ParsedOptions by_flag = Parse(
      {"--store=/flag", "--listen", "[::1]:0", "--listen=unix:/c", "--threads", "2"}, environment);
  ASSERT_TRUE(by_flag.options.has_value());
  EXPECT_EQ(by_flag.options->store, "/flag");
  EXPECT_THAT(by_flag.options->listen, ElementsAre("[::1]:0", "unix:/c"));
  EXPECT_EQ(by_flag.options->threads, 2u);
}

TEST(OptionsTest, ExitsWithTwoAfterAMistakeAndSaysWhich) {
  struct Row {
    std::vector<const char*> arguments;
    const char* want;
  };
  const Row rows[] = {
      {{}, "--store"},
      {{"--store"}, "--store"},
      {{"--store", "/s", "--unknown"}, "--unknown"},
      {{"--store", "/s", "extra"}, "extra"},
      {{"--store", "/s", "--listen", "nowhere"}, "nowhere"},
      {{"--store", "/s", "--listen", "host:"}, "host:"},
      {{"--store", "/s", "--listen", ":50051"}, ":50051"},
      {{"--store", "/s", "--listen", "host:65536"}, "65536"},
      {{"--store", "/s", "--listen", "::1:0"}, "in brackets: [::1]:0"},
      {{"--store", "/s", "--listen", "[::1:0"}, "in brackets"},
      {{"--store", "/s", "--listen", "host:-1"}, "host:-1"},
      {{"--store", "/s", "--listen", "unix:"}, "unix:"},
      {{"--store", "/s", "--threads", "many"}, "--threads"},
      {{"--store", "/s", "--threads", "257"}, "--threads"},
      {{"--store", "/s", "--drain-ms", "-1"}, "--drain-ms"},
      {{"--store", "/s", "--cache-mb", "0"}, "--cache-mb"},
      {{"--store", "/s", "--ldap-base", "bal"}, "bal"},
      {{"--store", "/s", "--metrics", "9150"}, "\"9150\" is neither HOST:PORT"},
      {{"--store", "/s", "--metrics", "unix:/m"}, "over HTTP: HOST:PORT"},
      {{"--store", "/s", "--ldap-base", "o=a\nb"}, "--ldap-base"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.want);
    CaptureStderr();
    const ParsedOptions parsed = Parse(row.arguments);
    const std::string told = GetCapturedStderr();
    EXPECT_THAT(told, StartsWith("annuaire-server: "));
    EXPECT_THAT(told, HasSubstr(row.want));
    EXPECT_FALSE(parsed.options.has_value());
    EXPECT_EQ(parsed.exit_code, 2);
  }
}

TEST(OptionsTest, PrintsHelpWithAnExampleAndTheVersion) {
  for (const auto& [flag, want] :
       std::map<const char*, const char*>{{"--help", "Example:\n  annuaire-server --store"},
                                          {"--version", "annuaire-server 0."}}) {
    CaptureStdout();
    const ParsedOptions parsed = Parse({flag});
    EXPECT_THAT(GetCapturedStdout(), HasSubstr(want));
    EXPECT_FALSE(parsed.options.has_value());
    EXPECT_EQ(parsed.exit_code, 0);
  }
}

TEST(OptionsTest, StandInTheReadme) {
  std::ifstream file(ANNUAIRE_SOURCE_DIR "/server/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  CaptureStdout();
  static_cast<void>(Parse({"--help"}));
  const std::string help = GetCapturedStdout();
  const std::regex word("--[a-z-]+|ANNUAIRE_[A-Z_]+");
  int words = 0;
  for (std::sregex_iterator at(help.begin(), help.end(), word), end; at != end; ++at, ++words) {
    if (at->str() == "--help" || at->str() == "--version") continue;
    EXPECT_THAT(readme, HasSubstr("`" + at->str()));
  }
  EXPECT_GT(words, 12);
}

}  // namespace
}  // namespace annuaire
