#include "indexer/ingest.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "directory/base/give_way.h"
#include "directory/base/handover.h"
#include "directory/base/without_exception.h"
#include "directory/extract/file_kind.h"
#include "directory/join/join.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/store/history.h"
#include "directory/store/store.h"
#include "indexer/bearer_counts.h"
#include "indexer/chronicle.h"
#include "indexer/input_file.h"
#include "indexer/judge.h"
#include "indexer/kinds_read.h"
#include "indexer/practitioner_batch.h"
#include "indexer/read_sources.h"
#include "indexer/utc_time.h"

namespace annuaire::indexer {
namespace {

using Clock = std::chrono::system_clock;

// One of these at least, and of each that is given its rows.
Status CheckRequired(const std::vector<SourceFile>& sources) {
  bool given = false;
  for (const SourceFile& source : sources) {
    if (!IsOfKind(source, FileKind::kPersonActivity) && !IsOfKind(source, FileKind::kMailbox)) {
      continue;
    }
    given = true;
    if (source.rows_read == 0) {
      return FailedPreconditionError(source.file_name + " holds no row of kind " + source.kind +
                                     ": nothing is published");
    }
  }
  if (given) return OkStatus();
  return FailedPreconditionError(
      "neither a PS_LibreAcces Personne_activite nor an Extraction_Correspondance_MSSante file "
      "among the files given: nothing is published");
}

constexpr std::string_view kStopped = "stopped before publishing: the store serves what it served";

// Writes the records of a join, and what the naming rules say of its mailboxes.
class RecordWriter {
 public:
  RecordWriter(const Join& join, const JudgeSources& sources, GenerationWriter& writer,
               const std::atomic<bool>& stop)
      : join_(join), notes_(sources), writer_(writer), stop_(stop) {}

  // One thread writes the professionals, another all other records. What is noted of
  // mailboxes tells of whom and what notes are to be kept, so that professionals are
  // noted once they are in, by the other thread: both have about the same to do.
  Status WriteRecords() {
    std::future<Status> other = std::async(std::launch::async, [this] {
      Status written = UntilFailed([this] { return WriteOthers(); });
      Status noted = NotePractitioners();
      return written.ok() ? noted : written;
    });
    Status practitioners = UntilFailed([this] { return WritePractitioners(); });
    noted_.Close();
    Status others = other.get();
    // The thread that failed first has the reason, the other one was told to end.
    if (!others.ok() && (practitioners.ok() || practitioners.code() == StatusCode::kAborted)) {
      return others;
    }
    return practitioners;
  }

  // After WriteRecords().
  Result<VerdictCounts> WriteVerdicts() {
    Verdicts all = JudgeAll(notes_, evidence_, kThreads);
    for (const Verdict& verdict : all.verdicts) {
      if (stop_) return AbortedError(std::string(kStopped));
      RETURN_IF_ERROR(writer_.Add(verdict));
    }
    return std::move(all.counts);
  }

 private:
  static constexpr unsigned kThreads = 2;
  // Some 30 kB a batch, so that 60 MB wait at most.
  static constexpr std::size_t kPractitionersPerBatch = 256;
  static constexpr std::size_t kBatchesWaitingMax = 2048;
  // So many wait until structures are written; their texts are still in some cache.
  static constexpr std::size_t kBatchesWaitingFew = 4;

  // Tells the other thread when "work" failed.
  template <typename Work>
  Status UntilFailed(Work work) {
    Status done = WithoutException(work);
    if (!done.ok()) failed_ = true;
    return done;
  }

  Status WritePractitioners() {
    PractitionerBatch batch;
    BearerCounts bearers;
    const Status written = join_.EmitPractitioners([&](const Practitioner& practitioner) -> Status {
      RETURN_IF_ERROR(CheckStop());
      if (!practitioner.names.empty()) bearers.Add(practitioner.names.front());
      batch.Add(practitioner);
      if (batch.size() == kPractitionersPerBatch) noted_.Put(std::exchange(batch, {}));
      return writer_.Add(practitioner);
    });
    noted_.Put(std::move(batch));
    noted_.Close();
    RETURN_IF_ERROR(written);
    writer_.Complete(Table::kPractitioner);
    evidence_ = bearers.Take();
    return OkStatus();
  }

  Status WriteOthers() {
    const auto write = [this](const auto& record) { return Write(record); };
    RETURN_IF_ERROR(join_.EmitMailboxes(write));
    writer_.Complete(Table::kMailbox);
    const auto write_and_note = [this](const Organization& organization) -> Status {
      const auto batch = noted_.TakeIfMoreThan(kBatchesWaitingFew);
      if (batch.has_value()) RETURN_IF_ERROR(Note(*batch));
      return Write(organization);
    };
    RETURN_IF_ERROR(join_.EmitOrganizations(write_and_note));
    writer_.Complete(Table::kOrganization);
    return join_.EmitDomains(write);
  }

  // Those that are left. They are taken in any case, so that who makes them can end.
  Status NotePractitioners() {
    Status noted;
    while (const std::optional<PractitionerBatch> batch = noted_.Take()) {
      if (!failed_) noted = UntilFailed([&] { return Note(*batch); });
    }
    RETURN_IF_ERROR(noted);
    notes_.Seal();
    return OkStatus();
  }

  Status Note(const PractitionerBatch& batch) {
    batch.ForEach([this](const PractitionerBatch::One& one) {
      notes_.Add(one);
      GiveWay();
    });
    return OkStatus();
  }

  Status CheckStop() const {
    if (stop_) return AbortedError(std::string(kStopped));
    if (failed_) return AbortedError("the other thread failed");
    return OkStatus();
  }

  template <typename Record>
  Status Write(const Record& record) {
    RETURN_IF_ERROR(CheckStop());
    notes_.Add(record);
    return writer_.Add(record);
  }

  const Join& join_;
  JudgeNotes notes_;
  Evidence evidence_;  // once the professionals are written
  GenerationWriter& writer_;
  const std::atomic<bool>& stop_;
  std::atomic<bool> failed_ = false;
  Handover<PractitionerBatch> noted_{kBatchesWaitingMax};
};

// "chronicle" must outlive it.
JudgeSources SourcesOfJudge(const Metadata& metadata, const Chronicle& chronicle) {
  return {.persons = HasKind(metadata, FileKind::kPersonActivity),
          .white_list = HasKind(metadata, FileKind::kWhiteList),
          .first_missed = [&chronicle, date = std::string(EditionDateOf(metadata))](
                              std::string_view id) { return chronicle.FirstMissed(id, date); }};
}

Result<VerdictCounts> WriteGeneration(RecordWriter& records, Progress& progress) {
  progress.Show("writing the generation", 0, 0);
  RETURN_IF_ERROR(records.WriteRecords());
  progress.Show("judging the mailboxes", 0, 0);
  return records.WriteVerdicts();
}

// That of "now", but after all others, whatever a clock said once: what is newest, and
// what an earlier one, goes by names.
std::string NameAfterAll(const Store& store, Clock::time_point now, Log& log) {
  const Result<std::vector<std::string>> names = store.Names();
  if (!names.ok() || names->empty()) return ToGenerationName(now);
  const std::optional<Clock::time_point> newest = ParseGenerationName(names->back());
  if (!newest || *newest < now) return ToGenerationName(now);
  log.Event("clock_behind", {{"now", ToUtcText(now)}, {"newest", names->back()}},
            LogLevel::kWarning);
  return ToGenerationName(*newest + std::chrono::milliseconds(1));
}

Status CheckGeneration(const Store& store, const std::string& name, const GenerationCheck& check) {
  if (!check) return OkStatus();
  const Result<Generation> generation = store.OpenNamed(name);
  return generation.ok() ? check(*generation) : generation.status();
}

// Adds what changed since the former generation to the history.
Status Remember(const Store& store, const Metadata& metadata, Chronicle& chronicle, Log& log,
                Progress& progress) {
  progress.Show("comparing with the former generation", 0, 0);
  const Result<Generation> generation = store.OpenNamed(metadata.generation);
  if (!generation.ok()) return generation.status();
  const Result<Publication> remembered =
      chronicle.Record(*generation, Chronicle::Occasion::kIngest);
  if (!remembered.ok()) return remembered.status();
  log.Event("remembered", {{"former", remembered->former_generation.empty()
                                          ? "none"
                                          : std::string_view(remembered->former_generation)},
                           {"changes", remembered->changes}});
  return OkStatus();
}

// What was served before the current generation; empty when the history does not tell.
std::string ReplacedByCurrent(const Store& store) {
  const Result<std::string> current = store.CurrentName();
  if (!current.ok()) return {};
  const Result<History> history = History::Open(store.directory(), *current);
  return history.ok() ? history->publications().back().former_generation : std::string();
}

// What cannot be removed takes room, and changes nothing about what is published.
void Prune(StoreWriter& store, std::size_t keep, Log& log) {
  const StoreWriter::Pruned pruned = store.Prune(keep, ReplacedByCurrent(store.store()));
  for (const std::string& name : pruned.removed) log.Event("pruned", {{"generation", name}});
  if (!pruned.failure.ok())
    log.Event("prune_failed", {{"error", pruned.failure.message()}}, LogLevel::kError);
}

}  // namespace

std::uint64_t PeakRssBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Result<IngestSummary> Ingest(const Options& options, const std::atomic<bool>& stop, Log& log,
                             Progress& progress, const GenerationCheck& check) {
  const auto start = std::chrono::steady_clock::now();
  const Clock::time_point now = Clock::now();
  const Result<std::vector<std::string>> files = FindInputFiles(options.paths);
  if (!files.ok()) return files.status();
  Result<StoreWriter> store = StoreWriter::Open(options.store);
  if (!store.ok()) return store.status();
  if (!store->swept().ok())
    log.Event("sweep_failed", {{"error", store->swept().message()}}, LogLevel::kError);

  IngestSummary summary;
  std::optional<Join> join(std::in_place);
  RejectLog rejects(options.store + "/" + std::string(kRejectsFile));
  Result<std::vector<SourceFile>> sources = ReadSources(
      *files, {.max_reject_share = options.max_reject_share}, stop, *join, rejects, log, progress);
  RETURN_IF_ERROR(rejects.Close());
  if (!sources.ok()) return sources.status();
  summary.metadata.sources = *std::move(sources);
  RETURN_IF_ERROR(CheckRequired(summary.metadata.sources));

  for (const SourceFile& source : summary.metadata.sources) {
    summary.rows_read += source.rows_read;
    summary.rows_rejected += source.rows_rejected;
    summary.metadata.extract_date = std::max(summary.metadata.extract_date, source.extract_date);
  }
  // On a disk that a former run filled, this makes room where fewer are to be kept.
  if (store->store().CurrentName().ok()) Prune(*store, options.keep, log);
  Result<Chronicle> chronicle = Chronicle::Open(store->store(), log);
  if (!chronicle.ok()) return chronicle.status();
  Result<GenerationWriter> writer = store->Begin(NameAfterAll(store->store(), now, log));
  if (!writer.ok()) return writer.status();
  if (chronicle->former() != nullptr) writer->ContinueCodes(*chronicle->former());
  std::optional<RecordWriter> records(std::in_place, *join,
                                      SourcesOfJudge(summary.metadata, *chronicle), *writer, stop);
  Result<VerdictCounts> verdicts = WriteGeneration(*records, progress);
  if (!verdicts.ok()) return verdicts.status();
  summary.verdicts = *std::move(verdicts);
  log.Event("joined", {{"join_bytes", join->memory_bytes()}});
  log.Event("judged", {{"rule_set", kRuleSetVersion},
                       {"info", summary.verdicts.info},
                       {"suspect", summary.verdicts.suspect},
                       {"violation", summary.verdicts.violation}});
  // Some hundred megabytes, given back while the generation is made durable.
  std::jthread freeing([&records, &join] {
    records.reset();
    join.reset();
  });

  summary.metadata.created_at = ToUtcText(now);
  summary.metadata.product_version = ANNUAIRE_VERSION;
  summary.metadata.rule_set_version = kRuleSetVersion;
  if (stop) return AbortedError(std::string(kStopped));
  progress.Show("verifying the generation", 0, 0);
  Result<Metadata> stored = writer->Finish(std::move(summary.metadata));
  freeing.join();
  if (!stored.ok()) return stored.status();
  summary.metadata = *std::move(stored);

  const std::string& name = summary.metadata.generation;
  Status publishable = CheckGeneration(store->store(), name, check);
  if (publishable.ok()) {
    publishable = Remember(store->store(), summary.metadata, *chronicle, log, progress);
  }
  if (!publishable.ok()) {
    const Status discarded = store->Discard(name);
    if (!discarded.ok())
      log.Event("discard_failed", {{"error", discarded.message()}}, LogLevel::kError);
    return publishable;
  }
  RETURN_IF_ERROR(store->Publish(name));
  RETURN_IF_ERROR(chronicle->Confirm());
  log.Event("published", {{"generation", name}});
  Prune(*store, options.keep, log);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  summary.peak_rss_bytes = PeakRssBytes();
  return summary;
}

}  // namespace annuaire::indexer
