// An InternQueue gives texts to an interner some texts later, so that the memory
// they are compared with has come nearer meanwhile.
//
// Texts are interned in the order given; copied until then. Not thread-safe.
//
// An interner offers HashOf(text), PrefetchSlot(hash), PrefetchText(hash, bytes)
// and Intern(text, hash), which gives a text's number.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "directory/base/give_way.h"

namespace annuaire {

template <typename Interner>
class InternQueue {
 public:
  // Calls done(tag, number) for a text pushed before.
  template <typename Done>
  void Push(std::string_view text, std::uint32_t tag, Interner& into, Done done) {
    Waiting& last = waiting_[pushed_ % kLength];
    if (pushed_ >= kLength) done(last.tag, into.Intern(last.text, last.hash));
    last.text.assign(text);
    last.hash = Interner::HashOf(text);
    last.tag = tag;
    into.PrefetchSlot(last.hash);
    GiveWay();
    ++pushed_;
    if (pushed_ < kLength) return;
    const Waiting& half_way = waiting_[(pushed_ + kLength / 2) % kLength];
    into.PrefetchText(half_way.hash, half_way.text.size());
  }

  // Calls done(tag, number) for all that wait, and forgets them.
  template <typename Done>
  void Drain(Interner& into, Done done) {
    for (std::size_t i = pushed_ < kLength ? 0 : pushed_ - kLength; i < pushed_; ++i) {
      const Waiting& next = waiting_[i % kLength];
      done(next.tag, into.Intern(next.text, next.hash));
    }
    pushed_ = 0;
  }

 private:
  static constexpr std::size_t kLength = 16;

  struct Waiting {
    std::string text;
    decltype(Interner::HashOf({})) hash = 0;
    std::uint32_t tag = 0;
  };

  std::array<Waiting, kLength> waiting_;
  std::size_t pushed_ = 0;  // since the beginning
};

}  // namespace annuaire
