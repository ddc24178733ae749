#include "cli/json_output.h"

#include <google/protobuf/util/json_util.h>

#include <cassert>

namespace annuaire::cli {

std::string ToJson(const google::protobuf::Message& message, const Terminal& terminal) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.add_whitespace = terminal.is_terminal;
  std::string json;
  // Fails for an Any of unknown type only; the contract has none.
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  assert(status.ok());
  while (json.ends_with('\n')) json.pop_back();
  return json.append("\n");
}

}  // namespace annuaire::cli
