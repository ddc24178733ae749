// Session is what a command works with: the options, the server, the answer
// going to standard output, and notes beside it on standard error. One thread.

#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <string_view>

#include "cli/client.h"
#include "cli/options.h"
#include "cli/output.h"
#include "directory/display/terminal.h"

namespace annuaire::cli {

struct Session {
  Options options;
  Terminal out_terminal;
  Terminal err_terminal;
  Output out;
  Client client;
  // What a success ends with: kExitUnmet when the answer is not what the words
  // of the command demand.
  int exit_code = 0;

  // A remark for a person, "annuaire: note", on standard error.
  void Note(std::string_view note);
  void WriteJson(const google::protobuf::Message& message);
  // kInvalidArgument when --json was typed as well as --csv.
  Status CheckForms(bool csv) const;
};

// The work of the command that was typed.
using Command = std::function<Status(Session&)>;

}  // namespace annuaire::cli
