// A Pacer spaces requests so that a server's quota is kept. One thread.

#pragma once

#include <algorithm>
#include <chrono>

namespace annuaire::indexer {

class Pacer {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Pacer(std::chrono::milliseconds interval) : interval_(interval) {}

  // How long a request that is wanted "now" must wait; it is counted as made then.
  std::chrono::milliseconds TakeTurn(Clock::time_point now) {
    const Clock::time_point turn = std::max(now, next_);
    next_ = turn + interval_;
    return std::chrono::ceil<std::chrono::milliseconds>(turn - now);
  }

 private:
  std::chrono::milliseconds interval_;
  Clock::time_point next_;
};

}  // namespace annuaire::indexer
