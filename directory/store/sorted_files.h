// SortedFiles writes the rows of one table into sorted, LZ4-compressed files, on
// a thread of its own: whoever makes rows need not wait for their compression. A
// full file is flushed on another, while the next one is filled.
//
// Rows wait in batches, a few at a time; a writer that is slower than the maker
// of rows holds him up. Used from one thread. Destroyed before Finish(), it
// drops what waits and leaves files that are not to be used.
//
// Internal to table_writer.cc.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"

namespace annuaire {

class SortedFiles {
 public:
  // Writes "path".0.sst, "path".1.sst, …
  SortedFiles(std::string path, std::size_t block_bytes);
  SortedFiles(SortedFiles&&) noexcept;
  SortedFiles& operator=(SortedFiles&&) noexcept;
  ~SortedFiles();

  // Returns what went wrong with this row or one before.
  // REQUIRES: "key" is greater than the last one
  Status Put(std::string_view key, std::string_view value);

  // After the last row: what waits is written and the files are flushed by the
  // thread, while the caller goes on. Only Finish() may be called after it, which calls it
  // if need be.
  void Complete();

  // Waits until all files are flushed; returns their paths. Nothing may be called
  // after it.
  Result<std::vector<std::string>> Finish();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire
