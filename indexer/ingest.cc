#include "indexer/ingest.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
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
#include "version.h"

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

// What was served before the current generation; empty when the history does not tell.
std::string ReplacedByCurrent(const Store& store) {
  const Result<std::string> current = store.CurrentName();
  if (!current.ok()) return {};
  const Result<History> history = History::Open(store.directory(), *current);
  return history.ok() ? history->publications().back().former_generation : std::string();
}

// One ingest, a function a step.
class Ingestion {
 public:
  Ingestion(const Options& options, const std::atomic<bool>& stop, Log& log, Progress& progress,
            StoreWriter& store)
      : options_(options), stop_(stop), log_(log), progress_(progress), store_(store) {}

  Status Read(const std::vector<std::string>& files);
  Status Build();
  // What is not admitted is removed.
  Status Admit(const GenerationCheck& check);
  Status Publish();
  // What cannot be removed takes room, and changes nothing about what is published.
  void Prune();

  IngestSummary TakeSummary() { return std::move(summary_); }

 private:
  Status WriteRecords(GenerationWriter& writer);
  Status Judge(const Generation& built, const GenerationCheck& check);

  const Options& options_;
  const std::atomic<bool>& stop_;
  Log& log_;
  Progress& progress_;
  StoreWriter& store_;
  const Clock::time_point now_ = Clock::now();
  std::optional<Join> join_{std::in_place};  // until it is written
  std::optional<Chronicle> chronicle_;       // once there is something to write
  std::jthread freeing_;
  IngestSummary summary_;
};

Status Ingestion::Read(const std::vector<std::string>& files) {
  RejectLog rejects(options_.store + "/" + std::string(kRejectsFile));
  Result<std::vector<SourceFile>> sources =
      ReadSources(files, {.max_reject_share = options_.max_reject_share}, stop_, *join_, rejects,
                  log_, progress_);
  RETURN_IF_ERROR(rejects.Close());
  if (!sources.ok()) return sources.status();
  RETURN_IF_ERROR(CheckRequired(*sources));
  Metadata& metadata = summary_.metadata;
  metadata.sources = *std::move(sources);
  for (const SourceFile& source : metadata.sources) {
    summary_.rows_read += source.rows_read;
    summary_.rows_rejected += source.rows_rejected;
    metadata.extract_date = std::max(metadata.extract_date, source.extract_date);
  }
  return OkStatus();
}

Status Ingestion::Build() {
  Result<Chronicle> chronicle = Chronicle::Open(store_.store(), log_);
  if (!chronicle.ok()) return chronicle.status();
  chronicle_.emplace(*std::move(chronicle));
  Result<GenerationWriter> writer = store_.Begin(NameAfterAll(store_.store(), now_, log_));
  if (!writer.ok()) return writer.status();
  if (chronicle_->former() != nullptr) writer->ContinueCodes(*chronicle_->former());
  RETURN_IF_ERROR(WriteRecords(*writer));
  summary_.metadata.created_at = ToUtcText(now_);
  summary_.metadata.product_version = kVersionAndSha;
  summary_.metadata.rule_set_version = kRuleSetVersion;
  if (stop_) return AbortedError(std::string(kStopped));
  progress_.Show("verifying the generation", 0, 0);
  Result<Metadata> stored = writer->Finish(std::move(summary_.metadata));
  freeing_.join();
  if (!stored.ok()) return stored.status();
  summary_.metadata = *std::move(stored);
  return OkStatus();
}

Status Ingestion::WriteRecords(GenerationWriter& writer) {
  auto records = std::make_unique<RecordWriter>(
      *join_, SourcesOfJudge(summary_.metadata, *chronicle_), writer, stop_);
  progress_.Show("writing the generation", 0, 0);
  RETURN_IF_ERROR(records->WriteRecords());
  progress_.Show("judging the mailboxes", 0, 0);
  Result<VerdictCounts> verdicts = records->WriteVerdicts();
  if (!verdicts.ok()) return verdicts.status();
  summary_.verdicts = *std::move(verdicts);
  log_.Event("joined", {{"join_bytes", join_->memory_bytes()}});
  log_.Event("judged", {{"rule_set", kRuleSetVersion},
                        {"info", summary_.verdicts.info},
                        {"suspect", summary_.verdicts.suspect},
                        {"violation", summary_.verdicts.violation}});
  // Some hundred megabytes, given back while the generation is made durable.
  freeing_ = std::jthread([this, written = std::move(records)]() mutable {
    written.reset();
    join_.reset();
  });
  return OkStatus();
}

Status Ingestion::Admit(const GenerationCheck& check) {
  const std::string& name = summary_.metadata.generation;
  const Result<Generation> built = store_.store().OpenNamed(name);
  const Status judged = built.ok() ? Judge(*built, check) : built.status();
  if (judged.ok()) return judged;
  const Status discarded = store_.Discard(name);
  if (!discarded.ok()) {
    log_.Event("discard_failed", {{"error", discarded.message()}}, LogLevel::kError);
  }
  return judged;
}

// The guards first, then the history takes what changed since the former generation.
Status Ingestion::Judge(const Generation& built, const GenerationCheck& check) {
  if (check) RETURN_IF_ERROR(check(built));
  progress_.Show("comparing with the former generation", 0, 0);
  const Result<Publication> remembered = chronicle_->Record(built, Chronicle::Occasion::kIngest);
  if (!remembered.ok()) return remembered.status();
  log_.Event("remembered", {{"former", remembered->former_generation.empty()
                                           ? "none"
                                           : std::string_view(remembered->former_generation)},
                            {"changes", remembered->changes}});
  return OkStatus();
}

Status Ingestion::Publish() {
  RETURN_IF_ERROR(store_.Publish(summary_.metadata.generation));
  RETURN_IF_ERROR(chronicle_->Confirm());
  log_.Event("published", {{"generation", summary_.metadata.generation}});
  return OkStatus();
}

void Ingestion::Prune() {
  const StoreWriter::Pruned pruned = store_.Prune(options_.keep, ReplacedByCurrent(store_.store()));
  for (const std::string& name : pruned.removed) log_.Event("pruned", {{"generation", name}});
  if (!pruned.failure.ok()) {
    log_.Event("prune_failed", {{"error", pruned.failure.message()}}, LogLevel::kError);
  }
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
  const Result<std::vector<std::string>> files = FindInputFiles(options.paths);
  if (!files.ok()) return files.status();
  Result<StoreWriter> store = StoreWriter::Open(options.store);
  if (!store.ok()) return store.status();
  if (!store->swept().ok()) {
    log.Event("sweep_failed", {{"error", store->swept().message()}}, LogLevel::kError);
  }
  Ingestion ingestion(options, stop, log, progress, *store);
  RETURN_IF_ERROR(ingestion.Read(*files));
  // On a disk that a former run filled, this makes room where fewer are to be kept.
  if (store->store().CurrentName().ok()) ingestion.Prune();
  RETURN_IF_ERROR(ingestion.Build());
  RETURN_IF_ERROR(ingestion.Admit(check));
  RETURN_IF_ERROR(ingestion.Publish());
  ingestion.Prune();
  IngestSummary summary = ingestion.TakeSummary();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  summary.peak_rss_bytes = PeakRssBytes();
  return summary;
}

}  // namespace annuaire::indexer
