// The table of mailboxes that suggest and search mailboxes both show. "≈" before
// a name says that a letter of what was typed is forgiven.

#pragma once

#include "annuaire/v1/directory_service.pb.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {

TextTable SuggestionTable();
void AddSuggestion(TextTable& table, const v1::Suggestion& suggestion);

}  // namespace annuaire::cli
