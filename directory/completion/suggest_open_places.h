// Which mailboxes can still have a place among the suggestions. Private to this room;
// one thread.
//
// All that ranks the matches of a list but their number is known at best, so that what
// comes after a number is passed over; near mailboxes, which may still have a place then,
// are told from all others by columns.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "directory/completion/recipient_query.h"
#include "directory/completion/suggest_contest.h"
#include "directory/completion/suggest_work.h"

namespace annuaire {

// As RecipientQuery::ForEachMatch() wants it; what has a place changes while it goes on.
class OpenPlaces {
 public:
  // Who has fewer than "context_words" in structure or context only has entered.
  OpenPlaces(const SuggestWork& work, const RecipientQuery& query, std::uint32_t context_words,
             const SuggestContest& contest)
      : index_(work.index),
        hints_(work.hints),
        nearest_(work.hints.nearest()),
        contest_(contest),
        words_(query.words().size()),
        context_words_(context_words),
        may_mean_job_(query.MayMeanJob()) {
    for (std::size_t at = 0; at < kRecipientClassesCount; ++at) {
      allows_[at] = work.choice.AllowsSome(static_cast<RecipientClass>(at));
    }
  }

  template <typename Look>
  void ForEachPart(MailboxRange run, const RecipientMatch& best, Look look) const {
    while (!run.empty()) {
      const std::size_t at = ClassOf(run.first);
      MailboxRange rest{run.first, std::min(run.last, index_.class_starts[at + 1])};
      run.first = rest.last;
      const RecipientMatch best_here = BestIn(at, best);
      while (allows_[at] && !rest.empty()) {
        const Ends ends = EndsOf(best_here);
        if (rest.first >= ends.near) break;
        const MailboxRange part{rest.first, std::min(rest.last, rest.first + kAtOnce)};
        rest.first = part.last;
        if (part.last <= ends.elsewhere) {
          look(part);
        } else {
          LookAtOpen(part, ends, best_here, look);
        }
      }
    }
  }

  template <typename Look>
  void ForEachPart(MailboxList list, const RecipientMatch& best, Look look) const {
    auto rest = list.mailboxes;
    while (!rest.empty()) {
      const std::size_t at = ClassOf(rest.front());
      const MailboxRange of_class{index_.class_starts[at], index_.class_starts[at + 1]};
      const RecipientMatch best_here = BestIn(at, best);
      while (!rest.empty() && of_class.contains(rest.front())) {
        const Ends ends = allows_[at] ? EndsOf(best_here) : Ends{0, 0};
        if (list.rising && rest.front() >= ends.near) {
          rest = {std::lower_bound(rest.begin(), rest.end(), of_class.last), rest.end()};
          break;
        }
        auto part = rest.first(std::min<std::size_t>(rest.size(), kAtOnce));
        const auto is_other = [&](std::uint32_t mailbox) { return !of_class.contains(mailbox); };
        part = {part.begin(), std::find_if(part.begin(), part.end(), is_other)};
        rest = rest.subspan(part.size());
        const bool are_open =
            list.rising ? part.back() < ends.elsewhere : ends.elsewhere == SuggestContest::kNoEnd;
        if (are_open) {
          look(part);
        } else {
          LookAtOpen(part, ends, best_here, look);
        }
      }
    }
  }

 private:
  // Places are looked at again after so many.
  static constexpr std::uint32_t kAtOnce = 64;

  // Below which numbers the nearest mailboxes, and all others, have a place.
  struct Ends {
    std::uint32_t near;
    std::uint32_t elsewhere;
  };

  std::size_t ClassOf(std::uint32_t mailbox) const {
    std::size_t at = 0;
    while (mailbox >= index_.class_starts[at + 1]) ++at;
    return at;
  }
  RecipientMatch BestIn(std::size_t at, RecipientMatch best) const {
    // The others of those that are found in context cost that much more at least.
    const std::uint32_t others = context_words_ - std::min(context_words_, best.context_words);
    best.context_words += others;
    best.penalty += others * kMoreInContextMin;
    if (index_.IsShared(index_.class_starts[at])) {
      best.penalty += words_ > 1 ? kSharedPenalty : 0;
    } else if (best.context_words == words_ && !may_mean_job_) {
      best.penalty += kNobodyNamedPenalty;
    }
    return best;
  }
  Ends EndsOf(const RecipientMatch& best) const {
    return {contest_.OpenEnd(PackRank(best, nearest_)),
            contest_.OpenEnd(PackRank(best, Nearness::kElsewhere))};
  }
  template <typename Part, typename Look>
  void LookAtOpen(const Part& part, const Ends& ends, const RecipientMatch& best, Look look) const {
    std::array<std::uint32_t, kAtOnce> open;
    std::size_t count = 0;
    for (const std::uint32_t mailbox : part) {
      if (IsOpenTo(mailbox, ends, best)) open[count++] = mailbox;
    }
    look(std::span<const std::uint32_t>(open).first(count));
  }
  bool IsOpenTo(std::uint32_t mailbox, const Ends& ends, const RecipientMatch& best) const {
    if (mailbox < ends.elsewhere) return true;
    if (mailbox >= ends.near) return false;
    const Nearness nearness = hints_.Of(mailbox);
    return nearness != Nearness::kElsewhere &&
           contest_.IsOpenTo({PackRank(best, nearness), mailbox});
  }

  const RecipientIndex& index_;
  const SuggestHints& hints_;
  const Nearness nearest_;
  const SuggestContest& contest_;
  const std::size_t words_;
  const std::uint32_t context_words_;
  const bool may_mean_job_;
  std::array<bool, kRecipientClassesCount> allows_{};
};

}  // namespace annuaire
