// Builds the Directory of a Generation: what a server does before it serves.

#pragma once

#include <memory>

#include "directory/base/result.h"
#include "directory/lookup/directory.h"
#include "directory/store/generation.h"

namespace annuaire {

// kDataLoss when the generation cannot be read or is not in order.
Result<std::unique_ptr<const Directory>> LoadDirectory(const Generation& generation);

}  // namespace annuaire
