#include "server/log.h"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctime>

namespace annuaire {

std::string NowUtc() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text;
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), size};
}

void Log(std::string_view event, const std::vector<LogField>& fields, LogLevel level) {
  const std::string line = JournalPrefix(level, std::getenv("JOURNAL_STREAM"), STDERR_FILENO) +
                           LogLine(NowUtc(), event, fields) + "\n";
  // One write, so that lines of different threads do not mix. Nobody is left to
  // tell when stderr is closed.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace annuaire
