// annuaire-indexer builds the store from the published files and keeps its
// generations. See options.cc for the commands, ingest.h for the work.

#include <malloc.h>
#include <signal.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <iostream>
#include <string>

#include "directory/base/standard_streams.h"
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

// What is large is given back to the kernel once it is freed, so that the tables
// of one file make room for those of the next, and a mirror that waits for news
// holds next to nothing.
void GiveLargeBlocksBack() { mallopt(M_MMAP_THRESHOLD, 1 << 20); }

int ToExitCode(const Status& status) {
  if (status.ok()) return kDone;
  if (status.code() == StatusCode::kNotFound) return kNotFound;
  if (status.code() == StatusCode::kInvalidArgument) return kBadArguments;
  return kFailed;
}

// Who asked is to know that the answer is not whole.
Status FlushAnswer() {
  if (std::cout.flush()) return OkStatus();
  return InternalError(std::string("cannot write the answer: ") + std::strerror(errno));
}

int Main(int argc, char** argv) {
  const ParsedOptions parsed = ParseOptions(argc, argv, std::cout, std::cerr);
  Status status;
  if (parsed.run) {
    CatchSignals();
    GiveLargeBlocksBack();
    status = Run(parsed.options);
  }
  // A run of sync has said what became of it, in its last event.
  const bool told = !status.ok() && parsed.options.command == Command::kSync;
  if (status.ok()) status = FlushAnswer();
  if (!status.ok() && !told) std::cerr << "annuaire-indexer: " << status.message() << '\n';
  return status.ok() ? parsed.exit_code : ToExitCode(status);
}

}  // namespace
}  // namespace annuaire::indexer

int main(int argc, char** argv) {
  annuaire::ReserveStandardStreams();
  try {
    return annuaire::indexer::Main(argc, argv);
  } catch (const std::exception& error) {  // no memory, or a third party's
    std::cerr << "annuaire-indexer: " << error.what() << '\n';
    return annuaire::indexer::kFailed;
  }
}
