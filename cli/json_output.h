// JSON as protobuf maps it: lowerCamelCase names, absent facts as empty values,
// 64-bit numbers as strings, absent messages left out.

#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "directory/display/terminal.h"

namespace annuaire::cli {

// One object and a line end: on one line, or indented for a reader on a terminal.
std::string ToJson(const google::protobuf::Message& message, const Terminal& terminal);

}  // namespace annuaire::cli
