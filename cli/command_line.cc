#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/status.h"
#include "directory/display/usage_error.h"
#include "version.h"

namespace annuaire::cli {
namespace {

constexpr double kTimeoutSecondsMin = 0.001;
constexpr double kTimeoutSecondsMax = 86400;

// Empty when "server" is an address one can connect to; else why not.
std::string CheckServer(const std::string& server) {
  constexpr std::string_view kExpected = "expected HOST:PORT, [ADDRESS]:PORT or unix:/path";
  if (server.starts_with("https://")) return "expected HOST:PORT, and --tls beside it";
  if (server.starts_with("unix:")) return server.size() > 5 ? "" : std::string(kExpected);
  const std::size_t colon = server.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::string(kExpected);
  const bool bracketed = server.front() == '[' && server[colon - 1] == ']';
  if (!bracketed && server.find(':') != colon) return std::string(kExpected);
  unsigned port = 0;
  const char* end = server.data() + server.size();
  const auto [stop, error] = std::from_chars(server.data() + colon + 1, end, port);
  if (error != std::errc() || stop != end || port == 0 || port > 65535) {
    return "the port is a number from 1 to 65535";
  }
  return {};
}

// The same of a file of certificates.
std::string CheckAuthorities(const std::string& path) {
  std::ifstream file(path);
  if (!file) return "cannot read " + path;
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return text.find("-----BEGIN CERTIFICATE-----") != std::string::npos
             ? ""
             : "no certificate in PEM in " + path;
}

// The same of a number of seconds.
std::string CheckTimeout(const std::string& text) {
  double seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seconds);
  const bool good = error == std::errc() && stop == end && seconds >= kTimeoutSecondsMin &&
                    seconds <= kTimeoutSecondsMax;
  return good ? "" : "expected seconds, from 0.001 to 86400";
}

void AddOptions(CLI::App& app, Options& options) {
  app.add_option("--server", options.server, "HOST:PORT or unix:/path (" + options.server + ")")
      ->envname("ANNUAIRE_SERVER")
      ->check(CLI::Validator(CheckServer, ""));
  app.add_flag("--tls", options.tls, "encrypt; the server's certificate is verified")
      ->envname("ANNUAIRE_TLS");
  app.add_option("--ca", options.ca, "--tls, with the authorities of this PEM file (the machine's)")
      ->envname("ANNUAIRE_CA")
      ->type_name("FILE")
      ->check(CLI::Validator(CheckAuthorities, ""));
  app.add_flag("--json", options.json, "answer in JSON, for programs");
  app.add_option("--timeout", options.timeout_seconds, "seconds a call may take (10)")
      ->type_name("SECONDS")
      ->check(CLI::Validator(CheckTimeout, ""));
  app.set_help_flag("-h,--help", "print this and exit");
  app.set_version_flag("--version", "annuaire " + std::string(kVersionAndSha),
                       "print the version and exit");
}

std::string Help(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  if (parent == nullptr) return app.help();
  return app.help(FullName(*parent)) +
         "\nWith any command: --server HOST:PORT, --json, --timeout SECONDS.\n";
}

void Refuse(const CLI::App& app, const CLI::ParseError& error, CommandLine& line) {
  line.err = UsageError(app, error);
  line.exit_code = kExitUsage;
}

}  // namespace

CommandLine ParseCommandLine(int argc, const char* const* argv) {
  CommandLine line;
  CLI::App app(
      "Asks the mirror of the Annuaire Santé: professionals, structures, secure mailboxes.",
      "annuaire");
  app.fallthrough();
  app.require_subcommand(0, 1);
  app.footer(
      "Exit codes: 0 done, 1 not found or --fail-on met, 2 words that cannot be read, 3 "
      "failure.\n\n"
      "Example:\n  annuaire suggest mar med 44");
  AddOptions(app, line.options);
  AddSuggestCommand(app, line.command);
  AddRecordCommands(app, line.command);
  AddSearchCommands(app, line.command);
  AddCheckCommand(app, line.command);
  AddValidateCommand(app, line.command);
  AddAuditCommand(app, line.command);
  AddChangesCommand(app, line.command);
  AddRulesCommand(app, line.command);
  AddMirrorCommands(app, line.command);
  AddStatusCommand(app, line.command);
  const std::vector<const char*> words = WithHelpAsOption(argc, argv);
  try {
    app.parse(static_cast<int>(words.size()), words.data());
    if (!line.command) line.out = Help(app);
  } catch (const CLI::CallForHelp& help) {
    if (app.remaining(/*recurse=*/true).empty()) {
      line.out = Help(CommandTyped(app));
    } else {
      Refuse(app, help, line);
    }
  } catch (const CLI::CallForVersion& version) {
    line.out = std::string(version.what()) + "\n";
  } catch (const CLI::ParseError& error) {
    Refuse(app, error, line);
  }
  if (!line.out.empty() || !line.err.empty()) line.command = nullptr;
  return line;
}

}  // namespace annuaire::cli
