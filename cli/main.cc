// annuaire: the directory at a shell. See README.md.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/command_line.h"
#include "cli/session.h"
#include "cli/status.h"
#include "cli/terminal.h"
#include "directory/base/standard_streams.h"

namespace annuaire::cli {
namespace {

int Run(int argc, const char* const* argv) {
  // A reader that leaves ("| head") is no failure: Output sees EPIPE and stops.
  std::signal(SIGPIPE, SIG_IGN);
  const CommandLine line = ParseCommandLine(argc, argv);
  std::fputs(line.err.c_str(), stderr);
  if (!line.command) {
    Output out(STDOUT_FILENO);
    out.Write(line.out);
    const Status written = out.Flush();
    if (written.ok()) return line.exit_code;
    std::fprintf(stderr, "annuaire: %s\n", written.message().c_str());
    return kExitFailure;
  }
  Session session{.options = line.options,
                  .out_terminal = DetectTerminal(STDOUT_FILENO),
                  .err_terminal = DetectTerminal(STDERR_FILENO),
                  .out = Output(STDOUT_FILENO),
                  .client = Client(line.options),
                  .exit_code = kExitOk};
  const Status status = line.command(session);
  if (!status.ok()) session.Note(status.message());
  return status.ok() ? session.exit_code : ExitCode(status.code());
}

}  // namespace
}  // namespace annuaire::cli

int main(int argc, char** argv) {
  annuaire::ReserveStandardStreams();
  try {
    return annuaire::cli::Run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "annuaire: %s\n", error.what());
    return annuaire::cli::kExitFailure;
  }
}
