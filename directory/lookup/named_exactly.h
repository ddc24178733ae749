// Somebody who types a whole address, an RPPS or a number of a structure wants that mailbox, that
// holder, the mailboxes of that structure; a number may stand among other words, or be begun.
// Private to this room.

#pragma once

#include <string_view>

#include "directory/completion/suggest_choice.h"
#include "directory/lookup/tables.h"

namespace annuaire {

void ChooseNamedExactly(const Tables& tables, std::string_view text, SuggestChoice& choice);

}  // namespace annuaire
