#include "directory/store/table_writer.h"

#include <array>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "directory/store/durable_file.h"
#include "directory/store/rocks.h"
#include "directory/store/sorted_files.h"

namespace annuaire {
namespace {

constexpr std::size_t kCacheBytes = 1 << 20;  // nothing is read back while writing

// Mailboxes are asked for one by one, at any moment and from anywhere in the table;
// the others are mostly read whole, which larger blocks serve better.
std::size_t BlockBytesOf(Table table) {
  return table == Table::kMailbox ? 4 * 1024 : rocks::kBlockBytes;
}

struct TableInProgress {
  std::optional<SortedFiles> files;  // from the first row on
  std::string last_key;
  std::uint64_t rows = 0;
  std::vector<std::string> paths;  // once finished
};

}  // namespace

struct TableWriter::Rep {
  std::string directory;
  std::string incoming;  // folder of the files not yet taken over by RocksDB
  std::array<TableInProgress, kTableCount> tables;

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
    return FileError("creating", directory, error);
  }
  return TableWriter(std::move(rep));
}

Status TableWriter::Put(Table table, std::string_view key, std::string_view value) {
  TableInProgress& to = rep_->tables[IndexOf(table)];
  if (key.empty() || (to.rows != 0 && key <= to.last_key)) {
    return InvalidArgumentError("table " + std::string(NameOf(table)) + ": row " +
                                std::to_string(to.rows + 1) +
                                (key.empty() ? " has no key" : " is not in rising key order"));
  }
  if (!to.files.has_value()) {
    to.files.emplace(rep_->incoming + "/" + std::string(NameOf(table)), BlockBytesOf(table));
  }
  to.last_key = key;
  ++to.rows;
  return to.files->Put(key, value);
}

void TableWriter::Complete(Table table) {
  std::optional<SortedFiles>& files = rep_->tables[IndexOf(table)].files;
  if (files.has_value()) files->Complete();
}

Status TableWriter::Finish() {
  for (std::size_t i = 0; i < kTableCount; ++i) Complete(static_cast<Table>(i));
  for (TableInProgress& table : rep_->tables) {
    if (!table.files.has_value()) continue;
    Result<std::vector<std::string>> paths = table.files->Finish();
    if (!paths.ok()) return paths.status();
    table.paths = *std::move(paths);
  }
  RETURN_IF_ERROR(rep_->TakeOver());
  std::error_code error;
  std::filesystem::remove_all(rep_->incoming, error);
  if (error) return FileError("removing", rep_->incoming, error);
  return SyncDirectory(rep_->directory);
}

Status TableWriter::Rep::TakeOver() {
  rocksdb::Options fresh = rocks::GenerationOptions(kCacheBytes);
  fresh.create_if_missing = true;
  fresh.create_missing_column_families = true;
  fresh.error_if_exists = true;
  rocks::Database::Families families;
  for (const std::string_view name : kTableNames) families.emplace_back(std::string(name), fresh);

  const std::string doing = "building " + directory;
  rocks::Database database;
  RETURN_IF_ERROR(rocks::ToStatus(database.Open(fresh, directory, families), doing));

  // All at once: one record of the files, flushed once.
  std::vector<rocksdb::IngestExternalFileArg> incoming_files;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (tables[i].paths.empty()) continue;
    rocksdb::IngestExternalFileArg& files = incoming_files.emplace_back();
    files.column_family = database[i];
    files.external_files = tables[i].paths;
    files.options.move_files = true;
    files.options.snapshot_consistency = false;
  }
  const rocksdb::Status status = database.db->IngestExternalFiles(incoming_files);
  const rocksdb::Status closed = database.Close();
  return rocks::ToStatus(status.ok() ? closed : status, doing);
}

}  // namespace annuaire
