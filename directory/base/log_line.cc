#include "directory/base/log_line.h"

#include <sys/stat.h>

#include <algorithm>

namespace annuaire {
namespace {

bool IsControl(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

void AppendValue(std::string_view value, std::string& line) {
  const bool plain = !value.empty() && std::none_of(value.begin(), value.end(), [](char c) {
    return IsControl(c) || c == ' ' || c == '"' || c == '=' || c == '\\';
  });
  if (plain) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') line += '\\';
    line += IsControl(c) ? ' ' : c;
  }
  line += '"';
}

}  // namespace

std::string LogLine(std::string_view time, std::string_view event,
                    const std::vector<LogField>& fields) {
  std::string line = "time=";
  line.append(time).append(" event=").append(event);
  for (const LogField& field : fields) {
    line.append(" ").append(field.key).append("=");
    AppendValue(field.value, line);
  }
  return line;
}

std::string JournalPrefix(LogLevel level, const char* journal_stream, int descriptor) {
  struct stat stream = {};
  if (journal_stream == nullptr || ::fstat(descriptor, &stream) != 0) return {};
  const std::string own = std::to_string(stream.st_dev) + ":" + std::to_string(stream.st_ino);
  return own == journal_stream ? "<" + std::to_string(static_cast<int>(level)) + ">" : "";
}

}  // namespace annuaire
