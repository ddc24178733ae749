#include "directory/store/table_writer.h"

#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>

#include <array>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "directory/store/durable_file.h"
#include "directory/store/rocks.h"

namespace annuaire {
namespace {

constexpr std::size_t kCacheBytes = 1 << 20;  // nothing is read back while writing
constexpr std::uint64_t kFileBytesMax = 64 << 20;
// So much at a time goes to the disk while more is being written, so that
// little is left to wait for when a file is finished.
constexpr std::uint64_t kBytesPerSync = 4 << 20;

// The file of one table that is being filled, and those that are full.
// Mailboxes are asked for one by one, at any moment and from anywhere in the table;
// the others are mostly read whole, which larger blocks serve better.
std::size_t BlockBytesOf(std::string_view name) {
  return name == NameOf(Table::kMailbox) ? 4 * 1024 : rocks::kBlockBytes;
}

struct TableFiles {
  std::unique_ptr<rocksdb::SstFileWriter> writer;
  std::vector<std::string> paths;
  std::string last_key;
  std::uint64_t rows = 0;
};

}  // namespace

struct TableWriter::Rep {
  std::string directory;
  std::string incoming;  // folder of the files not yet taken over by RocksDB
  rocksdb::Options options = rocks::GenerationOptions(kCacheBytes);
  std::array<TableFiles, kTableCount> tables;

  Status Open(TableFiles& table, std::string_view name);
  Status Close(TableFiles& table);
  Status TakeOver();
};

TableWriter::TableWriter(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<TableWriter> TableWriter::Create(const std::string& directory) {
  auto rep = std::make_unique<Rep>();
  rep->directory = directory;
  rep->incoming = directory + "/incoming";
  std::error_code error;
  if (!std::filesystem::create_directory(directory, error) ||
      !std::filesystem::create_directory(rep->incoming, error)) {
    if (!error) return AlreadyExistsError(directory + " is there already");
    return UnavailableError("creating " + directory + ": " + error.message());
  }
  return TableWriter(std::move(rep));
}

Status TableWriter::Put(Table table, std::string_view key, std::string_view value) {
  TableFiles& files = rep_->tables[IndexOf(table)];
  if (key.empty() || (files.rows != 0 && key <= files.last_key)) {
    return InvalidArgumentError("table " + std::string(NameOf(table)) + ": row " +
                                std::to_string(files.rows + 1) +
                                (key.empty() ? " has no key" : " is not in rising key order"));
  }
  if (files.writer == nullptr) RETURN_IF_ERROR(rep_->Open(files, NameOf(table)));
  RETURN_IF_ERROR(rocks::ToStatus(files.writer->Put(rocks::ToSlice(key), rocks::ToSlice(value)),
                                  "writing " + files.paths.back()));
  files.last_key = key;
  ++files.rows;
  if (files.writer->FileSize() >= kFileBytesMax) return rep_->Close(files);
  return OkStatus();
}

Status TableWriter::Rep::Open(TableFiles& table, std::string_view name) {
  table.paths.push_back(incoming + "/" + std::string(name) + "." +
                        std::to_string(table.paths.size()) + ".sst");
  // The pages just written are the ones the first scan wants: keep them.
  rocksdb::EnvOptions file_options;
  file_options.bytes_per_sync = kBytesPerSync;
  table.writer = std::make_unique<rocksdb::SstFileWriter>(
      file_options, rocks::GenerationOptions(kCacheBytes, BlockBytesOf(name)), nullptr,
      /*invalidate_page_cache=*/false);
  return rocks::ToStatus(table.writer->Open(table.paths.back()), "creating " + table.paths.back());
}

Status TableWriter::Rep::Close(TableFiles& table) {
  if (table.writer == nullptr) return OkStatus();
  const rocksdb::Status status = table.writer->Finish();
  table.writer.reset();
  return rocks::ToStatus(status, "finishing " + table.paths.back());
}

Status TableWriter::Finish() {
  for (TableFiles& table : rep_->tables) RETURN_IF_ERROR(rep_->Close(table));
  RETURN_IF_ERROR(rep_->TakeOver());
  std::error_code error;
  std::filesystem::remove_all(rep_->incoming, error);
  if (error) return UnavailableError("removing " + rep_->incoming + ": " + error.message());
  return SyncDirectory(rep_->directory);
}

Status TableWriter::Rep::TakeOver() {
  rocksdb::Options fresh = options;
  fresh.create_if_missing = true;
  fresh.create_missing_column_families = true;
  fresh.error_if_exists = true;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string_view name : kTableNames) families.emplace_back(std::string(name), fresh);

  const std::string doing = "building " + directory;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  RETURN_IF_ERROR(
      rocks::ToStatus(rocksdb::DB::Open(fresh, directory, families, &handles, &opened), doing));
  const std::unique_ptr<rocksdb::DB> db(opened);

  rocksdb::Status status;
  for (std::size_t i = 0; i < kTableCount && status.ok(); ++i) {
    if (tables[i].paths.empty()) continue;
    rocksdb::IngestExternalFileOptions ingest;
    ingest.move_files = true;
    ingest.snapshot_consistency = false;
    status = db->IngestExternalFile(handles[i], tables[i].paths, ingest);
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  const rocksdb::Status closed = db->Close();
  return rocks::ToStatus(status.ok() ? closed : status, doing);
}

}  // namespace annuaire
