// What a list of latencies comes to, as one JSON object on standard output.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

namespace annuaire {

class Latencies {
 public:
  // Times "work" and keeps how long it took.
  template <typename Work>
  void Time(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    microseconds_.push_back(spent.count());
  }

  // "rows": how many the answers held. REQUIRES: something was timed
  void Print(const std::string& what, std::size_t rows) {
    std::sort(microseconds_.begin(), microseconds_.end());
    const auto n = microseconds_.size();
    const double sum = std::accumulate(microseconds_.begin(), microseconds_.end(), 0.0);
    std::printf(R"({"what":"%s","mean_us":%.3f,"p50_us":%.3f,"p99_us":%.3f,"max_us":%.3f,)"
                R"("rows":%zu,"n":%zu})"
                "\n",
                what.c_str(), sum / static_cast<double>(n), microseconds_[n / 2],
                microseconds_[n * 99 / 100], microseconds_.back(), rows, n);
  }

 private:
  std::vector<double> microseconds_;
};

inline std::vector<std::string> ReadLines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace annuaire
