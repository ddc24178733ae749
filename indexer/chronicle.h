// A Chronicle is an ingest's side of the history: what was published before,
// and the publication that is being made.
//
// The former generation is the last one remembered, else the one CURRENT names;
// without any, or when it is of another format, the publication is a baseline
// and nothing is compared. Kinds of records are compared only when both
// generations were made of files that speak of them: an ingest without the
// white list unlists nobody, and the next one with it is compared with the last that
// had it, while that is kept. Professionals and structures, of which several files
// speak, are compared when both were made of the same kinds of files; mailboxes and
// structures when the FHIR API was asked for both or for neither, and knows its
// changes since the same day.
//
// Damage does not keep a mirror from staying fresh. A damaged history is moved
// aside, and another one begins; a former generation that turns out to be torn is
// not compared with: a baseline again. The log says so.
//
// Used under the lock of a StoreWriter, from one thread; FirstMissed() is safe
// from any.
//
// Example:
//
//   Result<Chronicle> chronicle = Chronicle::Open(store->store(), log);
//   … build and Finish() a generation …
//   RETURN_IF_ERROR(chronicle->Record(generation, Chronicle::Occasion::kIngest).status());
//   RETURN_IF_ERROR(store->Publish(name));
//   RETURN_IF_ERROR(chronicle->Confirm());

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/history/difference.h"
#include "directory/store/history.h"
#include "directory/store/history_writer.h"
#include "directory/store/store.h"
#include "indexer/log.h"

namespace annuaire::indexer {

class Chronicle {
 public:
  enum class Occasion { kIngest, kRollback };

  // A store without history begins one with the generation it serves. "log"
  // outlives the chronicle.
  static Result<Chronicle> Open(const Store& store, Log& log);

  // What was published last, or nullptr.
  const Generation* former() const {
    return formers_.empty() ? nullptr : &formers_.front().generation;
  }

  // For somebody absent from the extract of "date", which is being ingested:
  // the date of the first extract without him, empty when he was never in one.
  std::string FirstMissed(std::string_view practitioner_id, std::string_view date) const;

  // Compares "next" with the former generations and makes the differences
  // durable; they are seen once "next" is published.
  Result<Publication> Record(const Generation& next, Occasion occasion);

  // After "next" has been published.
  Status Confirm() { return writer_.Confirm(); }

 private:
  // One that may be compared with: nothing was told of the kinds "untold" since.
  struct Former {
    Generation generation;
    std::uint8_t untold;  // Compared bits
  };

  Chronicle(std::string directory, HistoryWriter writer, std::optional<History> history,
            std::vector<Former> formers, Log& log)
      : directory_(std::move(directory)),
        writer_(std::move(writer)),
        history_(std::move(history)),
        formers_(std::move(formers)),
        log_(log) {}

  static Result<Chronicle> OpenWhole(const Store& store, Log& log);
  static std::vector<Former> OpenFormers(const Store& store,
                                         const std::vector<Publication>& publications,
                                         const std::string& current);
  static Publication Describe(const Generation& generation);
  Status Compare(const Generation& former, const Generation& next, std::uint8_t compared);
  Status CompareOrganizations(const Generation& former, const Generation& next,
                              Difference& difference);
  Status Remember(const Change* change);  // unless it is none

  std::string directory_;
  HistoryWriter writer_;
  std::optional<History> history_;  // up to the former generation
  std::vector<Former> formers_;     // the last one published first
  Log& log_;
};

}  // namespace annuaire::indexer
