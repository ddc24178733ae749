#include "indexer/log.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

constexpr std::chrono::milliseconds kRedrawInterval(100);
constexpr std::uint64_t kBarWidth = 30;

}  // namespace

void Progress::Show(std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (!enabled_) return;
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < kRedrawInterval) return;
  last_ = now;
  drawn_ = true;
  out_ << "\r\x1b[K";
  if (total != 0) {
    const std::uint64_t part = std::min(done, total);
    const std::string bar(part * kBarWidth / total, '#');
    out_ << '[' << bar << std::string(kBarWidth - bar.size(), '.') << "] " << part * 100 / total
         << " % ";
  }
  out_ << what << std::flush;
}

void Progress::Wipe() {
  const std::lock_guard lock(mutex_);
  WipeLocked();
}

void Progress::WipeLocked() {
  if (!drawn_) return;
  drawn_ = false;
  out_ << "\r\x1b[K" << std::flush;
}

void Log::Event(std::string_view event, const std::vector<LogField>& fields, LogLevel level) {
  const std::string prefix =
      &out_ == &std::cerr ? JournalPrefix(level, std::getenv("JOURNAL_STREAM"), STDERR_FILENO) : "";
  const std::string line = LogLine(ToUtcText(std::chrono::system_clock::now()), event, fields);
  const std::lock_guard lock(progress_.mutex_);
  progress_.WipeLocked();
  out_ << prefix + line + "\n" << std::flush;
}

}  // namespace annuaire::indexer
