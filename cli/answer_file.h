// WriteAnswerFile() puts an answer where somebody asked for it by a path, as ">"
// of a shell would, except that a failure leaves a file as it was.

#pragma once

#include <functional>
#include <string>

#include "cli/output.h"
#include "directory/base/status.h"

namespace annuaire::cli {

// Calls "write" once with what leads to "path". A file that is there is replaced
// once all is written, keeps its mode and, where the system lets it, its owner;
// links are followed; a device or a pipe is written as it is. kInternal when it
// cannot be written, otherwise what "write" returns.
Status WriteAnswerFile(const std::string& path, const std::function<Status(Output&)>& write);

}  // namespace annuaire::cli
