#include "directory/store/history_writer.h"

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <utility>

#include "directory/store/durable_file.h"
#include "directory/store/history_layout.h"
#include "directory/store/rocks.h"

namespace annuaire {

using history_layout::Database;

namespace {

constexpr std::size_t kBatchBytes = 1 << 20;

std::string AsidePrefix(const std::string& store_directory) {
  return history_layout::FolderOf(store_directory) + ".damaged-";
}

// Without a log: Commit() flushes all of a publication at once, and what is
// written before it is nothing until then.
rocksdb::WriteOptions Unlogged() {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return options;
}

std::string PublicationKey(std::uint32_t number) {
  return std::string(history_layout::kPublicationPrefix) + history_layout::NumberKey(number);
}

}  // namespace

struct HistoryWriter::Rep {
  Database database;
  std::vector<Publication> publications;
  rocksdb::WriteBatch batch;
  ChangePosition next;

  Status Write();
  Status Flush();
  Status Settle(std::string_view current);
  Status DropFrom(std::uint32_t number);
};

HistoryWriter::HistoryWriter(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
HistoryWriter::HistoryWriter(HistoryWriter&&) noexcept = default;
HistoryWriter& HistoryWriter::operator=(HistoryWriter&&) noexcept = default;
HistoryWriter::~HistoryWriter() = default;

Result<HistoryWriter> HistoryWriter::Open(const std::string& store_directory,
                                          std::string_view current) {
  auto rep = std::make_unique<Rep>();
  Result<Database> database =
      history_layout::OpenForWriting(history_layout::FolderOf(store_directory));
  if (!database.ok()) {
    return Status(database.status()).Annotate("the history of " + store_directory);
  }
  rep->database = *std::move(database);
  RETURN_IF_ERROR(rep->Settle(current));
  return HistoryWriter(std::move(rep));
}

const std::vector<Publication>& HistoryWriter::publications() const { return rep_->publications; }

// Keeps what was published and drops what a crash left before it was.
Status HistoryWriter::Rep::Settle(std::string_view current) {
  Result<std::vector<Publication>> stored = history_layout::ReadPublications(database);
  if (!stored.ok()) return stored.status();
  publications = *std::move(stored);
  const Result<std::uint32_t> confirmed = history_layout::ReadConfirmed(database);
  if (!confirmed.ok()) return confirmed.status();
  if (!publications.empty() && publications.back().number > *confirmed) {
    if (publications.back().generation == current) {
      RETURN_IF_ERROR(
          history_layout::WriteMeta(database, history_layout::kConfirmedKey,
                                    history_layout::NumberKey(publications.back().number)));
    } else {
      publications.pop_back();
    }
  }
  const std::uint32_t number = publications.empty() ? 1 : publications.back().number + 1;
  next = {number, 0};
  return DropFrom(number);
}

Status HistoryWriter::Rep::DropFrom(std::uint32_t number) {
  const std::unique_ptr<rocksdb::Iterator> at(
      database.db->NewIterator(rocksdb::ReadOptions(), database[history_layout::kChange]));
  Change change;
  bool dropped = false;
  for (at->Seek(history_layout::NumberKey(number)); at->Valid(); at->Next()) {
    const std::string position(rocks::ToView(at->key()));
    RETURN_IF_ERROR(history_layout::DecodeChange(rocks::ToView(at->value()), change));
    history_layout::VisitIndexPrefixes(change, [&](const std::string& prefix) {
      batch.Delete(database[history_layout::kIndex], prefix + position);
    });
    batch.Delete(database[history_layout::kChange], position);
    dropped = true;
    if (batch.GetDataSize() >= kBatchBytes) RETURN_IF_ERROR(Write());
  }
  RETURN_IF_ERROR(rocks::ToStatus(at->status(), "reading the history"));
  std::string publication;
  if (database.db
          ->Get(rocksdb::ReadOptions(), database[history_layout::kMeta], PublicationKey(number),
                &publication)
          .ok()) {
    batch.Delete(database[history_layout::kMeta], PublicationKey(number));
    dropped = true;
  }
  if (!dropped) return OkStatus();
  RETURN_IF_ERROR(Write());
  return Flush();
}

Status HistoryWriter::Rep::Write() {
  const rocksdb::Status written = database.db->Write(Unlogged(), &batch);
  batch.Clear();
  return rocks::ToStatus(written, "writing the history");
}

Status HistoryWriter::Rep::Flush() {
  return rocks::ToStatus(database.db->Flush(rocksdb::FlushOptions(), database.families),
                         "writing the history");
}

Status HistoryWriter::Add(const Change& change) {
  const std::string position = history_layout::PositionKey(rep_->next);
  rep_->batch.Put(rep_->database[history_layout::kChange], position,
                  history_layout::EncodeChange(change));
  history_layout::VisitIndexPrefixes(change, [&](const std::string& prefix) {
    rep_->batch.Put(rep_->database[history_layout::kIndex], prefix + position, rocksdb::Slice());
  });
  ++rep_->next.ordinal;
  return rep_->batch.GetDataSize() < kBatchBytes ? OkStatus() : rep_->Write();
}

Status HistoryWriter::Drop() {
  RETURN_IF_ERROR(rep_->Write());
  rep_->next.ordinal = 0;
  return rep_->DropFrom(rep_->next.publication);
}

Result<Publication> HistoryWriter::Commit(Publication publication) {
  publication.number = rep_->next.publication;
  publication.changes = rep_->next.ordinal;
  rep_->batch.Put(rep_->database[history_layout::kMeta], PublicationKey(publication.number),
                  history_layout::EncodePublication(publication));
  RETURN_IF_ERROR(rep_->Write());
  RETURN_IF_ERROR(rep_->Flush());
  rep_->publications.push_back(publication);
  rep_->next = {publication.number + 1, 0};
  return publication;
}

Status HistoryWriter::Confirm() {
  assert(!rep_->publications.empty());
  return history_layout::WriteMeta(rep_->database, history_layout::kConfirmedKey,
                                   history_layout::NumberKey(rep_->publications.back().number));
}

Result<std::vector<std::string>> HistoriesAside(const std::string& store_directory) {
  namespace fs = std::filesystem;
  const std::string prefix = fs::path(AsidePrefix(store_directory)).filename();
  std::vector<std::string> folders;
  std::error_code error;
  fs::directory_iterator at(store_directory, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const fs::path& path = at->path();
    if (path.filename().string().starts_with(prefix)) folders.push_back(path.string());
  }
  if (error) return ReadError("listing", store_directory, error);
  std::sort(folders.begin(), folders.end());
  return folders;
}

Result<std::string> MoveHistoryAside(const std::string& store_directory) {
  namespace fs = std::filesystem;
  const std::string folder = history_layout::FolderOf(store_directory);
  std::string aside;
  std::error_code error;
  for (int number = 1; aside.empty() || fs::exists(aside, error); ++number) {
    aside = AsidePrefix(store_directory) + std::to_string(number);
  }
  fs::rename(folder, aside, error);
  if (error) return FileError("renaming", folder, error);
  return aside;
}

}  // namespace annuaire
