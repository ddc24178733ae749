#include "indexer/sync/sync.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "directory/base/without_exception.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/store/durable_file.h"
#include "directory/store/store.h"
#include "indexer/fetch/checksum.h"
#include "indexer/fetch/download.h"
#include "indexer/ingest.h"
#include "indexer/reject_log.h"
#include "indexer/sync/guard.h"
#include "indexer/sync/raw_file.h"
#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::system_clock;

std::set<std::string> RawNamesOf(const Metadata& metadata) {
  std::set<std::string> names;
  for (const SourceFile& read : metadata.sources) names.insert(RawNameOf(read));
  return names;
}

std::optional<Metadata> Served(const std::string& directory) {
  const Result<Store> store = Store::Open(directory);
  if (!store.ok()) return std::nullopt;
  const Result<Generation> generation = store->OpenCurrent();
  if (!generation.ok()) return std::nullopt;
  return generation->metadata();
}

// The file that was published is good; its rows and date are known now.
void NoteRead(const Metadata& published, SourceState& state) {
  RawFile read = state.fresh.held() ? state.fresh : state.good;
  if (!RawNamesOf(published).contains(read.name)) return;
  read.rows_read = 0;
  read.rows_rejected = 0;
  std::string date;
  for (const SourceFile& entry : published.sources) {
    if (RawNameOf(entry) != read.name) continue;
    read.rows_read += entry.rows_read;
    read.rows_rejected += entry.rows_rejected;
    date = std::max(date, entry.extract_date);
  }
  if (!date.empty()) read.date = date;
  if (state.fresh.held()) ForgetRefused(state);
  state.good = std::move(read);
  state.fresh = {};
}

// Moves the rejected rows that "reason" points to beside their file, which is to be looked at
// when other files have had their own. The reason, as it is then.
std::string KeepRejects(const std::string& store, const std::string& source, std::string reason) {
  const std::string rejects = store + "/" + std::string(kRejectsFile);
  const std::size_t at = reason.find(rejects);
  if (at == reason.npos) return reason;
  const std::string kept = SourceFolderOf(store, source) + "/" + std::string(kRejectsFile);
  std::error_code error;
  fs::rename(rejects, kept, error);
  return error ? reason : reason.replace(at, rejects.size(), kept);
}

// One run. The followed sources, their states and their reports stand in the
// same order.
class Run {
 public:
  Run(const Options& options, const SyncSettings& settings, const std::atomic<bool>& stop, Log& log,
      Progress& progress)
      : options_(options),
        settings_(settings),
        sources_(settings.sources),
        stop_(stop),
        log_(log),
        progress_(progress),
        downloader_(settings.limits, settings.backoff, stop) {
    for (const Source& source : sources_) report_.sources.emplace_back().state.name = source.name;
  }

  SyncReport Do() {
    report_.failure = WithoutException([this] { return DoAll(); });
    NoteAges();
    return std::move(report_);
  }

 private:
  Status DoAll();
  SourceState& StateOf(std::size_t i) { return report_.sources[i].state; }

  Status LoadStates();
  void SweepUnfinished() const;
  Status TakeAccepted();
  Status Follow(std::size_t i);
  Status CheckRequired();
  bool IsUpToDate();
  // False when a file was refused or fetched again, so that trying again makes sense.
  Result<bool> TryPublishing();
  Status Finish();
  void NoteAges();

  Status CheckGuards(const Generation& built);
  bool IsAccepted(const Source& source) const {
    return std::find(options_.accept.begin(), options_.accept.end(), source.name) !=
           options_.accept.end();
  }
  void Refuse(std::size_t i, std::string reason);
  // What the disk damaged of the good files that "failure" names; whether all of it came.
  Result<bool> FetchDamaged(const Status& failure);
  void LogSource(std::size_t i, const Status& failure);

  const Options& options_;
  const SyncSettings& settings_;
  const std::vector<Source>& sources_;
  const std::atomic<bool>& stop_;
  Log& log_;
  Progress& progress_;
  Downloader downloader_;
  SyncReport report_;
  int refused_now_ = 0;
  std::set<std::string> damaged_;  // sources whose good file was fetched again
};

Status Run::DoAll() {
  RETURN_IF_ERROR(LoadStates());
  SweepUnfinished();
  RETURN_IF_ERROR(TakeAccepted());
  for (std::size_t i = 0; i < sources_.size(); ++i) RETURN_IF_ERROR(Follow(i));
  RETURN_IF_ERROR(CheckRequired());
  while (!IsUpToDate()) {
    const Result<bool> published = TryPublishing();
    if (!published.ok()) return published.status();
    if (*published) break;
  }
  return Finish();
}

Status Run::LoadStates() {
  const std::optional<Metadata> served = Served(options_.store);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    SourceState& state = StateOf(i);
    Result<SourceState> loaded = LoadSourceState(options_.store, sources_[i].name);
    if (loaded.ok()) state = *std::move(loaded);
    if (loaded.status().code() == StatusCode::kDataLoss) {
      log_.Event("state_lost", {{"source", sources_[i].name}, {"error", loaded.status().message()}},
                 LogLevel::kError);
    } else if (!loaded.ok() && loaded.status().code() != StatusCode::kNotFound) {
      return loaded.status();  // what it names must not be swept
    }
    state.name = sources_[i].name;
    state.stale_after_s = options_.stale_after_s;
    const std::string folder = SourceFolderOf(options_.store, state.name);
    for (RawFile* file : {&state.fresh, &state.good, &state.refused}) {
      std::error_code error;
      if (file->held() && !fs::is_regular_file(folder + "/" + file->name, error)) *file = {};
    }
    // A run may have been killed between publishing a file and saying that it is good.
    if (served) NoteRead(*served, state);
    SweepRawFiles(options_.store, state);
  }
  return OkStatus();
}

// What a killed run left half-built goes even when there is nothing to publish:
// opening the store to write sweeps it. Whoever else writes there now does the same.
void Run::SweepUnfinished() const {
  const Result<StoreWriter> swept = StoreWriter::Open(options_.store);
  if (!swept.ok())
    log_.Event("not_swept", {{"error", swept.status().message()}}, LogLevel::kWarning);
}

Status Run::TakeAccepted() {
  for (const std::string& name : options_.accept) {
    const auto found = std::find_if(sources_.begin(), sources_.end(),
                                    [&](const Source& source) { return source.name == name; });
    SourceState& state = StateOf(static_cast<std::size_t>(found - sources_.begin()));
    if (!state.refused.held() || state.fresh.held()) continue;
    state.fresh = std::exchange(state.refused, {});
    ForgetRefused(state);
    RETURN_IF_ERROR(ScreenFresh(*found, options_.store, state));
  }
  return OkStatus();
}

Status Run::Follow(std::size_t i) {
  SourceReport& report = report_.sources[i];
  progress_.Show("asking for " + sources_[i].name, 0, 0);
  Result<Followed> followed = FollowSource(
      sources_[i], {options_.store, downloader_, log_, progress_, stop_}, report.state);
  if (!followed.ok()) return Status(followed.status()).Annotate(sources_[i].name);
  report.outcome = followed->outcome;
  report.bytes += followed->bytes;
  report.requests += followed->requests;
  LogSource(i, followed->failure);
  return OkStatus();
}

void Run::LogSource(std::size_t i, const Status& failure) {
  const SourceReport& report = report_.sources[i];
  const SourceState& state = report.state;
  switch (report.outcome) {
    case FollowOutcome::kUnfinished:
      break;
    case FollowOutcome::kUnchanged:
      log_.Event("unchanged", {{"source", state.name}, {"date", state.good.date}});
      break;
    case FollowOutcome::kNew:
      log_.Event("fetched", {{"source", state.name},
                             {"file", state.fresh.name},
                             {"bytes", state.fresh.bytes},
                             {"downloaded", report.bytes}});
      break;
    case FollowOutcome::kRefused:
      log_.Event(
          "refused",
          {{"source", state.name}, {"file", state.refused.name}, {"reason", state.refused_reason}},
          LogLevel::kError);
      break;
    case FollowOutcome::kFailed:
      log_.Event("failed",
                 {{"source", state.name},
                  {"error", failure.message()},
                  {"since", state.failed_since},
                  {"times", state.failures}},
                 LogLevel::kWarning);
      break;
  }
}

Status Run::CheckRequired() {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const SourceState& state = StateOf(i);
    if (!sources_[i].required || state.fresh.held() || state.good.held()) continue;
    const std::string& why = state.refused.held() ? state.refused_reason : state.failure;
    return FailedPreconditionError("nothing is published without the source " + state.name +
                                   ", of which there is no good copy yet: " + why);
  }
  return OkStatus();
}

bool Run::IsUpToDate() {
  std::set<std::string> good;
  for (const SourceReport& report : report_.sources) {
    if (report.state.fresh.held()) return false;
    if (report.state.good.held()) good.insert(report.state.good.name);
  }
  // The newest generation decides, not the one served: who rolled back wants to
  // stay there until something new comes.
  const Result<Store> store = Store::Open(options_.store);
  if (!store.ok()) return false;
  const Result<std::vector<GenerationEntry>> generations = store->List();
  if (!generations.ok() || generations->empty() || !generations->back().status.ok()) return false;
  if (!store->CurrentName().ok()) return false;
  const Metadata& newest = generations->back().metadata;
  return newest.rule_set_version == kRuleSetVersion && RawNamesOf(newest) == good;
}

void Run::Refuse(std::size_t i, std::string reason) {
  if (IsAccepted(sources_[i])) reason += "; --accept does not help: it lets counts pass";
  RefuseFresh(KeepRejects(options_.store, sources_[i].name, std::move(reason)), StateOf(i));
  report_.sources[i].outcome = FollowOutcome::kRefused;
  ++refused_now_;
  LogSource(i, OkStatus());
}

Result<bool> Run::TryPublishing() {
  Options ingest = options_;
  ingest.paths.clear();
  for (const SourceReport& report : report_.sources) {
    const SourceState& state = report.state;
    const RawFile& file = state.fresh.held() ? state.fresh : state.good;
    if (file.held()) {
      ingest.paths.push_back(SourceFolderOf(options_.store, state.name) + "/" + file.name);
    }
  }
  if (ingest.paths.empty()) {
    return FailedPreconditionError("nothing is published: there is no good copy of any source yet");
  }
  refused_now_ = 0;
  const Result<IngestSummary> summary =
      Ingest(ingest, stop_, log_, progress_,
             [this](const Generation& built) { return CheckGuards(built); });
  if (summary.ok()) {
    for (SourceReport& report : report_.sources) NoteRead(summary->metadata, report.state);
    report_.generation = summary->metadata.generation;
    return true;
  }
  // The file that is named in the message is the culprit.
  const bool about_files = summary.status().code() == StatusCode::kDataLoss ||
                           summary.status().code() == StatusCode::kFailedPrecondition ||
                           summary.status().code() == StatusCode::kResourceExhausted;
  for (std::size_t i = 0; about_files && refused_now_ == 0 && i < sources_.size(); ++i) {
    const RawFile& fresh = StateOf(i).fresh;
    if (fresh.held() && IsNamedIn(summary.status().message(), fresh.name)) {
      Refuse(i, summary.status().message());
    }
  }
  if (refused_now_ == 0 && about_files) {
    const Result<bool> fetched = FetchDamaged(summary.status());
    if (!fetched.ok()) return fetched.status();
    if (*fetched) return false;
  }
  if (refused_now_ == 0) return summary.status();
  for (const SourceReport& report : report_.sources) {
    RETURN_IF_ERROR(SaveSourceState(options_.store, report.state));
  }
  RETURN_IF_ERROR(CheckRequired());
  return false;
}

Result<bool> Run::FetchDamaged(const Status& failure) {
  bool fetched = false;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    SourceState& state = StateOf(i);
    RawFile& good = state.good;
    if (!good.held() || !IsNamedIn(failure.message(), good.name)) continue;
    const Result<Checksums> sums =
        ChecksumFile(SourceFolderOf(options_.store, state.name) + "/" + good.name);
    const bool is_whole = sums.ok() && sums->sha256 == good.sha256;
    if (is_whole || !damaged_.insert(state.name).second) continue;
    log_.Event("damaged", {{"source", state.name}, {"file", good.name}}, LogLevel::kWarning);
    // Whatever there is now, is new; nothing can be laid over what is damaged.
    state.seen = {};
    if (sources_[i].probe == Probe::kFhir) good.fetched_at.clear();
    RETURN_IF_ERROR(Follow(i));
    const FollowOutcome outcome = report_.sources[i].outcome;
    if (outcome != FollowOutcome::kNew && outcome != FollowOutcome::kUnchanged) return false;
    fetched = true;
  }
  return fetched;
}

Status Run::CheckGuards(const Generation& built) {
  const Result<Census> now = TakeCensus(built);
  if (!now.ok()) return now.status();
  const Census before = CensusBefore(options_.store, built);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (!StateOf(i).fresh.held()) continue;
    std::string reason = CheckContent(sources_[i].kinds, StateOf(i).fresh.name, built.metadata());
    for (std::size_t m = 0; m < kMeasureCount && reason.empty(); ++m) {
      const auto measure = static_cast<Measure>(m);
      const bool measured =
          std::any_of(sources_[i].kinds.begin(), sources_[i].kinds.end(),
                      [&](const FileKind kind) { return IsMeasuredBy(measure, kind); });
      if (!measured || IsAccepted(sources_[i])) continue;
      reason = CheckMeasure(measure, before[measure], (*now)[measure], settings_.bands[measure]);
      if (!reason.empty())
        reason += ": run sync with --accept " + sources_[i].name + " if it is right";
    }
    if (!reason.empty()) Refuse(i, reason);
  }
  return refused_now_ == 0 ? OkStatus() : FailedPreconditionError("refused by the guards");
}

Status Run::Finish() {
  std::set<std::string> followed;
  for (const SourceReport& report : report_.sources) {
    RETURN_IF_ERROR(SaveSourceState(options_.store, report.state));
    SweepRawFiles(options_.store, report.state);
    followed.insert(report.state.name);
  }
  // Sources that were turned off do not linger in the status.
  const Result<std::vector<SourceState>> known = LoadSourceStates(options_.store);
  if (!known.ok()) return known.status();
  for (const SourceState& state : *known) {
    if (followed.contains(state.name)) continue;
    const std::string folder = SourceFolderOf(options_.store, state.name);
    std::error_code ignored;
    fs::remove(folder + ".json", ignored);
    fs::remove_all(folder, ignored);
    log_.Event("forgotten", {{"source", state.name}});
  }
  return OkStatus();
}

// How old the sources are, whatever became of the run.
void Run::NoteAges() {
  const auto now = std::chrono::floor<std::chrono::seconds>(Clock::now());
  for (SourceReport& report : report_.sources) {
    report.stale = IsStale(report.state, now);
    if (report.stale) {
      log_.Event("stale", {{"source", report.state.name}, {"date", report.state.good.date}},
                 LogLevel::kWarning);
    }
  }
}

// What became of the run, for those who ask the mirror; who ended it knows.
void NoteRun(const std::string& store, const SyncReport& report, Log& log) {
  if (report.failure.code() == StatusCode::kAborted) return;
  RunState now{.started_at = report.started_at, .ended_at = ToUtcText(Clock::now())};
  if (!report.failure.ok()) {
    const Result<RunState> before = LoadRunState(store);
    if (before.ok()) now.failed_since = before->failed_since;
    if (now.failed_since.empty()) now.failed_since = now.ended_at;
    now.failure = report.failure.message();
  }
  const Status saved = SaveRunState(store, now);
  if (!saved.ok()) log.Event("run_not_noted", {{"error", saved.message()}}, LogLevel::kError);
}

Result<FileLock> LockSources(const Options& options) {
  const std::string folder = SourcesFolderOf(options.store);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return FileError("creating", folder, error);
  return FileLock::TryAcquire(folder + "/LOCK", "another sync of this store");
}

}  // namespace

std::string ServedGeneration(const std::string& store) {
  const std::optional<Metadata> served = Served(store);
  return served ? served->generation : std::string();
}

SyncReport Sync(const Options& options, const SyncSettings& settings, const std::atomic<bool>& stop,
                Log& log, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const std::string started_at = ToUtcText(Clock::now());
  SyncReport report;
  const Result<FileLock> lock = LockSources(options);
  if (lock.ok()) {
    report = Run(options, settings, stop, log, progress).Do();
  } else {
    report.failure = lock.status();
  }
  report.started_at = started_at;
  if (lock.ok()) NoteRun(options.store, report, log);
  report.served = ServedGeneration(options.store);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

bool IsWhole(const SyncReport& report) {
  return report.failure.ok() &&
         std::all_of(report.sources.begin(), report.sources.end(), [](const SourceReport& source) {
           return source.outcome == FollowOutcome::kUnchanged ||
                  source.outcome == FollowOutcome::kNew;
         });
}

}  // namespace annuaire::indexer
