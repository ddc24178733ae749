// The command line of annuaire-indexer: default < environment < flag.
//
// Every option is declared once, in options.cc, with its flag, its environment
// variable and its help.

#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace annuaire::indexer {

enum class Command { kIngest, kGenerations, kVerify, kRollback, kSync };

struct Options {
  Command command = Command::kGenerations;
  std::string store;  // --store, ANNUAIRE_STORE: the folder of the generations
  bool json = false;  // --json: one object on stdout instead of a table

  // ingest; also sync, but for the paths
  std::vector<std::string> paths;   // files and folders
  double max_reject_share = 0.001;  // of one file's rows; more publishes nothing
  std::size_t keep = 2;             // generations kept, the new one included
  int nice = 19;                    // 0 to 19, see nice(2): whoever is served comes first

  // sync
  std::string config;                   // a JSON file, see sync/sync_settings.h; empty: defaults
  std::vector<std::string> accept;      // sources whose refused file is published once
  std::vector<std::string> ca_bundles;  // NAME=FILE
  std::uint64_t every_s = 0;            // 0: one run
  std::uint64_t stale_after_s = std::uint64_t{12} * 24 * 3600;

  // verify, rollback
  std::string generation;  // empty: the current one, the one before it
  bool full = false;       // verify every row, not a sample
};

struct ParsedOptions {
  bool run = false;   // false after --help, --version and mistakes
  int exit_code = 0;  // of the program, unless "run"
  Options options;
};

// Prints help and version to "out", mistakes with their remedy to "errors".
ParsedOptions ParseOptions(int argc, const char* const* argv, std::ostream& out,
                           std::ostream& errors);

}  // namespace annuaire::indexer
