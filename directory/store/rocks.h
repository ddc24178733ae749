// What reading and writing share of RocksDB: options and the translation of
// its statuses. Internal to table_reader.cc and table_writer.cc.

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

// Options of a generation that is read; also the table format of one written.
rocksdb::Options GenerationOptions(std::size_t cache_bytes);

inline rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace annuaire::rocks
