// The suggestions chosen so far, and how candidates for the next are ranked.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "directory/completion/recipient_query.h"
#include "directory/completion/suggest_hints.h"

namespace annuaire {

// A mailbox and all that ranks it but its number, packed: smaller is better.
struct Ranked {
  std::uint64_t rank;
  std::uint32_t mailbox;

  friend bool operator<(const Ranked& a, const Ranked& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.mailbox < b.mailbox;
  }
};

inline std::uint64_t PackRank(const RecipientMatch& match, Nearness nearness) {
  const std::uint64_t by_context = match.context_words == 0 ? 0 : 1;
  return by_context << 48 | std::uint64_t{match.corrected_words} << 40 |
         std::uint64_t{match.context_words} << 32 | static_cast<std::uint64_t>(nearness) << 24 |
         match.penalty;
}

inline std::uint32_t ContextWordsOf(std::uint64_t rank) { return rank >> 32 & 0xFF; }

// Some word was found in structure or context only: such matches come after all
// others, and only if those are few.
inline bool IsByContext(std::uint64_t rank) { return rank >> 48 != 0; }

class SuggestChoice {
 public:
  // Tells whether a mailbox is of a type that is wanted; empty where every type is.
  using TypeFilter = std::function<bool(std::uint32_t mailbox)>;

  SuggestChoice(const RecipientIndex& index, std::uint32_t limit, TypeFilter is_of_types)
      : index_(index), is_of_types_(std::move(is_of_types)), wanted_(limit + 1) {
    chosen_.reserve(wanted_);
    if (!is_of_types_) return;
    // A class has one type, but for the class of types nobody knows.
    for (std::size_t at = 0; at < kRecipientClassesCount; ++at) {
      const auto wanted = static_cast<RecipientClass>(at);
      const MailboxRange run = index.Class(wanted);
      if (run.size() == 0 || wanted == RecipientClass::kUnknown || is_of_types_(run.first))
        continue;
      refused_.push_back(run);
    }
  }

  // One more than the limit is wanted, which tells whether it truncates.
  bool enough() const { return chosen_.size() >= wanted_; }
  // Half of the rows asked for: reason enough not to look further afield.
  bool half_full() const { return HalfFullWith(0); }
  bool HalfFullWith(std::size_t more) const { return chosen_.size() + more >= wanted_ / 2; }
  // So many of the best candidates are sure to fill it up: some may be chosen
  // already.
  std::size_t candidates_max() const { return wanted_ + chosen_.size(); }
  // So many more are wanted.
  std::size_t left() const { return wanted_ - chosen_.size(); }
  const std::vector<std::uint32_t>& chosen() const { return chosen_; }
  bool IsChosen(std::uint32_t mailbox) const {
    return std::find(chosen_.begin(), chosen_.end(), mailbox) != chosen_.end();
  }

  bool Allows(std::uint32_t mailbox) const {
    if (!is_of_types_) return true;
    for (const MailboxRange& run : refused_) {
      if (run.contains(mailbox)) return false;
    }
    return !index_.Class(RecipientClass::kUnknown).contains(mailbox) || is_of_types_(mailbox);
  }

  // Some mailbox of the class may be chosen.
  bool AllowsSome(RecipientClass wanted) const {
    const MailboxRange run = index_.Class(wanted);
    return !run.empty() && (wanted == RecipientClass::kUnknown || Allows(run.first));
  }
  // Some mailbox that is not personal may be chosen.
  bool allows_shared() const {
    return AllowsSome(RecipientClass::kOrganizational) || AllowsSome(RecipientClass::kPractice) ||
           AllowsSome(RecipientClass::kApplication) || AllowsSome(RecipientClass::kUnknown);
  }

  // These are chosen before whoever else is found by context.
  void PutFirstByContext(std::vector<std::uint32_t> mailboxes) {
    first_by_context_ = std::move(mailboxes);
  }
  void ChooseFirstByContext() {
    for (const std::uint32_t mailbox : first_by_context_) Choose(mailbox);
  }

  void Choose(std::uint32_t mailbox) {
    if (!enough() && Allows(mailbox) && !IsChosen(mailbox)) chosen_.push_back(mailbox);
  }

 private:
  const RecipientIndex& index_;
  const TypeFilter is_of_types_;
  const std::size_t wanted_;
  std::vector<MailboxRange> refused_;  // classes of other types than wanted
  std::vector<std::uint32_t> chosen_;
  std::vector<std::uint32_t> first_by_context_;
};

}  // namespace annuaire
