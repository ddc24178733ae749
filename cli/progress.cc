#include "cli/progress.h"

#include <cstdio>
#include <string>

#include "directory/display/number.h"

namespace annuaire::cli {
namespace {

constexpr std::chrono::seconds kQuiet(1);
constexpr std::chrono::milliseconds kFrame(100);

// "[######··············] 30 %"
std::string Bar(std::uint64_t done, std::uint64_t total) {
  constexpr std::uint64_t kCells = 20;
  std::string bar = "[";
  for (std::uint64_t i = 0; i < kCells; ++i) bar += i * total < done * kCells ? "#" : "·";
  return bar + "] " + std::to_string(done * 100 / total) + " %";
}

}  // namespace

Progress::Progress(const Terminal& err, const Terminal& out)
    : wanted_(err.is_terminal && !out.is_terminal) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Show(std::uint64_t rows, std::uint64_t done, std::uint64_t total) {
  if (!wanted_) return;
  const Clock::time_point now = Clock::now();
  const std::chrono::duration<double> elapsed = now - start_;
  if (elapsed < kQuiet || now - drawn_ < kFrame) return;
  drawn_ = now;
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(rows) / elapsed.count());
  std::string line = "\r\x1b[K" + WithThousands(rows) + " rows, " + WithThousands(rate) + "/s";
  if (total > 0) line += "  " + Bar(done, total);
  std::fputs(line.c_str(), stderr);
  shown_ = true;
}

}  // namespace annuaire::cli
