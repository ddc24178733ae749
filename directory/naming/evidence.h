// Evidence is what the whole directory knows of names: how many people bear a
// given name, how many a family name.
//
// Filled once from the mirror's people, then read by any number of threads.
// Empty Evidence is fine: the bundled lexicon judges alone, more mildly.
//
// Example:
//
//   Evidence evidence;
//   for (const Practitioner& one : people) evidence.Add(one.names.front());

#pragma once

#include <cstdint>
#include <string_view>

#include "directory/naming/word_table.h"
#include "directory/record/practitioner.h"

namespace annuaire {

struct Evidence {
  // Bearers of a name before it counts as one; below, it may be a slip of a file.
  static constexpr std::uint32_t kGivenBearersMin = 20;
  static constexpr std::uint32_t kFamilyBearersMin = 3;

  WordTable given_names;   // folded and glued, and their parts of 3 letters or more
  WordTable family_names;  // the same

  void Add(const PersonName& name);
  // The same for the many who bear one name, which is looked at once.
  void AddFamilyName(std::string_view name, std::uint32_t bearers);
  void AddGivenName(std::string_view name, std::uint32_t bearers);
};

}  // namespace annuaire
