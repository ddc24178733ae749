// annuaire-indexer builds the store from the published files and keeps its
// generations. See options.cc for the commands, ingest.h for the work.

#include <signal.h>

#include <atomic>
#include <exception>
#include <iostream>

#include "indexer/generation_commands.h"
#include "indexer/ingest_command.h"
#include "indexer/options.h"
#include "indexer/sync/sync_command.h"

namespace annuaire::indexer {
namespace {

enum ExitCode { kDone = 0, kNotFound = 1, kBadArguments = 2, kFailed = 3 };

// Set by SIGINT and SIGTERM: nothing is published after that.
std::atomic<bool> stop_requested = false;

void RequestStop(int /*signal*/) { stop_requested = true; }

void CatchSignals() {
  struct sigaction action = {};
  action.sa_handler = RequestStop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal leaves at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

Status Run(const Options& options) {
  switch (options.command) {
    case Command::kIngest:
      return RunIngest(options, stop_requested, std::cout, std::cerr);
    case Command::kGenerations:
      return RunGenerations(options, std::cout);
    case Command::kVerify:
      return RunVerify(options, std::cout);
    case Command::kRollback:
      return RunRollback(options, std::cout, std::cerr);
    case Command::kSync:
      return RunSync(options, stop_requested, std::cout, std::cerr);
  }
  return InternalError("unknown command");
}

int ToExitCode(const Status& status) {
  if (status.ok()) return kDone;
  if (status.code() == StatusCode::kNotFound) return kNotFound;
  if (status.code() == StatusCode::kInvalidArgument) return kBadArguments;
  return kFailed;
}

int Main(int argc, char** argv) {
  const ParsedOptions parsed = ParseOptions(argc, argv, std::cout, std::cerr);
  if (!parsed.run) return parsed.exit_code;
  CatchSignals();
  const Status status = Run(parsed.options);
  if (!status.ok()) std::cerr << "annuaire-indexer: " << status.message() << '\n';
  return ToExitCode(status);
}

}  // namespace
}  // namespace annuaire::indexer

int main(int argc, char** argv) {
  try {
    return annuaire::indexer::Main(argc, argv);
  } catch (const std::exception& error) {  // no memory, or a third party's
    std::cerr << "annuaire-indexer: " << error.what() << '\n';
    return annuaire::indexer::kFailed;
  }
}
