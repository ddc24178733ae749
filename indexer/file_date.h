// The dates in the names of published files.
//
// Pure functions; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::indexer {

// The date in a file's name, "PS_LibreAcces_202609140800.txt" or
// "finess-2026-09-14.json", as "2026-09-14"; the last of several, empty without one.
std::string DateInName(std::string_view name);

// What the names of one file have in common day after day: "etalab-cs1100502-stock-.csv"
// of "etalab-cs1100502-stock-20260512-0345.csv".
std::string NameWithoutDates(std::string_view name);

}  // namespace annuaire::indexer
