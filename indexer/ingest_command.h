// The command "ingest": runs Ingest() and prints what came of it, a summary for
// people or exactly one JSON object.

#pragma once

#include <atomic>
#include <iosfwd>

#include "directory/base/status.h"
#include "indexer/options.h"

namespace annuaire::indexer {

// The answer goes to "out"; events and the progress bar to "errors", which is
// stderr: the bar is drawn when that is a terminal.
Status RunIngest(const Options& options, const std::atomic<bool>& stop, std::ostream& out,
                 std::ostream& errors);

}  // namespace annuaire::indexer
