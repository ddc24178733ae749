// The table of mailboxes that suggest and search mailboxes both show.

#pragma once

#include "annuaire/v1/directory_service.pb.h"
#include "cli/table.h"

namespace annuaire::cli {

Table SuggestionTable();
void AddSuggestion(Table& table, const v1::Suggestion& suggestion);

}  // namespace annuaire::cli
