#include "cli/progress.h"

#include <cstdio>
#include <string>

#include "cli/text.h"

namespace annuaire::cli {

Progress::Progress(const Terminal& err, const Terminal& out)
    : wanted_(err.is_terminal && !out.is_terminal) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Show(std::uint64_t rows) {
  const std::chrono::duration<double> elapsed = Clock::now() - start_;
  if (!wanted_ || elapsed.count() < 1) return;
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(rows) / elapsed.count());
  std::fputs(("\r\x1b[K" + Count(rows) + " rows, " + Count(rate) + "/s").c_str(), stderr);
  shown_ = true;
}

}  // namespace annuaire::cli
