#include "directory/store/history_check.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "directory/store/history_layout.h"
#include "directory/store/rocks.h"

namespace annuaire {
namespace {

using history_layout::Database;

// A writer may delete files it has merged while they are being read.
constexpr int kTries = 3;

// Keys in any order: how many, and the sum of their hashes.
struct KeyTally {
  void Add(std::string_view key) {
    ++keys;
    sum += std::hash<std::string_view>()(key);
  }
  friend bool operator==(const KeyTally&, const KeyTally&) = default;

  std::uint64_t keys = 0;
  std::uint64_t sum = 0;
};

std::string ToText(ChangePosition position) {
  return std::to_string(position.publication) + "." + std::to_string(position.ordinal);
}

class Check {
 public:
  explicit Check(const Database& database) : database_(database) {}

  Result<HistoryTally> Do() {
    RETURN_IF_ERROR(rocks::ToStatus(database_.db->VerifyChecksum(), "checksums"));
    RETURN_IF_ERROR(ReadPublications());
    RETURN_IF_ERROR(ReadChanges());
    RETURN_IF_ERROR(ReadIndex());
    return tally_;
  }

 private:
  Status ReadPublications();
  Status ReadChanges();
  Status ReadChange(ChangePosition at, std::string_view key, std::string_view value);
  Status ReadIndex();

  // Calls visit(position, key, value) for the rows of the publications, whose
  // keys end in a position.
  template <typename Visit>
  Status ForEach(history_layout::Family family, Visit visit) const {
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> at(
        database_.db->NewIterator(options, database_[family]));
    for (at->SeekToFirst(); at->Valid(); at->Next()) {
      const std::string_view key = rocks::ToView(at->key());
      if (key.size() < history_layout::kPositionBytes) return DataLossError("a torn key");
      const ChangePosition position = history_layout::ToPosition(key);
      if (position.publication > publications_.size()) continue;
      RETURN_IF_ERROR(visit(position, key, rocks::ToView(at->value())));
    }
    return rocks::ToStatus(at->status(), "reading");
  }

  const Database& database_;
  std::vector<Publication> publications_;
  KeyTally expected_;  // index keys the changes ask for
  HistoryTally tally_;
};

Status Check::ReadPublications() {
  Result<std::vector<Publication>> stored = history_layout::ReadPublications(database_);
  if (!stored.ok()) return stored.status();
  publications_ = *std::move(stored);
  const Result<std::uint32_t> confirmed = history_layout::ReadConfirmed(database_);
  if (!confirmed.ok()) return confirmed.status();
  for (std::size_t i = 0; i < publications_.size(); ++i) {
    if (publications_[i].number == i + 1) continue;
    return DataLossError("publication " + std::to_string(i + 1) + " is missing");
  }
  // The last one may still wait for its generation to be named in CURRENT.
  const std::size_t count = publications_.size();
  if (*confirmed != count && *confirmed + 1 != count) {
    return DataLossError(std::to_string(count) + " publications, " + std::to_string(*confirmed) +
                         " are noted");
  }
  if (publications_.empty()) return NotFoundError("nothing is remembered yet");
  tally_.since = publications_.front().date;
  tally_.publications = count;
  return OkStatus();
}

Status Check::ReadChanges() {
  std::vector<std::uint64_t> found(publications_.size());
  RETURN_IF_ERROR(
      ForEach(history_layout::kChange,
              [&](ChangePosition at, std::string_view key, std::string_view value) -> Status {
                if (key.size() != history_layout::kPositionBytes || at.publication == 0 ||
                    at.ordinal != found[at.publication - 1]) {
                  return DataLossError("change " + ToText(at) + " is out of order");
                }
                ++found[at.publication - 1];
                return ReadChange(at, key, value);
              }));
  for (const Publication& publication : publications_) {
    const std::uint64_t changes = found[publication.number - 1];
    tally_.changes += changes;
    if (changes == publication.changes) continue;
    return DataLossError("publication " + std::to_string(publication.number) + " has " +
                         std::to_string(changes) + " of its " +
                         std::to_string(publication.changes) + " changes");
  }
  return OkStatus();
}

Status Check::ReadChange(ChangePosition at, std::string_view key, std::string_view value) {
  Change change;
  if (Status decoded = history_layout::DecodeChange(value, change); !decoded.ok()) {
    return std::move(decoded).Annotate("change " + ToText(at));
  }
  if (history_layout::EncodeChange(change) != value) {
    return DataLossError("change " + ToText(at) + " does not encode to its own bytes");
  }
  history_layout::VisitIndexPrefixes(
      change, [&](const std::string& prefix) { expected_.Add(prefix + std::string(key)); });
  return OkStatus();
}

Status Check::ReadIndex() {
  KeyTally found;
  RETURN_IF_ERROR(ForEach(history_layout::kIndex,
                          [&](ChangePosition, std::string_view key, std::string_view) -> Status {
                            found.Add(key);
                            return OkStatus();
                          }));
  if (found == expected_) return OkStatus();
  return DataLossError("the index has " + std::to_string(found.keys) + " entries, not the " +
                       std::to_string(expected_.keys) + " of its changes");
}

}  // namespace

Result<HistoryTally> CheckHistory(const std::string& store_directory) {
  const std::string folder = history_layout::FolderOf(store_directory);
  Result<HistoryTally> tally = NotFoundError("");
  for (int i = 0; i < kTries; ++i) {
    const Result<Database> database = history_layout::OpenForReading(folder);
    if (!database.ok()) {
      tally = database.status();
    } else {
      tally = Check(*database).Do();
    }
    const StatusCode code = tally.status().code();
    if (code != StatusCode::kUnavailable && code != StatusCode::kDataLoss) return tally;
  }
  // What is not there any more is as lost as what is torn.
  return DataLossError(folder + ": " + tally.status().message());
}

}  // namespace annuaire
