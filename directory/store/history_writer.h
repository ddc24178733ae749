// A HistoryWriter adds one publication to the history, so that neither a crash
// nor a second try loses it or counts it twice:
//
//   1  Add() prepares it; a crash leaves what nobody reads
//   2  Commit() makes it durable; nobody reads it before CURRENT names its generation
//   3  StoreWriter::Publish() renames CURRENT
//   4  Confirm() notes that this happened
//
// Open() looks at CURRENT and settles what a crash left: after 3 the
// publication counts, before it is dropped.
//
// One writer at a time: whoever holds the lock of the StoreWriter. One thread.
//
// Example: see indexer/chronicle.h.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/record/change.h"
#include "directory/store/publication.h"

namespace annuaire {

class HistoryWriter {
 public:
  // "current" is the name in CURRENT, empty for none. Creates the history when
  // there is none. kDataLoss for a damaged one, see MoveHistoryAside().
  static Result<HistoryWriter> Open(const std::string& store_directory, std::string_view current);

  HistoryWriter(HistoryWriter&&) noexcept;
  HistoryWriter& operator=(HistoryWriter&&) noexcept;
  ~HistoryWriter();

  // What was published, oldest first.
  const std::vector<Publication>& publications() const;

  Status Add(const Change& change);
  // Forgets what was added since the last Commit().
  Status Drop();
  // Completes "publication" (its number and count of changes) and makes it and
  // all that was added since the last one durable.
  Result<Publication> Commit(Publication publication);
  // After the generation of what was committed has been published.
  Status Confirm();

 private:
  struct Rep;
  explicit HistoryWriter(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

// Renames DIR/history to the first of DIR/history.damaged-1, -2, … that is free,
// and returns it: another history can begin, and this one be looked into. Who has
// it open goes on reading it.
Result<std::string> MoveHistoryAside(const std::string& store_directory);
// Those that are still there, by name.
Result<std::vector<std::string>> HistoriesAside(const std::string& store_directory);

}  // namespace annuaire
