// The table of mailboxes that suggest and search mailboxes both show. "≈" before
// a name says that a letter of what was typed is forgiven.

#pragma once

#include "annuaire/v1/directory_service.pb.h"
#include "cli/table.h"

namespace annuaire::cli {

Table SuggestionTable();
void AddSuggestion(Table& table, const v1::Suggestion& suggestion);

}  // namespace annuaire::cli
