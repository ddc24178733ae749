#include "cli/session.h"

#include <cstdio>

#include "cli/json_output.h"
#include "directory/display/text.h"

namespace annuaire::cli {

void Session::Note(std::string_view note) {
  std::fputs(Printable(note).insert(0, "annuaire: ").append("\n").c_str(), stderr);
}

void Session::WriteJson(const google::protobuf::Message& message) {
  out.Write(ToJson(message, out_terminal));
}

Status Session::CheckForms(bool csv) const {
  if (!csv || !options.json) return OkStatus();
  return InvalidArgumentError("--json and --csv are two forms of one answer: give one");
}

}  // namespace annuaire::cli
