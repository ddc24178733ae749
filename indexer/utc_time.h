// Moments as text, in UTC.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace annuaire::indexer {

// "2026-09-15T04:12:07Z".
std::string ToUtcText(std::chrono::system_clock::time_point time);

// "20260915T041207.123Z": the name of a generation; names sort by time.
std::string ToGenerationName(std::chrono::system_clock::time_point time);

// The moment of such a name; nothing when it is another one.
std::optional<std::chrono::system_clock::time_point> ParseGenerationName(std::string_view name);

}  // namespace annuaire::indexer
