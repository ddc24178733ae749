// The places left among the suggestions, and who has them so far. Private to
// this room; one thread.
//
// Candidates come in any order, some more than once; the best of them stay. As
// it fills up it tells ever more of those that come later, and of whole kinds
// of them, that they need not be looked at.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "directory/completion/suggest_choice.h"

namespace annuaire {

class SuggestContest {
 public:
  // REQUIRES: not choice.enough(); nobody is chosen before Finish().
  explicit SuggestContest(SuggestChoice& choice) : choice_(choice), places_(choice.left()) {
    best_.reserve(places_);
  }

  bool full() const { return best_.size() == places_; }
  // What was found in names alone is reason enough not to look further afield.
  bool HalfFullByName() const {
    const auto by_name = std::find_if(best_.begin(), best_.end(),
                                      [](const Ranked& found) { return IsByContext(found.rank); });
    return choice_.HalfFullWith(static_cast<std::size_t>(by_name - best_.begin()));
  }
  // Everybody who has a place has fewer words than that in context only.
  bool IsFullWithLess(std::uint32_t context_words) const {
    return full() && ContextWordsOf(best_.back().rank) < context_words;
  }
  // Whether a candidate has a place if it comes now.
  bool IsOpenTo(const Ranked& candidate) const {
    return best_.size() < places_ || candidate < best_.back();
  }

  // Candidates of "rank" with a lesser number have a place if they come now.
  static constexpr std::uint32_t kNoEnd = 0xFFFFFFFFu;
  std::uint32_t OpenEnd(std::uint64_t rank) const {
    if (!full() || rank < best_.back().rank) return kNoEnd;
    return rank == best_.back().rank ? best_.back().mailbox : 0;
  }

  void Enter(const Ranked& candidate) {
    if (!IsOpenTo(candidate) || !choice_.Allows(candidate.mailbox) ||
        choice_.IsChosen(candidate.mailbox)) {
      return;
    }
    const auto same = std::find_if(best_.begin(), best_.end(), [&](const Ranked& other) {
      return other.mailbox == candidate.mailbox;
    });
    if (same != best_.end()) {
      if (!(candidate < *same)) return;
      best_.erase(same);
    } else if (best_.size() == places_) {
      best_.pop_back();
    }
    best_.insert(std::upper_bound(best_.begin(), best_.end(), candidate), candidate);
  }

  // Chooses the best; those found by context only unless it is half full.
  void Finish() {
    auto at = best_.begin();
    for (; at != best_.end() && !IsByContext(at->rank); ++at) choice_.Choose(at->mailbox);
    if (at == best_.end() || choice_.half_full()) return;
    choice_.ChooseFirstByContext();
    for (; at != best_.end(); ++at) choice_.Choose(at->mailbox);
  }

 private:
  SuggestChoice& choice_;
  std::size_t places_;
  std::vector<Ranked> best_;  // rising
};

}  // namespace annuaire
