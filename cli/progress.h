// Progress counts rows on standard error while somebody waits: from the second
// second on, only when standard error is a terminal and the rows themselves go
// elsewhere. The contract gives no total, so it shows a count and a rate.
//
// One thread. Clears its line when destroyed.

#pragma once

#include <chrono>
#include <cstdint>

#include "cli/terminal.h"

namespace annuaire::cli {

class Progress {
 public:
  Progress(const Terminal& err, const Terminal& out);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(std::uint64_t rows);

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
};

}  // namespace annuaire::cli
