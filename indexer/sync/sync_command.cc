#include "indexer/sync/sync_command.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "directory/display/number.h"
#include "directory/store/durable_file.h"
#include "indexer/fetch/pause.h"
#include "indexer/ingest.h"
#include "indexer/json.h"
#include "indexer/log.h"
#include "indexer/priority.h"
#include "indexer/sync/sync.h"
#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

std::string_view ToWord(FollowOutcome outcome) {
  switch (outcome) {
    case FollowOutcome::kUnfinished:
      return "unfinished";
    case FollowOutcome::kUnchanged:
      return "unchanged";
    case FollowOutcome::kNew:
      return "new";
    case FollowOutcome::kRefused:
      return "refused";
    case FollowOutcome::kFailed:
      return "failed";
  }
  return "unknown";
}

bool NeedsSomebody(const SourceReport& source) {
  return source.outcome == FollowOutcome::kFailed || source.outcome == FollowOutcome::kRefused;
}

void WriteSource(JsonWriter& json, const SourceReport& source) {
  const SourceState& state = source.state;
  json.StartObject();
  WriteField(json, "name", state.name);
  WriteField(json, "outcome", ToWord(source.outcome));
  WriteField(json, "condition", ToString(ConditionOf(state)));
  WriteField(json, "message", NeedsSomebody(source) ? TroubleOf(state) : "");
  WriteField(json, "file", state.good.name);
  WriteField(json, "date", state.good.date);
  WriteKey(json, "stale");
  json.Bool(source.stale);
  WriteField(json, "rows_read", state.good.rows_read);
  WriteField(json, "rows_rejected", state.good.rows_rejected);
  WriteField(json, "requests", static_cast<std::uint64_t>(source.requests));
  WriteField(json, "bytes_downloaded", source.bytes);
  json.EndObject();
}

void PrintJson(const SyncReport& report, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  WriteField(json, "started_at", report.started_at);
  WriteField(json, "error", report.failure.message());
  WriteField(json, "published", report.generation);
  WriteField(json, "served", report.served);
  WriteKey(json, "seconds");
  json.Double(std::round(report.seconds * 1000) / 1000);
  WriteKey(json, "sources");
  json.StartArray();
  for (const SourceReport& source : report.sources) WriteSource(json, source);
  json.EndArray();
  json.EndObject();
  out << buffer.GetString() << '\n' << std::flush;
}

std::string HeadOf(const SyncReport& report) {
  if (!report.generation.empty()) return "published " + report.generation;
  return std::string(report.failure.ok() ? "nothing to publish" : "failed") +
         ", served: " + (report.served.empty() ? "nothing" : report.served);
}

struct Tally {
  int fresh = 0;
  int unchanged = 0;
  std::vector<std::string> failed;
  std::vector<std::string> refused;
  std::vector<std::string> stale;
  std::uint64_t bytes = 0;
};

Tally Count(const SyncReport& report) {
  Tally tally;
  for (const SourceReport& source : report.sources) {
    const std::string& name = source.state.name;
    tally.bytes += source.bytes;
    if (source.outcome == FollowOutcome::kNew) ++tally.fresh;
    if (source.outcome == FollowOutcome::kUnchanged) ++tally.unchanged;
    if (source.outcome == FollowOutcome::kFailed) tally.failed.push_back(name);
    if (source.outcome == FollowOutcome::kRefused) tally.refused.push_back(name);
    if (source.stale) tally.stale.push_back(name + " (" + source.state.good.date + ")");
  }
  return tally;
}

std::string SecondsOf(const SyncReport& report) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f", report.seconds);
  return seconds;
}

// "published 20261121T0142…: 2 new, 3 unchanged; refused: mailboxes; stale: finess (2026-11-01)".
void PrintLine(const SyncReport& report, std::ostream& out) {
  const Tally tally = Count(report);
  out << HeadOf(report) << ": " << tally.fresh << " new, " << tally.unchanged << " unchanged";
  for (const auto& [what, names] :
       {std::pair("failed", &tally.failed), std::pair("refused", &tally.refused),
        std::pair("stale", &tally.stale)}) {
    for (const std::string& name : *names) {
      out << (&name == &names->front() ? std::string("; ") + what + ": " : ", ") << name;
    }
  }
  out << "; " << BytesText(tally.bytes) << " in " << SecondsOf(report) << " s";
  if (!report.failure.ok()) out << "; error: " << report.failure.message();
  out << '\n' << std::flush;
}

// The last line of a run, whatever became of it.
void LogRun(const SyncReport& report, Log& log) {
  const Tally tally = Count(report);
  const bool failed = !report.failure.ok();
  const bool stopped = report.failure.code() == StatusCode::kAborted;
  std::vector<LogField> fields = {{"outcome", stopped                     ? "stopped"
                                              : failed                    ? "failed"
                                              : report.generation.empty() ? "unchanged"
                                                                          : "published"},
                                  {"published", report.generation},
                                  {"seconds", SecondsOf(report)},
                                  {"new", tally.fresh},
                                  {"unchanged", tally.unchanged},
                                  {"failed", tally.failed.size()},
                                  {"refused", tally.refused.size()},
                                  {"peak_rss", PeakRssBytes()}};
  if (failed) fields.emplace_back("error", report.failure.message());
  log.Event("run", fields,
            failed && !stopped ? LogLevel::kError
            : IsWhole(report)  ? LogLevel::kInfo
                               : LogLevel::kWarning);
}

// With the sources that are followed, and no others.
Result<SyncSettings> LoadSettings(const Options& options) {
  SyncSettings settings;
  if (!options.config.empty()) {
    const Result<std::string> text = ReadSmallFile(options.config);
    if (!text.ok()) return InvalidArgumentError("--config: " + text.status().message());
    Result<SyncSettings> read = ReadSyncSettings(*text);
    if (!read.ok()) return Status(read.status()).Annotate(options.config);
    settings = *std::move(read);
  }
  RETURN_IF_ERROR(GiveAuthorities(options.ca_bundles, settings));
  const char* key = std::getenv("ANNUAIRE_FHIR_KEY");
  RETURN_IF_ERROR(GiveApiKeys(key == nullptr ? "" : key, settings));
  Result<std::vector<Source>> followed = SourcesToFollow(settings, options.store);
  if (!followed.ok()) return followed.status();
  for (const std::string& name : options.accept) {
    if (std::none_of(followed->begin(), followed->end(),
                     [&](const Source& source) { return source.name == name; })) {
      return InvalidArgumentError("--accept " + name + ": no source of that name is followed");
    }
  }
  settings.sources = *std::move(followed);
  return settings;
}

void Tell(const SyncReport& report, const Options& options, std::ostream& out, Log& log) {
  options.json ? PrintJson(report, out) : PrintLine(report, out);
  LogRun(report, log);
}

// Nothing can be tried with such options.
Status Decline(const Status& failure, const Options& options, std::ostream& out, Log& log) {
  Tell({.started_at = ToUtcText(std::chrono::system_clock::now()),
        .failure = failure,
        .served = ServedGeneration(options.store)},
       options, out, log);
  return failure;
}

Status RunOnce(const Options& options, const SyncSettings& settings, const std::atomic<bool>& stop,
               std::ostream& out, Log& log, Progress& progress) {
  const SyncReport report = Sync(options, settings, stop, log, progress);
  progress.Wipe();
  Tell(report, options, out, log);
  // One exit code for them all: the options were right.
  if (!report.failure.ok()) return FailedPreconditionError(report.failure.message());
  if (IsWhole(report)) return OkStatus();
  return FailedPreconditionError("the last good data is used where a source is in trouble");
}

// A tenth more or less, so that mirrors do not all ask at the same minute.
std::chrono::milliseconds Jittered(std::uint64_t seconds) {
  std::minstd_rand random(std::random_device{}());
  std::uniform_real_distribution<double> factor(0.9, 1.1);
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(static_cast<double>(seconds) * 1000 * factor(random)));
}

}  // namespace

Status RunSync(const Options& options, const std::atomic<bool>& stop, std::ostream& out,
               std::ostream& errors) {
  Progress progress(errors, isatty(STDERR_FILENO) == 1);
  Log log(errors, progress);
  const Status lowered = LowerPriority(options.nice);
  if (!lowered.ok()) return Decline(lowered, options, out, log);
  const Result<SyncSettings> settings = LoadSettings(options);
  if (!settings.ok()) return Decline(settings.status(), options, out, log);
  if (options.every_s == 0) return RunOnce(options, *settings, stop, out, log, progress);
  // Rotated logs and closed sessions are no reason to end.
  std::signal(SIGHUP, SIG_IGN);
  Options round = options;
  do {
    // What fails has been said, and may work the next time.
    std::ignore = RunOnce(round, *settings, stop, out, log, progress);
    round.accept.clear();  // once
  } while (Pause(Jittered(options.every_s), stop));
  return OkStatus();
}

}  // namespace annuaire::indexer
