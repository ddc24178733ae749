// FollowSource() brings a source's state up to what is published now: asks
// whether it changed and, if so, downloads, checks and keeps the new file.
//
// An unchanged source costs one request. A new file that passes becomes
// state.fresh; one that does not, state.refused; what is good stays as it is
// in every case. The state is saved whenever it changed.

#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "directory/base/status.h"
#include "directory/store/source_state.h"
#include "indexer/fetch/download.h"
#include "indexer/log.h"
#include "indexer/sync/source.h"

namespace annuaire::indexer {

struct FollowContext {
  std::string store;
  Downloader& downloader;
  Log& log;
  Progress& progress;
  const std::atomic<bool>& stop;
};

// kUnfinished: the run ended before the source had been followed.
enum class FollowOutcome : std::uint8_t { kUnfinished, kUnchanged, kNew, kRefused, kFailed };

struct Followed {
  FollowOutcome outcome = FollowOutcome::kUnchanged;
  Status failure;           // of kFailed
  std::uint64_t bytes = 0;  // downloaded, what was resumed left out
  int requests = 0;
};

// Returns an error when the mirror's own disk fails or "stop" was set; what is
// wrong with the source is in the answer and in the state.
Result<Followed> FollowSource(const Source& source, const FollowContext& context,
                              SourceState& state);

// What can be said of state.fresh before it is read whole: its kind, and its
// signature when the source has one. Refuses it or leaves it.
Status ScreenFresh(const Source& source, const std::string& store, SourceState& state);

// Moves state.fresh aside, as refused for "reason".
void RefuseFresh(const std::string& reason, SourceState& state);
void ForgetRefused(SourceState& state);

}  // namespace annuaire::indexer
