// The server's log: one line per event on stderr, "time=… event=… key=value…".
//
// Never personal data: no text that was asked for, no address, no name of a
// person. Thread-safe; a line is written whole.
//
// Example:
//
//   Log("loaded", {{"generation", name}, {"mailboxes", std::to_string(count)}});

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace annuaire {

// Values with anything but letters, digits and ._:/+- are put in quotes.
void Log(std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields = {});

// The time now in UTC, RFC 3339: "2026-11-20T06:15:00Z".
std::string NowUtc();

}  // namespace annuaire
