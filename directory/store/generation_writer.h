// GenerationWriter fills a new generation with records.
//
// Records of one kind arrive in strictly rising key order; any other order,
// or no key, is kInvalidArgument. Two kinds may be added from two threads, one
// kind by one thread only; Finish() comes after all of them.
//
// Nothing is visible to readers before Finish() has verified the generation
// and renamed its folder, and nothing is served before StoreWriter::Publish().
// A writer destroyed before that takes its "*.building" folder with it; one that
// is killed leaves it, or the whole folder marked as unpublished, and the next
// writer of the store removes it.
//
// Example: see store.h.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/store/code_book.h"
#include "directory/store/codec.h"
#include "directory/store/generation.h"
#include "directory/store/metadata.h"
#include "directory/store/table_writer.h"

namespace annuaire {

class GenerationWriter {
 public:
  // Builds in "directory".building, which must not exist; Finish() renames it.
  // Its parent must exist. The last part of "directory" names the generation.
  static Result<GenerationWriter> Create(const std::string& directory);

  // Numbers codes as "former" does and new ones after those, so that a record
  // that stays the same keeps its bytes and comparing both generations is
  // quick. REQUIRES: nothing was added yet
  void ContinueCodes(const Generation& former);

  Status Add(const Practitioner& practitioner);
  Status Add(const Organization& organization);
  Status Add(const Mailbox& mailbox);
  Status Add(const Domain& domain);
  Status Add(const Verdict& verdict);

  // After the last record of a table, by the thread that added it: it is written
  // out while others are filled. May be left out.
  void Complete(Table table) { tables_.Complete(table); }

  // Completes "metadata" (generation and counts are the writer's own), makes
  // everything durable, verifies a sample and renames. Returns what was stored.
  Result<Metadata> Finish(Metadata metadata);

 private:
  struct RecordTable {
    CodeBookBuilder codes;
    std::string fences;
    std::string value;  // reused
    std::uint64_t rows = 0;
    std::uint64_t activities = 0;
  };

  // Removes the folder at "path", unless it has gone.
  struct RemovedAtLast {
    explicit RemovedAtLast(std::string folder) : path(std::move(folder)) {}
    RemovedAtLast(const RemovedAtLast&) = delete;
    RemovedAtLast& operator=(const RemovedAtLast&) = delete;
    ~RemovedAtLast();
    const std::string path;
  };

  GenerationWriter(const std::string& directory, TableWriter tables);

  template <typename Record>
  Status AddTo(const Record& record);
  std::uint64_t RowsOf(Table table) const { return records_[IndexOf(table)].rows; }
  Status WriteMeta(const Metadata& metadata);

  std::string directory_;
  std::unique_ptr<const RemovedAtLast> building_;  // before the tables, which are within
  TableWriter tables_;
  std::array<RecordTable, kRecordTables.size()> records_;
};

}  // namespace annuaire
