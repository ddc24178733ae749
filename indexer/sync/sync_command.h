// The command "sync": one run, or one every so often until a signal, each
// ending on one line of summary or one JSON object.

#pragma once

#include <atomic>
#include <iosfwd>

#include "directory/base/status.h"
#include "indexer/options.h"

namespace annuaire::indexer {

// Reports go to "out"; events and the progress bar to "errors", which is stderr.
// A single run that left a source unreached or refused is not ok, though the
// mirror serves its last good data. With --every, failures of a run are events,
// the pause has up to a tenth of jitter, and a signal ends it with success.
Status RunSync(const Options& options, const std::atomic<bool>& stop, std::ostream& out,
               std::ostream& errors);

}  // namespace annuaire::indexer
