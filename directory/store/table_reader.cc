#include "directory/store/table_reader.h"

#include <rocksdb/sst_file_reader.h>
#include <rocksdb/table_properties.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <future>
#include <utility>
#include <vector>

#include "directory/base/give_way.h"
#include "directory/store/durable_file.h"
#include "directory/store/rocks.h"

namespace annuaire {
namespace {

constexpr std::size_t kReadaheadBytes = 2 << 20;

Status CheckFormat(std::string_view format) {
  for (std::uint32_t read = kOldestStoreFormatRead; read <= kStoreFormatVersion; ++read) {
    if (format == std::to_string(read)) return OkStatus();
  }
  std::uint32_t number = 0;
  std::from_chars(format.data(), format.data() + format.size(), number);
  return FailedPreconditionError(
      "store format " + std::string(format) + ", this binary reads " +
      std::to_string(kOldestStoreFormatRead) + " to " + std::to_string(kStoreFormatVersion) +
      (number > kStoreFormatVersion ? ": update this program"
                                    : ": run annuaire-indexer ingest again"));
}

// For whoever reads a table once and in order.
rocksdb::ReadOptions ScanOptions() {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  options.readahead_size = kReadaheadBytes;
  return options;
}

// What RocksDB says when opening: files that are missing or torn are lost.
Status ToOpenStatus(const rocksdb::Status& status, const std::string& doing) {
  if (status.IsPathNotFound() || status.IsInvalidArgument()) {
    return DataLossError(doing + ": " + status.ToString());
  }
  return rocks::ToStatus(status, doing);
}

}  // namespace

struct TableReader::Rep {
  std::string directory;
  rocks::Database database;  // with the families that are there
  std::array<rocksdb::ColumnFamilyHandle*, kTableCount> tables{};
};

TableReader::TableReader(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

Result<TableReader> TableReader::Open(const std::string& directory, std::size_t cache_bytes) {
  const std::string doing = "opening " + directory;
  const Result<bool> exists = Exists(directory);
  if (!exists.ok()) return exists.status();
  std::error_code ignored;
  if (!std::filesystem::is_directory(directory, ignored)) {
    return NotFoundError("no generation at " + directory +
                         ": annuaire-indexer generations lists those there are");
  }
  const rocksdb::Options options = rocks::GenerationOptions(cache_bytes);
  std::vector<std::string> names;
  rocksdb::Status status = rocksdb::DB::ListColumnFamilies(options, directory, &names);
  RETURN_IF_ERROR(ToOpenStatus(status, doing));

  rocks::Database::Families families;
  for (const std::string& name : names) families.emplace_back(name, options);
  auto rep = std::make_unique<Rep>();
  rep->directory = directory;
  status = rep->database.OpenForReadOnly(options, directory, families);
  RETURN_IF_ERROR(ToOpenStatus(status, doing));
  for (rocksdb::ColumnFamilyHandle* handle : rep->database.families) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
      if (handle->GetName() == kTableNames[i]) rep->tables[i] = handle;
    }
  }

  TableReader reader(std::move(rep));
  const auto format = reader.Get(Table::kMeta, kFormatKey);
  if (!format.ok()) return format.status();
  if (!format->has_value()) return DataLossError(doing + ": no format number");
  if (Status ours = CheckFormat(**format); !ours.ok()) return std::move(ours).Annotate(doing);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (reader.rep_->tables[i] != nullptr) continue;
    return DataLossError(doing + ": table " + std::string(kTableNames[i]) + " is missing");
  }
  return reader;
}

Result<std::optional<std::string>> TableReader::Get(Table table, std::string_view key) const {
  std::optional<std::string> value(std::in_place);
  const rocksdb::Status status = rep_->database.db->Get(
      rocksdb::ReadOptions(), rep_->tables[IndexOf(table)], rocks::ToSlice(key), &*value);
  if (status.IsNotFound()) return std::optional<std::string>();
  RETURN_IF_ERROR(rocks::ToStatus(status, "reading " + rep_->directory));
  return value;
}

Status TableReader::Scan(Table table, const KeyRange& range, const Visit& visit) const {
  const rocksdb::Slice end(range.end);
  rocksdb::ReadOptions options = ScanOptions();
  if (!range.end.empty()) options.iterate_upper_bound = &end;

  const std::unique_ptr<rocksdb::Iterator> at(
      rep_->database.db->NewIterator(options, rep_->tables[IndexOf(table)]));
  range.begin.empty() ? at->SeekToFirst() : at->Seek(range.begin);
  for (; at->Valid(); at->Next()) {
    RETURN_IF_ERROR(visit(rocks::ToView(at->key()), rocks::ToView(at->value())));
    GiveWay();
  }
  return rocks::ToStatus(at->status(), "scanning " + rep_->directory);
}

struct TableReader::Cursor::Rep {
  std::unique_ptr<rocksdb::Iterator> at;
  std::string directory;
};

TableReader::Cursor::Cursor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
TableReader::Cursor::Cursor(Cursor&&) noexcept = default;
TableReader::Cursor& TableReader::Cursor::operator=(Cursor&&) noexcept = default;
TableReader::Cursor::~Cursor() = default;

bool TableReader::Cursor::valid() const { return rep_->at->Valid(); }
std::string_view TableReader::Cursor::key() const { return rocks::ToView(rep_->at->key()); }
std::string_view TableReader::Cursor::value() const { return rocks::ToView(rep_->at->value()); }
void TableReader::Cursor::Next() { rep_->at->Next(); }
Status TableReader::Cursor::status() const {
  return rocks::ToStatus(rep_->at->status(), "scanning " + rep_->directory);
}

TableReader::Cursor TableReader::Start(Table table) const {
  auto rep = std::make_unique<Cursor::Rep>();
  rep->at.reset(rep_->database.db->NewIterator(ScanOptions(), rep_->tables[IndexOf(table)]));
  rep->directory = rep_->directory;
  rep->at->SeekToFirst();
  return Cursor(std::move(rep));
}

TableReader::Cursor TableReader::StartAt(Table table, std::string_view key) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  auto rep = std::make_unique<Cursor::Rep>();
  rep->at.reset(rep_->database.db->NewIterator(options, rep_->tables[IndexOf(table)]));
  rep->directory = rep_->directory;
  rep->at->Seek(rocks::ToSlice(key));
  return Cursor(std::move(rep));
}

Result<std::uint64_t> TableReader::CountRows(Table table) const {
  rocksdb::TablePropertiesCollection files;
  const rocksdb::Status status =
      rep_->database.db->GetPropertiesOfAllTables(rep_->tables[IndexOf(table)], &files);
  RETURN_IF_ERROR(rocks::ToStatus(status, "counting the rows of " + rep_->directory));
  std::uint64_t rows = 0;
  for (const auto& [path, properties] : files) rows += properties->num_entries;
  return rows;
}

namespace {

Status VerifyFile(const std::string& path) {
  rocksdb::SstFileReader file(rocks::GenerationOptions(/*cache_bytes=*/0));
  rocksdb::Status status = file.Open(path);
  if (status.ok()) status = file.VerifyChecksum(ScanOptions());
  return rocks::ToStatus(status, path);
}

}  // namespace

Status TableReader::VerifyChecksums() const {
  std::vector<rocksdb::LiveFileMetaData> files;
  rep_->database.db->GetLiveFilesMetaData(&files);
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    return a.size > b.size;  // so that both threads end together
  });
  std::atomic<std::size_t> next = 0;
  const auto verify = [&]() -> Status {
    for (std::size_t i = next++; i < files.size(); i = next++) {
      RETURN_IF_ERROR(VerifyFile(files[i].db_path + files[i].name));
    }
    return OkStatus();
  };
  std::future<Status> other = std::async(std::launch::async, verify);
  Status ours = verify();
  Status others = other.get();
  return ours.ok() ? others : ours;
}

}  // namespace annuaire
