// Random numbers that are the same on every machine and compiler.
//
// Every invented thing is a pure function of (seed, stream, index): practitioner
// 12,345 can be written, forgotten and written again, so that nothing of
// national size is ever kept in memory. Only integer arithmetic is used, and
// no distribution of the standard library, whose results are not specified.
//
// Draw once per expression: the order in which a sum or the arguments of a call
// are evaluated is the compiler's.
//
// Generator: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Values; any thread.
//
// Example:
//
//   Random random(seed, Stream::kName, index);
//   std::string_view name = random.Pick(kFamilyNames);

#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace annuaire::synth {

// One kind of decision each, so that a change to one leaves the others alone.
enum class Stream : std::uint64_t {
  kCareer = 1,
  kName,
  kFamilyTail,
  kDiploma,
  kActivityRow,
  kSite,
  kSiteAddress,
  kEntity,
  kPractice,
  kPracticeAddress,
  kMailbox,
  kOrganizationalMailbox,
  kDomain,
  kRareRow,
  kIdentifier,
};

class Random {
 public:
  Random(std::uint64_t seed, Stream stream, std::uint64_t index)
      : state_(Mix(seed + 0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(stream)) ^
               Mix(index + 0xD1B54A32D192ED03u)) {}

  std::uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    return Mix(state_);
  }

  // Uniform in [0, n). REQUIRES: n > 0.
  std::uint32_t Below(std::uint32_t n) {
    assert(n > 0);
    return static_cast<std::uint32_t>(((Next() >> 32) * n) >> 32);
  }

  bool Percent(std::uint32_t percent) { return Below(100) < percent; }
  bool PerMillion(std::uint32_t parts) { return Below(1'000'000) < parts; }

  // In [0, n), small values far more often: density proportional to
  // x^-1/2 for one "squarings", x^-3/4 for two.
  std::uint32_t Skewed(std::uint32_t n, int squarings) {
    std::uint64_t x = Next() >> 32;
    for (int i = 0; i < squarings; ++i) x = (x * x) >> 32;
    return static_cast<std::uint32_t>((x * n) >> 32);
  }

  template <typename Table>
  const auto& Pick(const Table& table) {
    return table[Below(static_cast<std::uint32_t>(std::size(table)))];
  }

 private:
  static constexpr std::uint64_t Mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
  }

  std::uint64_t state_;
};

// Draws an index with a probability proportional to its weight.
class WeightTable {
 public:
  void Add(std::uint32_t weight) {
    total_ += weight;
    upper_.push_back(total_);
  }
  bool empty() const { return total_ == 0; }

  // REQUIRES: !empty()
  std::size_t Pick(Random& random) const {
    const std::uint32_t x = random.Below(total_);
    return static_cast<std::size_t>(std::upper_bound(upper_.begin(), upper_.end(), x) -
                                    upper_.begin());
  }

 private:
  std::vector<std::uint32_t> upper_;
  std::uint32_t total_ = 0;
};

}  // namespace annuaire::synth
