// The server's log: one line per event on stderr, "time=… event=… key=value…".
//
// Never personal data: no text that was asked for, no address, no name of a
// person. Thread-safe; a line is written whole.
//
// Example:
//
//   Log("loaded", {{"generation", name}, {"mailboxes", count}});

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/base/log_line.h"

namespace annuaire {

void Log(std::string_view event, const std::vector<LogField>& fields = {},
         LogLevel level = LogLevel::kInfo);

// The time now in UTC, RFC 3339: "2026-11-20T06:15:00Z".
std::string NowUtc();

}  // namespace annuaire
