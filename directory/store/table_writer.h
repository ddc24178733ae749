// TableWriter builds the sorted tables of one generation, bytes to bytes.
//
// Rows go straight into sorted, LZ4-compressed files of some 64 MB, which
// Finish() hands to a fresh RocksDB without copying: no log, no compaction.
// Each table is compressed and written by a thread of its own, so that a failure
// to write may be told some rows later, by Finish() at the latest.
//
// Threads: two tables may be filled from two threads; one table belongs to one
// thread, Finish() to one after all others are done. A writer that is destroyed
// before Finish() leaves an unusable folder, for its maker to remove.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/store/format.h"

namespace annuaire {

class TableWriter {
 public:
  // Creates "directory", which must not exist yet.
  static Result<TableWriter> Create(const std::string& directory);

  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

  // Returns kInvalidArgument unless "key" is greater than the table's last
  // one, and not empty.
  Status Put(Table table, std::string_view key, std::string_view value);

  // After the last row of a table: its files are flushed while others are filled.
  // To be called by the thread that filled it; may be left out.
  void Complete(Table table);

  // Makes the tables readable and durable. Nothing may be called after it.
  Status Finish();

 private:
  struct Rep;
  explicit TableWriter(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire
