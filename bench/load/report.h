// What several rounds of one workload come to, as one JSON object a line.
//
// Pure functions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/load.h"

namespace annuaire::bench {

// Times in microseconds.
struct Figures {
  double p50_us = 0;
  double p99_us = 0;
  double p999_us = 0;
  double max_us = 0;
  double calls_per_s = 0;
  std::uint64_t n = 0;  // calls that succeeded
  std::uint64_t failed = 0;
};

// A centile is the least latency that so many of the calls did not exceed.
Figures FiguresOf(LoadResult result);

// The median of each figure over the rounds, but for the greatest maximum and
// the sums of the counts. REQUIRES: rounds is not empty
Figures Summarize(const std::vector<Figures>& rounds);

struct Line {
  std::string_view what;
  std::size_t in_flight = 1;         // 0 for an open loop
  std::optional<double> rate;        // of an open loop: calls a second wanted
  std::optional<std::size_t> round;  // of one round; without, of all of them
};

// {"what","in_flight","p50_us","p99_us","p999_us","max_us","calls_per_s","n",
// "failed"}, and "rate" or "round" where they apply.
std::string ToJson(const Line& line, const Figures& figures);

}  // namespace annuaire::bench
