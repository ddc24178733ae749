#include "indexer/log.h"

#include <algorithm>
#include <ostream>

#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

constexpr std::chrono::milliseconds kRedrawInterval(100);
constexpr std::uint64_t kBarWidth = 30;

// Text with blanks or quotes is quoted; control characters never get out.
std::string Quoted(std::string_view value) {
  const bool plain = !value.empty() && std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\';
  });
  if (plain) return std::string(value);
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return text + "\"";
}

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

void Log::Event(std::string_view event, std::initializer_list<Field> fields) {
  std::string line = "time=" + ToUtcText(std::chrono::system_clock::now()) + " event=";
  line += event;
  for (const Field& field : fields) {
    line.append(" ").append(field.key).append("=").append(Quoted(field.value));
  }
  const std::lock_guard lock(progress_.mutex_);
  progress_.WipeLocked();
  out_ << line + "\n" << std::flush;
}

}  // namespace annuaire::indexer
