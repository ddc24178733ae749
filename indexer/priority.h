// Work for nobody who waits lets others go first.

#pragma once

#include "directory/base/status.h"

namespace annuaire::indexer {

// Lowers the priority of the process by so many steps of nice(2); 0 leaves it.
Status LowerPriority(int steps);

}  // namespace annuaire::indexer
