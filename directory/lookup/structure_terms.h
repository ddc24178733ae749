// The words under which the name of a structure or a place is found. Private to this room; pure
// functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// IndexTerms() of the name, its initials where it spells out what has usual ones, what
// they stand for where it has them, and letters that are cut by points as one word:
// "C.H.U. DE NANCY" is found by "chu nancy" and by "centre hospitalier nancy"; "st" and
// "saint" stand for one another. Without duplicates.
std::vector<std::string> StructureTerms(std::string_view name);

}  // namespace annuaire
