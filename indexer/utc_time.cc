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

}  // namespace annuaire::indexer
