// An address typed letter by letter, "orl@ch-na", means the addresses that begin so, before whoever
// has the same words elsewhere. Private to this room.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "directory/completion/suggest_choice.h"
#include "directory/completion/suggest_hints.h"
#include "directory/lookup/tables.h"

namespace annuaire {

// Chooses the mailboxes whose address begins with "text": the sender's correspondents first, then
// the nearest; of a domain alone, "@ch-na", shared ones before personal ones. Nothing where the
// domain is not begun yet, nor of a domain that most addresses begin with.
void ChooseByAddressBegun(const Tables& tables, const SuggestHints& hints,
                          std::span<const std::uint32_t> correspondents, std::string_view text,
                          SuggestChoice& choice);

}  // namespace annuaire
