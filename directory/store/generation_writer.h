// GenerationWriter fills a new generation with records.
//
// Records of one kind arrive in strictly rising key order; any other order,
// or no key, is kInvalidArgument. Two kinds may be added from two threads, one
// kind by one thread only; Finish() comes after all of them.
//
// Nothing is visible to readers before Finish() has verified the generation
// and renamed its folder, and nothing is served before StoreWriter::Publish().
// A writer destroyed before that leaves a "*.building" folder, which the next
// writer of the store removes.
//
// Example: see store.h.

#pragma once

#include <array>
#include <cstdint>
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

  GenerationWriter(TableWriter tables, std::string directory)
      : tables_(std::move(tables)), directory_(std::move(directory)) {}

  template <typename Record>
  Status AddTo(const Record& record);
  std::uint64_t RowsOf(Table table) const { return records_[IndexOf(table)].rows; }
  Status WriteMeta(const Metadata& metadata);

  TableWriter tables_;
  std::string directory_;
  std::array<RecordTable, kRecordTables.size()> records_;
};

}  // namespace annuaire
