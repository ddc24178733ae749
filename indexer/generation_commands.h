// The commands that look after generations: list, verify, roll back.
//
// Each prints its answer to "out", a table or sentence, or one JSON object.
// Verify looks at the history as well; rollback logs to "errors".

#pragma once

#include <iosfwd>

#include "directory/base/status.h"
#include "indexer/options.h"

namespace annuaire::indexer {

Status RunGenerations(const Options& options, std::ostream& out);
Status RunVerify(const Options& options, std::ostream& out);
Status RunRollback(const Options& options, std::ostream& out, std::ostream& errors);

}  // namespace annuaire::indexer
