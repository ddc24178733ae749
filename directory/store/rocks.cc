#include "directory/store/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/table.h>

#include <memory>
#include <utility>

namespace annuaire::rocks {
namespace {

// RocksDB would leave a LOG file in each generation at each opening.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

}  // namespace

Status ToStatus(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return OkStatus();
  const std::string message = std::string(doing) + ": " + status.ToString();
  if (status.IsNoSpace()) return ResourceExhaustedError(message + "; make room on the disk");
  if (status.IsCorruption()) return DataLossError(message);
  if (status.IsIOError()) return UnavailableError(message);
  return InternalError(message);
}

rocksdb::Options GenerationOptions(std::size_t cache_bytes, std::size_t block_bytes) {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = block_bytes;
  table.block_cache = rocksdb::NewLRUCache(cache_bytes);

  rocksdb::Options options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.info_log = std::make_shared<SilentLogger>();
  options.max_open_files = -1;  // open at once and for good
  // By the thread that opens: of others, RocksDB ends the process if one cannot start.
  options.max_file_opening_threads = 1;
  options.disable_auto_compactions = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(db, other.db);
  std::swap(families, other.families);
  return *this;
}

rocksdb::Status Database::Open(const rocksdb::DBOptions& options, const std::string& folder,
                               const Families& asked) {
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, folder, asked, &families, &opened);
  db.reset(opened);
  return status;
}

rocksdb::Status Database::OpenForReadOnly(const rocksdb::DBOptions& options,
                                          const std::string& folder, const Families& asked) {
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(options, folder, asked, &families, &opened);
  db.reset(opened);
  return status;
}

rocksdb::Status Database::Close() {
  if (db == nullptr) return rocksdb::Status::OK();
  for (rocksdb::ColumnFamilyHandle* handle : families) {
    // Only fails for the default family of a closed database.
    db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  families.clear();
  const rocksdb::Status closed = db->Close();
  db.reset();
  return closed;
}

}  // namespace annuaire::rocks
