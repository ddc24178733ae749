// A TermQueue gives terms to a TermCollector some terms later, so that the
// memory they are compared with has come nearer meanwhile.
//
// Terms are interned in the order given; copied until then. Not thread-safe.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "directory/lookup/term_collector.h"

namespace annuaire {

class TermQueue {
 public:
  // Calls done(tag, number) for a term pushed before.
  template <typename Done>
  void Push(std::string_view term, std::uint32_t tag, TermCollector& into, Done done) {
    Waiting& last = waiting_[pushed_ % kLength];
    if (pushed_ >= kLength) done(last.tag, into.Intern(last.term, last.hash));
    last.term.assign(term);
    last.hash = TermCollector::HashOf(term);
    last.tag = tag;
    into.PrefetchSlot(last.hash);
    ++pushed_;
    if (pushed_ >= kLength) {
      into.PrefetchTerm(waiting_[(pushed_ + kLength / 2) % kLength].hash);
    }
  }

  // Calls done(tag, number) for all that wait, and forgets them.
  template <typename Done>
  void Drain(TermCollector& into, Done done) {
    for (std::size_t i = pushed_ < kLength ? 0 : pushed_ - kLength; i < pushed_; ++i) {
      const Waiting& next = waiting_[i % kLength];
      done(next.tag, into.Intern(next.term, next.hash));
    }
    pushed_ = 0;
  }

 private:
  static constexpr std::size_t kLength = 16;

  struct Waiting {
    std::string term;
    std::uint32_t hash = 0;
    std::uint32_t tag = 0;
  };

  std::array<Waiting, kLength> waiting_;
  std::size_t pushed_ = 0;  // since the beginning
};

}  // namespace annuaire
