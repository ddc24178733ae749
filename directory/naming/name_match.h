// MatchHolder() says how the local part of a personal mailbox bears the name of
// its holder.
//
// Both orders, compact or separated, any part of a compound name, with or
// without particles, a homonym's digit and extra words ("jean.dupont.pro") are
// all the holder's name. Pure; safe from any thread.
//
// Example:
//
//   NameForms holder = FormsOf({"LE GUEN", "Anne-Marie"});
//   MatchHolder(pieces of "annemarie.leguen2", holder) == HolderMatch::kFull
//   MatchHolder(pieces of "am.leguen", holder)         == HolderMatch::kInitial

#pragma once

#include <cstdint>

#include "directory/naming/name_forms.h"
#include "directory/naming/pieces.h"

namespace annuaire {

// From best to worst.
enum class HolderMatch : std::uint8_t {
  kFull,        // given and family name
  kInitial,     // family name and initials
  kShortened,   // the beginning of the family name, beside the given name or an initial
  kFamilyOnly,  // the family name, nothing of the given name
  kGivenOnly,   // the given name, nothing of the family name
  kOtherName,   // the given name beside another family name: a usage name, perhaps
  kNone,
};

HolderMatch MatchHolder(const Pieces& pieces, const NameForms& holder);

}  // namespace annuaire
