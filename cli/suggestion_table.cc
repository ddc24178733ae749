#include "cli/suggestion_table.h"

#include "cli/describe.h"

namespace annuaire::cli {

TextTable SuggestionTable() {
  return TextTable({{.title = "ADDRESS", .keep = true},
                    {.title = "TYPE", .keep = true},
                    {.title = "NAME"},
                    {.title = "PROFESSION"},
                    {.title = "STRUCTURE"},
                    {.title = "PLACE"},
                    {.title = "RPPS", .keep = true}});
}

void AddSuggestion(TextTable& table, const v1::Suggestion& suggestion) {
  std::string name = suggestion.corrected() ? "≈" : "";
  Append(name, suggestion.display_name(), " ");
  if (suggestion.holder_gone()) Append(name, "(no longer listed)", " ");
  std::string profession = Describe(suggestion.profession());
  Append(profession, Describe(suggestion.skill()));
  table.Add({suggestion.address(), suggestion.mailbox_type(), std::move(name),
             std::move(profession), suggestion.organization().name(),
             Place(suggestion.city(), suggestion.department()), suggestion.rpps()});
}

}  // namespace annuaire::cli
