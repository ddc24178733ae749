// Ingest() replaces the directory by what a set of published files says:
//
//   read and parse every file ─► join ─► judge mailboxes ─► write a generation ─► verify
//   ─► remember what changed ─► publish ─► prune
//
// Nothing is published unless every step succeeded: an unknown or damaged file,
// too many unreadable rows, a full disk or a signal leave the store serving
// what it served. At least one PS_LibreAcces Personne_activite or MSSanté file
// is required. Two threads read, write the generation and judge; a third inflates the
// largest file, and each table has one that compresses it.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "directory/base/result.h"
#include "directory/store/generation.h"
#include "directory/store/metadata.h"
#include "indexer/judge.h"
#include "indexer/log.h"
#include "indexer/options.h"

namespace annuaire::indexer {

// The most memory that this process has held.
std::uint64_t PeakRssBytes();

struct IngestSummary {
  Metadata metadata;  // of the generation, now served
  std::uint64_t rows_read = 0;
  std::uint64_t rows_rejected = 0;
  VerdictCounts verdicts;
  double seconds = 0;
  std::uint64_t peak_rss_bytes = 0;
};

// Looks at a generation that is built and verified but not published. What it
// refuses is removed.
using GenerationCheck = std::function<Status(const Generation&)>;

// Ends with kAborted soon after "stop" is set, unless publishing has begun. A
// file that cannot be read is named in the message; what "check" returns unless
// it is ok is returned as it is.
Result<IngestSummary> Ingest(const Options& options, const std::atomic<bool>& stop, Log& log,
                             Progress& progress, const GenerationCheck& check = {});

}  // namespace annuaire::indexer
