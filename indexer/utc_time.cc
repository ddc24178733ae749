#include "indexer/utc_time.h"

#include <cstdio>
#include <ctime>

namespace annuaire::indexer {
namespace {

std::string Format(std::chrono::system_clock::time_point time, const char* format) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, format, &utc));
}

}  // namespace

std::string ToUtcText(std::chrono::system_clock::time_point time) {
  return Format(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::string ToGenerationName(std::chrono::system_clock::time_point time) {
  const auto fraction =
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()) %
      std::chrono::seconds(1);
  char milliseconds[16];
  std::snprintf(milliseconds, sizeof milliseconds, ".%03dZ", static_cast<int>(fraction.count()));
  return Format(time, "%Y%m%dT%H%M%S") + milliseconds;
}

std::optional<std::chrono::system_clock::time_point> ParseGenerationName(std::string_view name) {
  std::tm utc{};
  int milliseconds = 0;
  const std::string text(name);
  const char* rest = strptime(text.c_str(), "%Y%m%dT%H%M%S", &utc);
  if (rest == nullptr || std::sscanf(rest, ".%3dZ", &milliseconds) != 1) return std::nullopt;
  if (utc.tm_year > 2200 - 1900) return std::nullopt;  // system_clock ends in 2262
  const auto time = std::chrono::system_clock::from_time_t(timegm(&utc)) +
                    std::chrono::milliseconds(milliseconds);
  return ToGenerationName(time) == name ? std::optional(time) : std::nullopt;
}

}  // namespace annuaire::indexer
