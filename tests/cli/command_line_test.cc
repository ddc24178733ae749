#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "version.h"

namespace annuaire::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST(CommandLineTest, ExplainsWhatItCannotRead) {
  struct Case {
    std::vector<std::string> words;
    const char* first_line;
  };
  const Case cases[] = {
      {{"sugest", "dup"}, "annuaire: unknown command 'sugest'; did you mean suggest?\n"},
      {{"xyz"}, "annuaire: unknown command 'xyz'; it is one of: suggest, practitioner"},
      {{"search", "mailboxs"}, "annuaire: unknown command 'mailboxs'; did you mean mailboxes?\n"},
      {{"search"}, "annuaire: which of: practitioners, organizations, mailboxes\n"},
      {{"suggest", "dup", "--limt", "3"},
       "annuaire: unknown option --limt; did you mean --limit?\n"},
      {{"suggest", "dup", "--jsn"}, "annuaire: unknown option --jsn; did you mean --json?\n"},
      {{"suggest", "dup", "--department", "54"},
       "annuaire: unknown option --department; did you mean --near-department?\n"},
      {{"suggest", "--limit", "0", "x"}, "annuaire: --limit: Value 0 not in range 1 to 100\n"},
      {{"suggest", "--limit", "ten", "x"}, "annuaire: "},
      {{"suggest"}, "annuaire: nothing to complete"},
      {{"practitioner"}, "annuaire: ID is required\n"},
      {{"practitioner", "1", "2"}, "annuaire: one word too many: '2'\n"},
      {{"search", "organizations", "--state", "ajar"}, "annuaire: --state: ajar not in"},
      {{"search", "mailboxes", "--page-size", "501"}, "annuaire: --page-size: "},
      {{"--timeout", "0", "status"},
       "annuaire: --timeout: expected seconds, from 0.001 to 86400\n"},
      {{"--timeout", "-1", "status"}, "annuaire: --timeout: expected seconds"},
      {{"--timeout", "5s", "status"}, "annuaire: --timeout: expected seconds"},
      {{"help", "sugest"}, "annuaire: unknown command 'sugest'; did you mean suggest?\n"},
      {{"--server", "localhost", "status"}, "annuaire: --server: expected HOST:PORT"},
      {{"--server", "localhost:", "status"}, "annuaire: --server: the port is a number"},
      {{"--server", "localhost:65536", "status"}, "annuaire: --server: the port is a number"},
      {{"--server", "localhost:80x", "status"}, "annuaire: --server: the port is a number"},
      {{"--server", "::1:80", "status"}, "annuaire: --server: expected HOST:PORT, [ADDRESS]:PORT"},
      {{"--server", ":80", "status"}, "annuaire: --server: expected HOST:PORT"},
      {{"--server", "unix:", "status"}, "annuaire: --server: expected HOST:PORT"},
      {{"status", "--server", ""}, "annuaire: --server"},
      {{"--server", "https://h:443", "status"},
       "annuaire: --server: expected HOST:PORT, and --tls beside it\n"},
      {{"--ca", "/nonexistent", "status"}, "annuaire: --ca: cannot read /nonexistent\n"},
      {{"--ca", "/dev/null", "status"}, "annuaire: --ca: no certificate in PEM in /dev/null\n"},
  };
  for (const Case& c : cases) {
    const Printed printed = RunAnnuaire(c.words);
    EXPECT_EQ(printed.exit_code, 2) << c.first_line;
    EXPECT_EQ(printed.out, "") << c.first_line;
    EXPECT_THAT(printed.err, StartsWith(c.first_line));
  }
}

TEST(CommandLineTest, ShowsTheUsageOfTheCommandMeant) {
  const Printed printed = RunAnnuaire({"search", "mailboxes", "--colour", "red"});
  EXPECT_THAT(printed.err, HasSubstr("\nUsage: annuaire search mailboxes [OPTIONS]\n"
                                     "More: annuaire search mailboxes --help\n"));
}

TEST(CommandLineTest, RefusesAMalformedServerOfTheEnvironment) {
  const Printed printed = RunAnnuaire({"status"}, {{"ANNUAIRE_SERVER", "nowhere"}});
  EXPECT_EQ(printed.exit_code, 2);
  EXPECT_THAT(printed.err, HasSubstr("expected HOST:PORT"));
}

TEST(CommandLineTest, EveryCommandHasHelpWithAnExample) {
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"suggest"},
                                                          {"practitioner"},
                                                          {"organization"},
                                                          {"mailbox"},
                                                          {"domain"},
                                                          {"search"},
                                                          {"search", "practitioners"},
                                                          {"status"},
                                                          {"health"},
                                                          {"search", "organizations"},
                                                          {"search", "mailboxes"},
                                                          {"professions"},
                                                          {"check"},
                                                          {"validate"},
                                                          {"audit"},
                                                          {"rules"}};
  for (std::vector<std::string> words : commands) {
    words.push_back("--help");
    const Printed printed = RunAnnuaire(words);
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_EQ(printed.err, "");
    EXPECT_THAT(printed.out, AllOf(HasSubstr("Usage: annuaire"), HasSubstr("Example:\n  annuaire"),
                                   HasSubstr("--server")))
        << words.front();
  }
}

TEST(CommandLineTest, PrintsHelpWithoutACommandAndItsVersion) {
  const Printed help = RunAnnuaire({});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_EQ(help.out, RunAnnuaire({"--help"}).out);
  EXPECT_EQ(RunAnnuaire({"help"}).out, help.out);
  EXPECT_EQ(RunAnnuaire({"help", "search", "mailboxes"}).out,
            RunAnnuaire({"search", "mailboxes", "--help"}).out);
  const Printed version = RunAnnuaire({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.out, "annuaire " + std::string(kVersion) + " (" + std::string(kGitSha) + ")\n");
}

// Port 1 is privileged and unused: the connection is refused at once.
TEST(CommandLineTest, NamesTheServerThatDoesNotAnswerAndTheRemedy) {
  const std::string want =
      "annuaire: no annuaire-server answers at 127.0.0.1:1; start annuaire-server --store DIR "
      "--listen 127.0.0.1:1, or name another server with --server\n";
  for (const std::vector<std::string>& words : {std::vector<std::string>{"health"},
                                                {"status", "--json"},
                                                {"suggest", "status", "health"}}) {
    const Printed printed = RunAnnuaire(words, {{"ANNUAIRE_SERVER", "127.0.0.1:1"}});
    EXPECT_EQ(printed.exit_code, 3);
    EXPECT_EQ(printed.out, "");
    EXPECT_EQ(printed.err, want);
  }
}

TEST(CommandLineTest, AFlagBeatsTheEnvironmentOnEitherSideOfTheCommand) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--server", "unix:/nonexistent/socket", "health"},
        {"health", "--server", "unix:/nonexistent/socket"}}) {
    const Printed printed = RunAnnuaire(words, {{"ANNUAIRE_SERVER", "127.0.0.1:1"}});
    EXPECT_EQ(printed.exit_code, 3);
    EXPECT_THAT(printed.err, HasSubstr("unix:/nonexistent/socket"));
  }
}

}  // namespace
}  // namespace annuaire::cli
