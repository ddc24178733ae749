#include "indexer/options.h"

#include <CLI/CLI.hpp>
#include <map>
#include <ostream>

#include "directory/display/usage_error.h"
#include "version.h"

namespace annuaire::indexer {
namespace {

constexpr int kExitBadArguments = 2;

constexpr const char* kDescription =
    "Builds the store of the annuaire mirror from the published files, and keeps its generations.";

constexpr const char* kFooter =
    "Exit codes: 0 done, 1 not found, 2 bad arguments, 3 failed.\n"
    "Examples:\n"
    "  annuaire-indexer sync --store /var/lib/annuaire --every 6h\n"
    "  annuaire-indexer ingest --store /var/lib/annuaire /srv/downloads";

// Each command fills options of its own: the library reads the environment for
// all of them, also for those that are not on the command line.
struct CommandOptions {
  CLI::App* app = nullptr;
  Options options;
};

// The two options that every command has.
CLI::App* AddCommand(CLI::App& app, const char* help, const char* example, Command command,
                     CommandOptions& mine) {
  // An example starts with the program's and the command's names.
  const std::string words = example;
  const std::size_t name = words.find(' ') + 1;
  mine.app = app.add_subcommand(words.substr(name, words.find(' ', name) - name), help);
  mine.app->footer("Example:\n  " + words);
  mine.options.command = command;
  mine.app->add_option("--store", mine.options.store, "folder of the store")
      ->envname("ANNUAIRE_STORE")
      ->required();
  mine.app->add_flag("--json", mine.options.json, "print one JSON object");
  return mine.app;
}

// What a command that builds a generation may be told.
void AddBuilding(CLI::App& command, Options& options) {
  command
      .add_option("--max-reject-share", options.max_reject_share,
                  "publish nothing when a file has a larger share of unreadable rows")
      ->envname("ANNUAIRE_MAX_REJECT_SHARE")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_option("--keep", options.keep, "generations to keep, the new one included")
      ->envname("ANNUAIRE_KEEP")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}))
      ->capture_default_str();
  command.add_option("--nice", options.nice, "yield the processor to others, up to 19")
      ->envname("ANNUAIRE_NICE")
      ->check(CLI::Range(0, 19))
      ->capture_default_str();
}

void AddIngest(CLI::App& app, CommandOptions& mine) {
  Options& options = mine.options;
  CLI::App* ingest = AddCommand(
      app, "Replace the directory by what the given files say, and publish it.",
      "annuaire-indexer ingest --store /var/lib/annuaire PS_LibreAcces.zip mssante.txt finess.json",
      Command::kIngest, mine);
  ingest
      ->add_option("PATH", options.paths,
                   "files or folders; zip, gz or plain, told by content; the newest of each kind")
      ->required();
  AddBuilding(*ingest, options);
}

void AddSync(CLI::App& app, CommandOptions& mine) {
  const std::map<std::string, std::uint64_t> seconds = {
      {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 24 * 3600}};
  // Who writes "6" means hours and would get seconds.
  const CLI::AsNumberWithUnit time(seconds, CLI::AsNumberWithUnit::UNIT_REQUIRED, "TIME");
  Options& options = mine.options;
  CLI::App* sync = AddCommand(
      app, "Fetch what the sources published since, check it and publish it.",
      "annuaire-indexer sync --store /var/lib/annuaire --every 6h", Command::kSync, mine);
  sync->add_option("--config", options.config, "JSON file of sources, guards and limits")
      ->envname("ANNUAIRE_SYNC_CONFIG");
  sync->add_option("--ca-bundle", options.ca_bundles,
                   "NAME=FILE: the authorities of a source, in PEM; turns the source on")
      ->type_name("NAME=FILE");
  sync->add_option("--accept", options.accept,
                   "publish this source's file once, though its counts leave their bands")
      ->type_name("NAME");
  sync->add_option("--every", options.every_s, "keep running, a run every so often: 90m, 6h, 1d")
      ->envname("ANNUAIRE_EVERY")
      ->transform(time);
  sync->add_option("--stale-after", options.stale_after_s,
                   "say so when a source's data is older: 36h, 12d")
      ->envname("ANNUAIRE_STALE_AFTER")
      ->transform(time)
      ->default_str("12d");
  AddBuilding(*sync, options);
}

void AddGenerations(CLI::App& app, CommandOptions& mine) {
  AddCommand(app, "List the generations of the store.",
             "annuaire-indexer generations --store /var/lib/annuaire", Command::kGenerations, mine);
}

void AddVerify(CLI::App& app, CommandOptions& mine) {
  CLI::App* verify = AddCommand(app, "Check that a generation is whole.",
                                "annuaire-indexer verify --store /var/lib/annuaire --full",
                                Command::kVerify, mine);
  verify->add_option("GENERATION", mine.options.generation, "its name; the current one if absent");
  verify->add_flag("--full", mine.options.full, "every row instead of a sample");
}

void AddRollback(CLI::App& app, CommandOptions& mine) {
  CLI::App* rollback =
      AddCommand(app, "Verify an earlier generation and publish it again.",
                 "annuaire-indexer rollback --store /var/lib/annuaire", Command::kRollback, mine);
  rollback->add_option("GENERATION", mine.options.generation,
                       "its name; the newest earlier one if absent");
}

}  // namespace

ParsedOptions ParseOptions(int argc, const char* const* argv, std::ostream& out,
                           std::ostream& errors) {
  ParsedOptions parsed;
  CLI::App app(kDescription, "annuaire-indexer");
  app.footer(kFooter);
  app.set_version_flag("--version", "annuaire-indexer " + std::string(kVersionAndSha));
  app.require_subcommand(1);
  app.fallthrough(false);
  CommandOptions sync, ingest, generations, verify, rollback;
  AddSync(app, sync);
  AddIngest(app, ingest);
  AddGenerations(app, generations);
  AddVerify(app, verify);
  AddRollback(app, rollback);
  try {
    const std::vector<const char*> words = WithHelpAsOption(argc, argv);
    app.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::ParseError& error) {
    // For help or the version, of a command there is.
    const bool asked = error.get_exit_code() == 0 && app.remaining(/*recurse=*/true).empty();
    if (asked) {
      app.exit(error, out, errors);
    } else {
      errors << UsageError(app, error);
    }
    parsed.exit_code = asked ? 0 : kExitBadArguments;
    return parsed;
  }
  for (const CommandOptions* command : {&sync, &ingest, &generations, &verify, &rollback}) {
    if (command->app->parsed()) parsed.options = command->options;
  }
  parsed.run = true;
  return parsed;
}

}  // namespace annuaire::indexer
