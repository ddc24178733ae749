// Log writes one line per event to stderr, as annuaire-server's does:
//
//   time=2026-11-21T06:15:00Z event=read file=a.zip!b.txt rows=12
//
// Never a key, a password or anything of a row that was read.
//
// Progress draws one line that is redrawn in place, on a terminal only.
//
// Safe from any thread. A log line first wipes the progress line.

#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <mutex>
#include <string_view>
#include <vector>

#include "directory/base/log_line.h"

namespace annuaire::indexer {

class Progress {
 public:
  // Draws nothing unless "enabled", i.e. "out" is a terminal.
  Progress(std::ostream& out, bool enabled) : out_(out), enabled_(enabled) {}

  // At most ten times a second. "done" of "total"; total 0 draws no bar.
  void Show(std::string_view what, std::uint64_t done, std::uint64_t total);
  void Wipe();

 private:
  friend class Log;  // shares the stream
  void WipeLocked();

  std::ostream& out_;
  bool enabled_;
  std::mutex mutex_;  // guards the stream and what follows
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

class Log {
 public:
  Log(std::ostream& out, Progress& progress) : out_(out), progress_(progress) {}

  void Event(std::string_view event, const std::vector<LogField>& fields,
             LogLevel level = LogLevel::kInfo);

 private:
  std::ostream& out_;
  Progress& progress_;
};

}  // namespace annuaire::indexer
