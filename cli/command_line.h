// CommandLine reads what was typed into options and the work of one command.
//
// Order: default, then ANNUAIRE_SERVER, then flag; flags before or after the
// command. The only file that meets the exceptions of CLI11.

#pragma once

#include <string>

#include "cli/options.h"
#include "cli/session.h"

namespace annuaire::cli {

struct CommandLine {
  Options options;
  // Empty when there is nothing to do but print: help, version or a usage error.
  Command command;
  std::string out;
  std::string err;
  int exit_code = 0;
};

CommandLine ParseCommandLine(int argc, const char* const* argv);

}  // namespace annuaire::cli
