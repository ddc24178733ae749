// Opens a store the way the server does, for the benches that ask in process.

#pragma once

#include <memory>
#include <string>

#include "server/edition.h"

namespace annuaire {

// Returns the current generation of "store" with its Directory. Ends the
// program with exit code 3, after a line on standard error that begins with
// the program's name, when there is none.
std::shared_ptr<const Edition> OpenMirror(const char* program, const std::string& store);

}  // namespace annuaire
