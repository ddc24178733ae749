// FindStaffName() looks in a text for the name of a professional attached to
// the mailbox's structures: given and family name in either order, an initial,
// a title, or the family name alone.
//
// A step of FindPerson() (nominative.h); pure, safe from any thread.

#pragma once

#include "directory/naming/name_run.h"
#include "directory/naming/nominative.h"
#include "directory/naming/pieces.h"

namespace annuaire {

PersonFound FindStaffName(const Pieces& pieces, const PieceContext& context,
                          const Vocabulary& vocabulary);

}  // namespace annuaire
