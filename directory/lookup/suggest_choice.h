// The suggestions chosen so far, and how candidates for the next are ranked.
// Private to this room.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "directory/lookup/query.h"
#include "directory/lookup/recipient_query.h"
#include "directory/lookup/suggest_hints.h"
#include "directory/lookup/tables.h"

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
  SuggestChoice(const Tables& tables, const SuggestQuery& query)
      : tables_(tables), query_(query), wanted_(query.limit + 1) {
    chosen_.reserve(wanted_);
    // A class has one type, but for the class of types nobody knows.
    const RecipientIndex& index = tables.recipients;
    for (std::size_t at = 0; at < kRecipientClassesCount && !query.types.empty(); ++at) {
      const auto wanted = static_cast<RecipientClass>(at);
      const MailboxRange run = index.Class(wanted);
      if (run.size() == 0 || wanted == RecipientClass::kUnknown || IsOfTypes(run.first)) continue;
      refused_.push_back(run);
    }
  }

  // One more than the limit is wanted, which tells whether it truncates.
  bool enough() const { return chosen_.size() >= wanted_; }
  // Half of the rows asked for: reason enough not to look further afield.
  bool half_full() const { return HalfFullWith(0); }
  bool HalfFullWith(std::size_t more) const {
    return chosen_.size() + more >= (query_.limit + 1) / 2;
  }
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
    if (query_.types.empty()) return true;
    for (const MailboxRange& run : refused_) {
      if (run.contains(mailbox)) return false;
    }
    return !tables_.recipients.Class(RecipientClass::kUnknown).contains(mailbox) ||
           IsOfTypes(mailbox);
  }

  // Some mailbox of the class may be chosen.
  bool AllowsSome(RecipientClass wanted) const {
    const MailboxRange run = tables_.recipients.Class(wanted);
    return !run.empty() && (wanted == RecipientClass::kUnknown || Allows(run.first));
  }
  // Some mailbox that is not personal may be chosen.
  bool allows_shared() const {
    return AllowsSome(RecipientClass::kOrganizational) || AllowsSome(RecipientClass::kPractice) ||
           AllowsSome(RecipientClass::kApplication) || AllowsSome(RecipientClass::kUnknown);
  }

  void Choose(std::uint32_t mailbox) {
    if (!enough() && Allows(mailbox) && !IsChosen(mailbox)) chosen_.push_back(mailbox);
  }

 private:
  bool IsOfTypes(std::uint32_t mailbox) const {
    const std::string_view code = tables_.code_at(tables_.mailboxes[mailbox].type);
    return std::find(query_.types.begin(), query_.types.end(), code) != query_.types.end();
  }

  const Tables& tables_;
  const SuggestQuery& query_;
  const std::size_t wanted_;
  std::vector<MailboxRange> refused_;  // classes of other types than wanted
  std::vector<std::uint32_t> chosen_;
};

}  // namespace annuaire
