// ReadSources() reads every entry of the input files into a Join, each into a
// part of its own: two threads take the largest that is left, inflate it,
// parse it and close its part. A third inflates the very largest.
//
// Of several files of one kind the newest is read, the others are named in the log
// (event=left_out); see newest_files.h.
//
// The outcome does not depend on which thread read what: parts and sources are
// in the order of the files and their entries. The first failure ends all
// reading; when several files fail at once, the first of them is named.

#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/join/join.h"
#include "directory/store/metadata.h"
#include "indexer/input_file.h"
#include "indexer/log.h"
#include "indexer/reject_log.h"

namespace annuaire::indexer {

struct ReadOptions {
  double max_reject_share = 0;  // see source_reader.h
  InputLimits limits;
};

// Ends with kAborted soon after "stop" is set.
Result<std::vector<SourceFile>> ReadSources(const std::vector<std::string>& files,
                                            const ReadOptions& options,
                                            const std::atomic<bool>& stop, Join& join,
                                            RejectLog& rejects, Log& log, Progress& progress);

}  // namespace annuaire::indexer
