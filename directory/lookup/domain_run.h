// The mailboxes of neighbouring domains, by the letters of their local parts. Private to this room.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "directory/base/prefetch.h"
#include "directory/completion/column_scan.h"
#include "directory/lookup/tables.h"

namespace annuaire {

// Calls visit(mailbox) for those of domains first to last - 1 whose local part has the letters
// "letters" (see LettersOf()), but for at most "most_other" of their bits.
template <typename Visit>
void ForEachWithLetters(const Tables& tables, std::size_t first, std::size_t last,
                        std::uint32_t letters, std::size_t most_other, Visit visit) {
  const auto [begin, end] = tables.mailboxes_of_domain.Positions(first, last);
  const std::span<const std::uint32_t> mailboxes = tables.mailboxes_of_domain.values();
  // So many at a time that their memory comes meanwhile.
  std::array<std::uint32_t, 32> waiting;
  std::size_t count = 0;
  const auto visit_waiting = [&] {
    const std::span<const std::uint32_t> all(waiting.data(), count);
    for (const std::uint32_t mailbox : all) PrefetchLine(&tables.mailboxes[mailbox]);
    for (const std::uint32_t mailbox : all)
      tables.texts.Prefetch(tables.mailboxes[mailbox].address);
    for (const std::uint32_t mailbox : all) visit(mailbox);
    count = 0;
  };
  const auto wait = [&](std::uint32_t at) {
    waiting[count++] = mailboxes[at];
    if (count == waiting.size()) visit_waiting();
    return true;
  };
  ForEachPassing(ColumnRange{begin, end}, wait,
                 FewBitsFrom(tables.local_part_letters, letters, most_other));
  visit_waiting();
}

}  // namespace annuaire
