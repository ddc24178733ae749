// Progress counts rows on standard error while somebody waits: from the second
// second on, only when standard error is a terminal and the rows themselves go
// elsewhere. A listing has no total, so it shows a count and a rate; a file has
// one, shown as a bar. Call it as often as you like: it draws ten times a second.
//
// One thread. Clears its line when destroyed.

#pragma once

#include <chrono>
#include <cstdint>

#include "directory/display/terminal.h"

namespace annuaire::cli {

class Progress {
 public:
  Progress(const Terminal& err, const Terminal& out);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // "done" of "total" bytes are behind us; 0 when the total is unknown.
  void Show(std::uint64_t rows, std::uint64_t done = 0, std::uint64_t total = 0);

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
};

}  // namespace annuaire::cli
