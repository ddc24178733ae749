#include "indexer/read_sources.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "directory/base/without_exception.h"
#include "directory/extract/file_kind.h"
#include "indexer/file_date.h"
#include "indexer/newest_files.h"
#include "indexer/read_ahead.h"
#include "indexer/source_reader.h"

namespace annuaire::indexer {
namespace {

constexpr unsigned kThreads = 2;
// Fits the second-level cache, from which it is parsed.
constexpr std::size_t kChunkBytes = 256 << 10;

// One entry of one file, and what came of reading it.
struct Entry {
  std::string file;
  std::size_t number = 0;   // among the entries of the file
  std::uint64_t bytes = 0;  // about, inflated: what reading it costs
  JoinPart* part = nullptr;
  SourceFile source;
  Status status;
};

FoundFile Look(const std::string& name, std::string_view first_bytes) {
  FoundFile found{.name = name, .kind = DetectFileKind(first_bytes)};
  found.date = DateInFirstBytes(found.kind, first_bytes);
  if (found.date.empty()) found.date = DateInName(name);
  return found;
}

class Reading {
 public:
  Reading(const ReadOptions& options, const std::atomic<bool>& stop, RejectLog& rejects, Log& log,
          Progress& progress)
      : options_(options), stop_(stop), rejects_(rejects), log_(log), progress_(progress) {}

  // What is to be read.
  Status List(const std::vector<std::string>& files, Join& join);
  Result<std::vector<SourceFile>> ReadAll();

 private:
  Status Find(const std::vector<std::string>& files);
  void Work();
  Status Read(Entry& entry, std::span<char> buffer);
  Status Parse(Entry& entry, const std::string& name,
               const std::function<Result<std::span<const char>>()>& next);

  const ReadOptions& options_;
  const std::atomic<bool>& stop_;
  RejectLog& rejects_;
  Log& log_;
  Progress& progress_;

  std::vector<Entry> entries_;
  std::vector<FoundFile> found_;  // of each entry that was given
  std::vector<std::size_t> largest_first_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> halt_ = false;  // an entry failed, or the user wants to stop
  std::atomic<std::uint64_t> bytes_read_ = 0;
  std::uint64_t bytes_total_ = 0;
};

Status Reading::Find(const std::vector<std::string>& files) {
  std::vector<char> first(kFileKindProbeBytes);
  for (const std::string& path : files) {
    Result<InputFile> file = InputFile::Open(path, options_.limits);
    if (!file.ok()) return file.status();
    for (std::size_t number = 0;; ++number) {
      const Result<bool> more = file->NextEntry();
      if (!more.ok()) return more.status();
      if (!*more) break;
      entries_.push_back({.file = path, .number = number, .bytes = file->entry_bytes_expected()});
      // What cannot be read is of no kind; reading it says why.
      const Result<std::size_t> size = file->Read(first);
      found_.push_back(Look(file->entry_name(), {first.data(), size.ok() ? *size : 0}));
    }
  }
  return OkStatus();
}

Status Reading::List(const std::vector<std::string>& files, Join& join) {
  RETURN_IF_ERROR(Find(files));
  const Result<std::vector<const FoundFile*>> newer = FindNewer(found_);
  if (!newer.ok()) return newer.status();
  std::vector<Entry> chosen;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const FoundFile* instead = (*newer)[i];
    if (instead != nullptr) {
      log_.Event("left_out", {{"file", found_[i].name},
                              {"kind", ToString(found_[i].kind)},
                              {"date", found_[i].date},
                              {"newer", instead->name}});
      continue;
    }
    chosen.push_back(std::move(entries_[i]));
    chosen.back().part = &join.AddPart();
    bytes_total_ += chosen.back().bytes;
  }
  entries_ = std::move(chosen);
  largest_first_.resize(entries_.size());
  std::iota(largest_first_.begin(), largest_first_.end(), std::size_t{0});
  std::stable_sort(largest_first_.begin(), largest_first_.end(), [&](std::size_t a, std::size_t b) {
    return entries_[a].bytes > entries_[b].bytes;
  });
  return OkStatus();
}

Result<std::vector<SourceFile>> Reading::ReadAll() {
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < kThreads; ++i) {
    others.push_back(std::async(std::launch::async, [this] { Work(); }));
  }
  Work();
  for (std::future<void>& other : others) other.get();

  Status aborted;
  std::vector<SourceFile> sources;
  for (Entry& entry : entries_) {
    // Those that were told to end know nothing of the reason.
    if (entry.status.code() == StatusCode::kAborted) {
      aborted = std::move(entry.status);
      continue;
    }
    if (!entry.status.ok()) return std::move(entry.status);
    sources.push_back(std::move(entry.source));
  }
  if (!aborted.ok()) return aborted;
  return sources;
}

void Reading::Work() {
  const auto buffer = std::make_unique_for_overwrite<char[]>(kChunkBytes);
  for (std::size_t i = next_++; i < largest_first_.size(); i = next_++) {
    Entry& entry = entries_[largest_first_[i]];
    entry.status = WithoutException([&]() -> Status {
      // Not even opened: to find one entry of an archive, those before it are walked.
      if (halt_) return AbortedError("stopped before publishing: the store serves what it served");
      RETURN_IF_ERROR(Read(entry, {buffer.get(), kChunkBytes}));
      entry.part->Close();
      return OkStatus();
    });
    if (!entry.status.ok()) halt_ = true;
  }
}

Status Reading::Read(Entry& entry, std::span<char> buffer) {
  Result<InputFile> file = InputFile::Open(entry.file, options_.limits);
  if (!file.ok()) return file.status();
  for (std::size_t i = 0; i <= entry.number; ++i) {
    const Result<bool> more = file->NextEntry();
    if (!more.ok()) return more.status();
    if (!*more) return DataLossError(entry.file + " changed while it was read");
  }
  // The largest, which takes as long as all others together, is inflated on a thread of
  // its own: whoever has read the others is of use until it ends.
  std::optional<ReadAhead> ahead;
  if (&entry == &entries_[largest_first_.front()]) ahead.emplace(*file, buffer.size());
  return Parse(entry, file->entry_name(), [&]() -> Result<std::span<const char>> {
    if (ahead.has_value()) return ahead->Next();
    const Result<std::size_t> size = file->Read(buffer);
    if (!size.ok()) return size.status();
    return std::span<const char>(buffer.first(*size));
  });
}

Status Reading::Parse(Entry& entry, const std::string& name,
                      const std::function<Result<std::span<const char>>()>& next) {
  Status broken;  // explains more than what the parser missed
  entry.part->Expect(entry.bytes);
  SourceReader reader(*entry.part, rejects_, log_,
                      {.max_reject_share = options_.max_reject_share, .stop = &halt_});
  Result<SourceFile> source = reader.Read(name, [&]() -> std::span<const char> {
    if (stop_) halt_ = true;
    const Result<std::span<const char>> chunk = next();
    if (!chunk.ok()) {
      broken = chunk.status();
      return {};
    }
    bytes_read_ += chunk->size();
    progress_.Show("reading " + name, bytes_read_, bytes_total_);
    return *chunk;
  });
  RETURN_IF_ERROR(broken);
  if (!source.ok()) return source.status();
  // A parser may be content before the end, where the checksum is.
  for (std::size_t left = 1; left != 0;) {
    const Result<std::span<const char>> chunk = next();
    if (!chunk.ok()) return chunk.status();
    left = chunk->size();
  }
  entry.source = *std::move(source);
  return OkStatus();
}

}  // namespace

Result<std::vector<SourceFile>> ReadSources(const std::vector<std::string>& files,
                                            const ReadOptions& options,
                                            const std::atomic<bool>& stop, Join& join,
                                            RejectLog& rejects, Log& log, Progress& progress) {
  Reading reading(options, stop, rejects, log, progress);
  RETURN_IF_ERROR(reading.List(files, join));
  return reading.ReadAll();
}

}  // namespace annuaire::indexer
