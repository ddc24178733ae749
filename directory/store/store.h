// A Store is a folder of generations and the word on which one is served:
//
//   DIR/generations/<name>/   one RocksDB each; names sort by age (timestamps)
//   DIR/generations/<name>/UNPUBLISHED   until CURRENT has named it
//   DIR/CURRENT               one line, the name of the generation to serve
//   DIR/LOCK                  flock(2): one writer at a time
//
// A generation is built aside, verified, renamed, and only then named in
// CURRENT, which is replaced by rename: a crash at any point leaves the last
// good generation serving. Unfinished folders (*.building, *.removing) and
// generations that were never published, which nobody may have judged, are swept
// by the next writer.
//
// Threads: both classes hold paths only; methods may be called from any
// thread. Any number of processes read; readers need no lock and no right to
// write. An open Generation survives the removal of its folder.
//
// Example:
//
//   Result<StoreWriter> writer = StoreWriter::Open("/var/lib/annuaire");
//   Result<GenerationWriter> generation = writer->Begin("20260915T041207.000Z");
//   for (const Practitioner& p : sorted) RETURN_IF_ERROR(generation->Add(p));
//   Result<Metadata> stored = generation->Finish(metadata);
//   RETURN_IF_ERROR(writer->Publish(stored->generation));

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/store/durable_file.h"
#include "directory/store/generation.h"
#include "directory/store/generation_writer.h"

namespace annuaire {

inline constexpr std::string_view kBuildingSuffix = ".building";
inline constexpr std::string_view kRemovingSuffix = ".removing";
// An empty file in the folder of a generation that CURRENT has not named yet.
inline constexpr std::string_view kUnpublishedMark = "UNPUBLISHED";

// A generation found in a store.
struct GenerationEntry {
  std::string name;
  bool is_current = false;
  std::uint64_t bytes = 0;  // on disk
  Status status;            // why it cannot be opened; the rest is empty then
  std::uint32_t format_version = 0;
  Metadata metadata;
};

class Store {
 public:
  // Returns kNotFound unless "directory" exists and is a folder, kInvalidArgument
  // when it is empty, kUnavailable when nobody can tell.
  static Result<Store> Open(std::string directory);

  // The name in CURRENT. Returns kFailedPrecondition when nothing was ever
  // published, kDataLoss when the file is torn, kUnavailable when it cannot be read.
  Result<std::string> CurrentName() const;

  // Opens the generation CURRENT names, also while a writer moves on.
  Result<Generation> OpenCurrent(const GenerationOptions& options = {}) const;
  // Returns kNotFound when there is no such generation.
  Result<Generation> OpenNamed(std::string_view name, const GenerationOptions& options = {}) const;

  // The names of the finished generations, oldest first.
  Result<std::vector<std::string>> Names() const;
  // Every finished generation, oldest first, readable or not.
  Result<std::vector<GenerationEntry>> List() const;

  const std::string& directory() const { return directory_; }

 private:
  explicit Store(std::string directory) : directory_(std::move(directory)) {}

  std::string directory_;
};

class StoreWriter {
 public:
  // Creates the folders that are missing, takes the lock and sweeps what an
  // interrupted writer left. Returns kUnavailable when another one writes.
  static Result<StoreWriter> Open(std::string directory);

  // Why some of what was to be swept is still there: it takes room, and nothing else.
  const Status& swept() const { return swept_; }

  // Starts a generation. Returns kAlreadyExists when the name is taken,
  // kInvalidArgument unless it is 1 to 64 of letters, digits, '-', '_' and '.',
  // without a leading '.' and without the suffixes above.
  Result<GenerationWriter> Begin(std::string_view name);

  // Makes CURRENT name a finished generation, and takes its mark away.
  Status Publish(std::string_view name);

  // Removes a finished generation that is not to be published after all.
  // Returns kFailedPrecondition for the one CURRENT names.
  Status Discard(std::string_view name);

  // Verifies (whole) and publishes "name" or, when it is empty, the newest
  // generation older than the current one that passes. Returns its name.
  // "before" is called with the generation before it is published; a status
  // other than ok ends the rollback.
  using BeforePublishing = std::function<Status(const Generation&)>;
  Result<std::string> Rollback(std::string_view name = {}, const BeforePublishing& before = {});

  struct Pruned {
    std::vector<std::string> removed;
    Status failure;  // the first one; what could be removed is removed all the same
  };
  // Removes all but "keep" generations that can be gone back to: the current one,
  // "replaced", the one served before it, then the newest. One that is torn does not
  // count and goes, unless it is current; one that cannot be read now is left alone.
  // REQUIRES: keep > 0
  Pruned Prune(std::size_t keep, std::string_view replaced = {});

  const Store& store() const { return store_; }

 private:
  StoreWriter(Store store, FileLock lock) : store_(std::move(store)), lock_(std::move(lock)) {}

  Status Sweep();
  Status SweepUnpublished(const std::string& name);
  Status CheckReadable(const std::string& name) const;
  Status Remove(const std::string& name);

  Store store_;
  FileLock lock_;
  Status swept_;
};

}  // namespace annuaire
