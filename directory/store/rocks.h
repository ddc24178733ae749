// What reading and writing share of RocksDB: options and the translation of
// its statuses. Private to this room.

#pragma once

#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <cstddef>
#include <string>
#include <string_view>

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

inline rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace annuaire::rocks
