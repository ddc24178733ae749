// When a generation that could not be loaded is tried again: after a second, then each
// time after twice as long, up to five minutes. Another one is tried at once.

#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace annuaire {

class Attempts {
 public:
  using Clock = std::chrono::steady_clock;

  bool IsDue(std::string_view generation, Clock::time_point now) const {
    return generation != failed_ || now >= again_;
  }

  void Failed(std::string generation, Clock::time_point now) {
    wait_ = generation == failed_ ? std::min(2 * wait_, kLongest) : kShortest;
    failed_ = std::move(generation);
    again_ = now + wait_;
  }

 private:
  static constexpr std::chrono::seconds kShortest{1};
  static constexpr std::chrono::seconds kLongest{300};

  std::string failed_;
  std::chrono::seconds wait_ = kShortest;
  Clock::time_point again_;
};

}  // namespace annuaire
