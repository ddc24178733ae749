// What reading and writing share of RocksDB: options, an open database and the
// translation of its statuses. Private to this room.

#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/status.h"

namespace annuaire::rocks {

// IOError becomes kUnavailable (kResourceExhausted when the disk is full),
// corruption kDataLoss. "doing" names the action and its place.
Status ToStatus(const rocksdb::Status& status, std::string_view doing);

// What is read from the disk, checked and unpacked for one row.
inline constexpr std::size_t kBlockBytes = 16 * 1024;

// Options of a generation that is read; also the table format of one written. A
// file tells its own block size to whoever reads it.
rocksdb::Options GenerationOptions(std::size_t cache_bytes, std::size_t block_bytes = kBlockBytes);

// An open database with its families, in the order they were asked for. Closed at its end.
struct Database {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> families;

  Database() = default;
  Database(Database&&) noexcept = default;
  Database& operator=(Database&& other) noexcept;
  ~Database() { Close().PermitUncheckedError(); }

  using Families = std::vector<rocksdb::ColumnFamilyDescriptor>;
  rocksdb::Status Open(const rocksdb::DBOptions& options, const std::string& folder,
                       const Families& asked);
  rocksdb::Status OpenForReadOnly(const rocksdb::DBOptions& options, const std::string& folder,
                                  const Families& asked);
  // What could not be brought to the disk.
  rocksdb::Status Close();

  rocksdb::ColumnFamilyHandle* operator[](std::size_t family) const { return families[family]; }
};

inline rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace annuaire::rocks
