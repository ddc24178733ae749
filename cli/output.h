// Output is standard output, or a file an answer goes to, written in one piece per Flush().
//
// When the reader has gone ("| head"), the rest is dropped, closed() says so
// and Flush() is a success: the reader has all it wanted. REQUIRES: SIGPIPE is
// ignored. One thread.

#pragma once

#include <string>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::cli {

class Output {
 public:
  explicit Output(int fd) : fd_(fd) {}

  void Write(std::string_view text) { pending_ += text; }
  // kInternal when the text cannot be written: disk full, file closed.
  Status Flush();
  // Flush() once much is pending, for answers of any length.
  Status FlushWhenLarge() { return pending_.size() < kLargeOctets ? OkStatus() : Flush(); }
  bool closed() const { return closed_; }

 private:
  static constexpr std::size_t kLargeOctets = std::size_t{64} << 10;

  int fd_;
  bool closed_ = false;
  std::string pending_;
};

}  // namespace annuaire::cli
