// JSON by hand, where a message per line must be cheap.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::cli {

// Appends "text" as a JSON string, quotes included. Bytes that are not UTF-8
// become U+FFFD; < and > are escaped, as protobuf does, so that the line may
// stand in a web page.
void AppendJsonString(std::string& json, std::string_view text);

}  // namespace annuaire::cli
