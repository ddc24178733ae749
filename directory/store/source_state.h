// A SourceState is what a mirror knows of one of its sources: what it saw
// there, which of its files it holds, and what went wrong last.
//
//   DIR/sources/NAME.json     this, replaced durably; written by one process at a time
//   DIR/sources/NAME/         the raw files the state names, under their own names
//
// It outlives generations: a refused file or a silent server is known at once,
// without a new generation. Programs that read it need no lock. A member that
// is missing stays empty, an unknown one is skipped.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"

namespace annuaire {

// One downloaded file. Nothing is held when "name" is empty.
struct RawFile {
  std::string name;  // in DIR/sources/NAME/: "mailboxes-20261120.1a2b3c4.txt"
  std::string date;  // of the data, ISO; that of the publication while it is not read
  std::uint64_t bytes = 0;
  std::string sha256;
  std::string fetched_at;  // RFC 3339; of a source of changes: up to when they were asked
  std::string since;       // of a source of changes: the first day whose changes it holds
  std::uint64_t rows_read = 0;
  std::uint64_t rows_rejected = 0;

  bool held() const { return !name.empty(); }
  friend bool operator==(const RawFile&, const RawFile&) = default;
};

// The version of the remote file seen last, as its server described it.
struct SeenVersion {
  std::string url;
  std::string etag;
  std::string last_modified;
  std::string file_name;
  std::string description;  // by a catalogue, if one was asked: its checksum and date
  std::uint64_t bytes = 0;

  friend bool operator==(const SeenVersion&, const SeenVersion&) = default;
};

struct SourceState {
  std::string name;
  SeenVersion seen;
  std::string checked_at;  // when the source answered last, RFC 3339
  RawFile fresh;           // downloaded, not published yet
  RawFile good;            // what the last generation was built from
  RawFile refused;         // kept aside for somebody to look at
  std::string refused_at;
  std::string refused_reason;
  std::string failed_since;  // of the failures in a row; empty when the last check succeeded
  std::string failure;       // the last one's message
  std::uint64_t failures = 0;
  std::uint64_t stale_after_s = 0;  // older data is called stale; 0: never
  // Never written. Why the file cannot be read: but for the name, the rest is empty.
  std::string unreadable;

  friend bool operator==(const SourceState&, const SourceState&) = default;
};

// What became of the last run over all sources; of one that a signal ended, nothing.
//
//   DIR/sources/RUN      this, replaced durably by each run
//
// The first form had no times, and was not replaced while runs went well.
struct RunState {
  std::string started_at;  // RFC 3339, as all
  std::string ended_at;
  std::string failed_since;  // of the failures in a row; empty when the last run came to its end
  std::string failure;       // the last one's message

  friend bool operator==(const RunState&, const RunState&) = default;
};

enum class SourceCondition : std::uint8_t {
  kGood,        // the last check succeeded and its data is served
  kRefused,     // what was fetched last is not served: a guard refused it
  kFailing,     // the last check failed
  kMissing,     // nothing of it was ever published
  kUnreadable,  // what is known of it cannot be read
};

std::string_view ToString(SourceCondition condition);
SourceCondition ConditionOf(const SourceState& state);
// What is wrong, in the words of that condition; empty when nothing is.
std::string TroubleOf(const SourceState& state);

// Seconds from the day that "date" begins with (midnight, UTC) to "now"; nothing
// when it begins with none.
std::optional<std::uint64_t> AgeOf(std::string_view date, std::chrono::sys_seconds now);
// Seconds from "moment", RFC 3339 in UTC, to "now"; nothing when it is none.
std::optional<std::uint64_t> SecondsSince(std::string_view moment, std::chrono::sys_seconds now);
// Whether the data served is older than the source's limit.
bool IsStale(const SourceState& state, std::chrono::sys_seconds now);

// DIR/sources, and the folder of one source's files.
std::string SourcesFolderOf(const std::string& store);
std::string SourceFolderOf(const std::string& store, std::string_view name);

// Replaces DIR/sources/NAME.json. REQUIRES: DIR/sources exists
Status SaveSourceState(const std::string& store, SourceState state);
// Returns kNotFound for a source that was never checked.
Result<SourceState> LoadSourceState(const std::string& store, std::string_view name);
// REQUIRES: DIR/sources exists
Status SaveRunState(const std::string& store, RunState state);
// Returns kNotFound when no run was noted.
Result<RunState> LoadRunState(const std::string& store);
// Every source of the store, by name; none when it has no sources. One whose file
// cannot be read says so. kUnavailable when nobody can tell which there are.
Result<std::vector<SourceState>> LoadSourceStates(const std::string& store);

// When somebody was seen following the sources: a run ended or a source answered last;
// empty when that never was.
std::string HeardAt(const RunState& run, const std::vector<SourceState>& states);

}  // namespace annuaire
