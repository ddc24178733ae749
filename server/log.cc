#include "server/log.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>

namespace annuaire {
namespace {

bool IsPlain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) ||
         std::string_view("._:/+-").find(c) != std::string_view::npos;
}

void AppendValue(std::string_view value, std::string& line) {
  if (!value.empty() && std::all_of(value.begin(), value.end(), IsPlain)) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') line += '\\';
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  line += '"';
}

}  // namespace

std::string NowUtc() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text;
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), size};
}

void Log(std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string line = "time=" + NowUtc() + " event=";
  line += event;
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    AppendValue(value, line);
  }
  line += '\n';
  // One write, so that lines of different threads do not mix. Nobody is left to
  // tell when stderr is closed.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace annuaire
