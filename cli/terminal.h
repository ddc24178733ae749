// What a file descriptor of this program leads to.

#pragma once

#include "directory/display/terminal.h"

namespace annuaire::cli {

// Looks at the file descriptor and at NO_COLOR (https://no-color.org), TERM and
// COLUMNS.
Terminal DetectTerminal(int fd);

}  // namespace annuaire::cli
