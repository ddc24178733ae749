// Sync() brings a mirror up to what its sources publish:
//
//   every source: changed? ─► download ─► screen     (follow.h)
//   anything new: ingest of all sources' files ─► guards ─► publish
//
// What a source publishes is used when it can be fetched and passes; otherwise
// its last good file is, and the report and the source's state say why. A
// generation is built from one file of each source, all or none. When a guard
// or the reading refuses one source's file, the ingest is run again with that
// source's last good file.
//
// One run at a time per store. Killed at any point, the store serves what it
// served and the next run goes on from there: states are replaced durably, and
// name their files; what no state names is swept.

#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/store/source_state.h"
#include "indexer/log.h"
#include "indexer/options.h"
#include "indexer/sync/follow.h"
#include "indexer/sync/sync_settings.h"

namespace annuaire::indexer {

struct SourceReport {
  FollowOutcome outcome = FollowOutcome::kUnfinished;
  SourceState state;  // as it is after the run
  std::uint64_t bytes = 0;
  int requests = 0;
  bool stale = false;
};

struct SyncReport {
  std::string started_at;
  // Why nothing could be done: another run holds the lock, a required source was
  // never obtained, the disk is full, "stop" was set. The store then serves what
  // it served; the rest tells how far the run came.
  Status failure;
  std::string generation;  // published by this run; empty when nothing was
  std::string served;      // the generation served after it
  std::vector<SourceReport> sources;
  double seconds = 0;
};

// Follows every one of settings.sources. REQUIRES: those of options.accept are among them
SyncReport Sync(const Options& options, const SyncSettings& settings, const std::atomic<bool>& stop,
                Log& log, Progress& progress);

// The generation that a server finds in "store"; empty when it finds none.
std::string ServedGeneration(const std::string& store);

// Whether the run came to its end, every source was reached and none of their
// files was refused.
bool IsWhole(const SyncReport& report);

}  // namespace annuaire::indexer
