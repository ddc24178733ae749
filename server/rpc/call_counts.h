// CallCounts is what a queue has seen of its calls: how each method's ended, and
// how long unary ones took, from the request's bytes to the reply's; a stream lasts as
// long as its client likes.
//
// The queue's thread writes, without a lock; any thread may read meanwhile, and may
// then see a call in one number and not yet in another.

#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "directory/base/status.h"

namespace annuaire::rpc {

inline constexpr std::size_t kStatusCodes = 16;  // beyond the largest number of a StatusCode

// A duration belongs to the first bound that is not below it, or to none of them.
inline constexpr std::array<std::chrono::microseconds, 16> kDurationBounds = {{
    std::chrono::microseconds(10),
    std::chrono::microseconds(25),
    std::chrono::microseconds(50),
    std::chrono::microseconds(100),
    std::chrono::microseconds(250),
    std::chrono::microseconds(500),
    std::chrono::milliseconds(1),
    std::chrono::microseconds(2500),
    std::chrono::milliseconds(5),
    std::chrono::milliseconds(10),
    std::chrono::milliseconds(25),
    std::chrono::milliseconds(50),
    std::chrono::milliseconds(100),
    std::chrono::milliseconds(250),
    std::chrono::milliseconds(500),
    std::chrono::seconds(1),
}};

// The calls of one method, of all queues.
struct MethodCalls {
  std::string method;  // "annuaire.v1.DirectoryService/Suggest"
  bool is_unary = false;
  std::array<std::uint64_t, kStatusCodes> by_code{};                    // by its number
  std::array<std::uint64_t, kDurationBounds.size() + 1> by_duration{};  // longer ones last
  std::chrono::nanoseconds spent{};
};

class CallCounts {
 public:
  explicit CallCounts(std::size_t methods) : methods_(methods) {}

  void Add(std::size_t method, StatusCode code) {
    Raise(methods_[method].by_code[static_cast<std::size_t>(code)], 1);
  }
  void Add(std::size_t method, StatusCode code, std::chrono::nanoseconds spent) {
    Add(method, code);
    const auto bound = std::lower_bound(kDurationBounds.begin(), kDurationBounds.end(), spent);
    const auto position = static_cast<std::size_t>(bound - kDurationBounds.begin());
    Raise(methods_[method].by_duration[position], 1);
    Raise(methods_[method].nanoseconds, static_cast<std::uint64_t>(spent.count()));
  }

  // Adds what it counted of "method" to "sum".
  void AddTo(std::size_t method, MethodCalls& sum) const {
    const Method& counted = methods_[method];
    for (std::size_t i = 0; i < counted.by_code.size(); ++i) {
      sum.by_code[i] += counted.by_code[i].load(std::memory_order_relaxed);
    }
    for (std::size_t i = 0; i < counted.by_duration.size(); ++i) {
      sum.by_duration[i] += counted.by_duration[i].load(std::memory_order_relaxed);
    }
    sum.spent += std::chrono::nanoseconds(counted.nanoseconds.load(std::memory_order_relaxed));
  }

 private:
  using Count = std::atomic<std::uint64_t>;
  struct Method {
    std::array<Count, kStatusCodes> by_code{};
    std::array<Count, kDurationBounds.size() + 1> by_duration{};
    Count nanoseconds{0};
  };

  // By the only thread that writes: no instruction that locks is needed.
  static void Raise(Count& count, std::uint64_t by) {
    count.store(count.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
  }

  std::vector<Method> methods_;
};

}  // namespace annuaire::rpc
