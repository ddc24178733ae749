// Words with two letters wrong. Pure functions.

#pragma once

#include <string_view>
#include <vector>

#include "directory/words/term_dictionary.h"

namespace annuaire {

// Two wrong letters of it still leave one name likely: it has eight or more, from a to z.
bool MayHaveTwoErrors(std::string_view word);

// Ranges, disjoint and rising, of every term that has a prefix at most two letters away from
// "word", its first five at most one: most terms part there, so that few are looked at. Letters are
// wrong, missing, extra, or swapped with their neighbours. REQUIRES: MayHaveTwoErrors(word)
void WithTwoErrors(const TermDictionary& terms, std::string_view word,
                   std::vector<TermRange>& ranges);

}  // namespace annuaire
