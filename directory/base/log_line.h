// LogLine() makes a line of the programs' logs:
//
//   time=2026-11-21T06:15:00Z event=read file="a b.txt" rows=12
//
// Names of events and fields are [a-z_]+; a value with blanks, quotes, '=' or '\' is
// quoted, and control characters never get out. Where the journal of systemd reads, a
// line begins with its level ("<3>"), so that journalctl -p err finds what failed.

#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// As syslog(3) numbers them. An error asks for somebody, a warning may pass.
enum class LogLevel : std::uint8_t { kError = 3, kWarning = 4, kInfo = 6 };

struct LogField {
  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  template <std::integral T>
  LogField(std::string_view k, T v) : key(k), value(std::to_string(v)) {}

  std::string_view key;
  std::string value;
};

// Without its end.
std::string LogLine(std::string_view time, std::string_view event,
                    const std::vector<LogField>& fields);

// "<3>" where the journal reads what is written to "descriptor", else nothing. systemd says
// what it reads in $JOURNAL_STREAM, here "journal_stream": nullptr when it is not set.
std::string JournalPrefix(LogLevel level, const char* journal_stream, int descriptor);

}  // namespace annuaire
