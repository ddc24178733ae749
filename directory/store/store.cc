#include "directory/store/store.h"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <utility>

#include "directory/base/ascii.h"

namespace annuaire {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameLengthMax = 64;

std::string GenerationsOf(const std::string& directory) { return directory + "/generations"; }
std::string CurrentFileOf(const std::string& directory) { return directory + "/CURRENT"; }

bool IsUnfinished(std::string_view name) {
  return name.ends_with(kBuildingSuffix) || name.ends_with(kRemovingSuffix);
}

// A name from a file or a command line must stay inside the store.
bool IsGenerationName(std::string_view name) {
  const auto allowed = [](char c) {
    return IsDigit(c) || IsLetter(c) || c == '-' || c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= kNameLengthMax && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), allowed) && !IsUnfinished(name);
}

std::string PathOf(const std::string& directory, std::string_view name) {
  return GenerationsOf(directory) + "/" + std::string(name);
}

// The folders of "generations", by name; none when it does not exist.
Result<std::vector<std::string>> FoldersOf(const std::string& generations) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator at(generations, error);
  if (error == std::errc::no_such_file_or_directory) return names;
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_directory(ignored)) names.push_back(at->path().filename().string());
  }
  if (error) return ReadError("listing", generations, error);
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::vector<std::string>> GenerationNames(const std::string& directory) {
  Result<std::vector<std::string>> names = FoldersOf(GenerationsOf(directory));
  if (names.ok()) std::erase_if(*names, [](const auto& name) { return !IsGenerationName(name); });
  return names;
}

std::string MarkOf(const std::string& directory, std::string_view name) {
  return PathOf(directory, name) + "/" + std::string(kUnpublishedMark);
}

// One that was never published is nothing to go back to.
Result<bool> WasPublished(const std::string& directory, std::string_view name) {
  const Result<bool> marked = Exists(MarkOf(directory, name));
  if (!marked.ok()) return marked.status();
  return !*marked;
}

// REQUIRES: CURRENT names it, durably.
Status TakeMarkAway(const std::string& directory, std::string_view name) {
  const std::string mark = MarkOf(directory, name);
  std::error_code error;
  const bool was_there = fs::remove(mark, error);
  if (error) return FileError("removing", mark, error);
  return was_there ? SyncDirectory(PathOf(directory, name)) : OkStatus();
}

Status RemoveFolder(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return error ? FileError("removing", path, error) : OkStatus();
}

std::uint64_t BytesOnDisk(const std::string& path) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::directory_iterator at(path, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    std::error_code ignored;
    const std::uintmax_t size = at->file_size(ignored);
    if (!ignored) bytes += size;
  }
  return bytes;
}

// An empty path would be the root of the file system's.
Status CheckNamed(const std::string& directory) {
  if (!directory.empty()) return OkStatus();
  return InvalidArgumentError("the folder of the store has no name");
}

std::string IngestFirst(const std::string& directory) {
  return ": run annuaire-indexer ingest --store " + directory + " FILES first";
}

std::string RollBack(const std::string& directory) {
  return ", which holds generations: run annuaire-indexer rollback --store " + directory;
}

Result<bool> HasPublished(const std::string& directory) {
  const Result<std::vector<std::string>> names = GenerationNames(directory);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    const Result<bool> was_published = WasPublished(directory, name);
    if (!was_published.ok() || *was_published) return was_published;
  }
  return false;
}

// The status of a store without CURRENT.
Status NothingPublishedIn(const std::string& directory) {
  const Result<bool> has_some = HasPublished(directory);
  if (!has_some.ok()) return has_some.status();
  return FailedPreconditionError("nothing is published in the store " + directory +
                                 (*has_some ? RollBack(directory) : IngestFirst(directory)));
}

// For a generation that cannot be opened; of another format, the status has its own.
const char* RemedyOf(const Status& status) {
  switch (status.code()) {
    case StatusCode::kNotFound:
    case StatusCode::kDataLoss:
      return " (annuaire-indexer rollback goes back)";
    case StatusCode::kUnavailable:
      return " (check that this user may read it, and open so many files)";
    default:
      return "";
  }
}

}  // namespace

Result<Store> Store::Open(std::string directory) {
  RETURN_IF_ERROR(CheckNamed(directory));
  const Result<bool> exists = Exists(directory);
  if (!exists.ok()) return exists.status();
  std::error_code ignored;
  if (!fs::is_directory(directory, ignored)) {
    return NotFoundError("no store at " + directory + IngestFirst(directory));
  }
  return Store(std::move(directory));
}

Result<std::string> Store::CurrentName() const {
  const std::string path = CurrentFileOf(directory_);
  Result<std::string> line = ReadSmallFile(path);
  if (line.status().code() == StatusCode::kNotFound) return NothingPublishedIn(directory_);
  if (!line.ok()) return line.status();
  if (line->empty() || line->back() != '\n' ||
      !IsGenerationName(std::string_view(*line).substr(0, line->size() - 1))) {
    return DataLossError(path + " does not hold one line with the name of a generation: run " +
                         "annuaire-indexer rollback --store " + directory_);
  }
  line->pop_back();
  return line;
}

Result<Generation> Store::OpenCurrent(const GenerationOptions& options) const {
  Result<std::string> name = CurrentName();
  while (name.ok()) {
    Result<Generation> generation = OpenNamed(*name, options);
    if (generation.ok()) return generation;
    // A writer may have published another one and pruned this one meanwhile.
    Result<std::string> now = CurrentName();
    if (now.ok() && *now == *name) {
      return Status(generation.status())
          .Annotate(CurrentFileOf(directory_) + " names " + *name + ", which cannot be opened" +
                    RemedyOf(generation.status()));
    }
    name = std::move(now);
  }
  return name.status();
}

Result<Generation> Store::OpenNamed(std::string_view name, const GenerationOptions& options) const {
  if (!IsGenerationName(name)) {
    return InvalidArgumentError("not the name of a generation: \"" + std::string(name) + "\"");
  }
  return Generation::Open(PathOf(directory_, name), options);
}

Result<std::vector<std::string>> Store::Names() const { return GenerationNames(directory_); }

Result<std::vector<GenerationEntry>> Store::List() const {
  const Result<std::vector<std::string>> names = Names();
  if (!names.ok()) return names.status();
  const Result<std::string> current = CurrentName();
  std::vector<GenerationEntry> entries;
  for (const std::string& name : *names) {
    GenerationEntry& entry = entries.emplace_back();
    entry.name = name;
    entry.is_current = current.ok() && *current == name;
    entry.bytes = BytesOnDisk(PathOf(directory_, name));
    const Result<Generation> generation = OpenNamed(name);
    entry.status = generation.status();
    if (!generation.ok()) continue;
    entry.metadata = generation->metadata();
    entry.format_version = generation->format_version();
  }
  return entries;
}

Result<StoreWriter> StoreWriter::Open(std::string directory) {
  RETURN_IF_ERROR(CheckNamed(directory));
  std::error_code error;
  fs::create_directories(GenerationsOf(directory), error);
  if (error) return FileError("creating", GenerationsOf(directory), error);
  Result<FileLock> lock = FileLock::TryAcquire(directory + "/LOCK");
  if (!lock.ok()) {
    return Status(lock.status()).Annotate("the store " + directory + " cannot be written");
  }
  Result<Store> store = Store::Open(std::move(directory));
  if (!store.ok()) return store.status();
  StoreWriter writer(*std::move(store), *std::move(lock));
  writer.swept_ = writer.Sweep();
  return writer;
}

Status StoreWriter::Sweep() {
  const std::string generations = GenerationsOf(store_.directory());
  const Result<std::vector<std::string>> names = FoldersOf(generations);
  if (!names.ok()) return names.status();
  Status first;
  for (const std::string& name : *names) {
    Status swept =
        IsUnfinished(name) ? RemoveFolder(generations + "/" + name) : SweepUnpublished(name);
    if (first.ok()) first = std::move(swept);
  }
  return first;
}

Status StoreWriter::SweepUnpublished(const std::string& name) {
  const Result<bool> was_published = WasPublished(store_.directory(), name);
  if (!was_published.ok()) return was_published.status();
  if (*was_published) return OkStatus();
  const Result<std::string> current = store_.CurrentName();
  if (current.status().code() == StatusCode::kUnavailable) return current.status();
  // It was published when a writer died between naming it and taking its mark away.
  if (current.ok() && *current == name) return TakeMarkAway(store_.directory(), name);
  return Remove(name);
}

Result<GenerationWriter> StoreWriter::Begin(std::string_view name) {
  if (!IsGenerationName(name)) {
    return InvalidArgumentError("not a name for a generation: \"" + std::string(name) + "\"");
  }
  const std::string path = PathOf(store_.directory(), name);
  const Result<bool> exists = Exists(path);
  if (!exists.ok()) return exists.status();
  if (*exists) return AlreadyExistsError("generation already there: " + path);
  return GenerationWriter::Create(path);
}

Status StoreWriter::Publish(std::string_view name) {
  std::error_code error;
  if (!IsGenerationName(name) || !fs::is_directory(PathOf(store_.directory(), name), error)) {
    return NotFoundError("no generation \"" + std::string(name) + "\" in " + store_.directory());
  }
  RETURN_IF_ERROR(ReplaceFile(CurrentFileOf(store_.directory()), std::string(name) + "\n"));
  return TakeMarkAway(store_.directory(), name);
}

Status StoreWriter::Discard(std::string_view name) {
  std::error_code error;
  if (!IsGenerationName(name) || !fs::is_directory(PathOf(store_.directory(), name), error)) {
    return NotFoundError("no generation \"" + std::string(name) + "\" in " + store_.directory());
  }
  const Result<std::string> current = store_.CurrentName();
  if (current.ok() && *current == name) {
    return FailedPreconditionError(*current + " is the generation being served");
  }
  return Remove(std::string(name));
}

Status StoreWriter::Remove(const std::string& name) {
  const std::string path = PathOf(store_.directory(), name);
  const std::string removing = path + std::string(kRemovingSuffix);
  std::error_code error;
  // Renamed first: a half-removed folder must not look like a generation.
  fs::rename(path, removing, error);
  return error ? FileError("removing", path, error) : RemoveFolder(removing);
}

Result<std::string> StoreWriter::Rollback(std::string_view name, const BeforePublishing& before) {
  std::vector<std::string> candidates;
  if (!name.empty()) {
    candidates.emplace_back(name);
  } else {
    Result<std::vector<std::string>> names = GenerationNames(store_.directory());
    if (!names.ok()) return names.status();
    const Result<std::string> current = store_.CurrentName();
    candidates.assign(names->rbegin(), names->rend());
    std::erase_if(candidates, [&](const std::string& candidate) {
      const bool is_older = !current.ok() || candidate < *current;
      const Result<bool> was_published = WasPublished(store_.directory(), candidate);
      return !is_older || !was_published.ok() || !*was_published;
    });
  }
  Status last = NotFoundError("no earlier generation in " + store_.directory() +
                              ": there is nothing to go back to");
  for (const std::string& candidate : candidates) {
    const Result<Generation> generation = store_.OpenNamed(candidate);
    last = generation.ok() ? generation->Verify(VerifyLevel::kFull) : generation.status();
    if (!last.ok()) continue;
    if (before) RETURN_IF_ERROR(before(*generation));
    RETURN_IF_ERROR(Publish(candidate));
    return candidate;
  }
  return last;
}

// Every block of it and a sample of its rows: some tenths of a second.
Status StoreWriter::CheckReadable(const std::string& name) const {
  const Result<Generation> generation = store_.OpenNamed(name);
  return generation.ok() ? generation->Verify(VerifyLevel::kSample) : generation.status();
}

StoreWriter::Pruned StoreWriter::Prune(std::size_t keep, std::string_view replaced) {
  assert(keep > 0);
  Result<std::vector<std::string>> names = GenerationNames(store_.directory());
  if (!names.ok()) return {.failure = names.status()};
  const Result<std::string> current = store_.CurrentName();
  if (!current.ok()) return {.failure = current.status()};
  Pruned pruned;
  if (names->size() <= keep) return pruned;
  // Newest first, the one that was replaced before them, the current one before all.
  std::reverse(names->begin(), names->end());
  for (const std::string_view first : {replaced, std::string_view(*current)}) {
    std::stable_partition(names->begin(), names->end(),
                          [&](const std::string& name) { return name == first; });
  }
  std::size_t kept = 0;
  for (const std::string& name : *names) {
    if (kept < keep) {
      const Status readable = CheckReadable(name);
      if (readable.ok()) ++kept;
      const bool may_be_whole = readable.ok() || readable.code() == StatusCode::kUnavailable;
      if (may_be_whole || name == *current) continue;
    }
    Status removed = Remove(name);
    if (removed.ok()) pruned.removed.push_back(name);
    if (pruned.failure.ok()) pruned.failure = std::move(removed);
  }
  return pruned;
}

}  // namespace annuaire
