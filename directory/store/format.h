// The number of the store's format, and the names a generation is made of.
//
// README.md of this room is the format's description. A binary writes the format
// of its own number, and reads it and those before it down to
// kOldestStoreFormatRead; nothing is migrated, since a generation is rebuilt from
// the published files in seconds.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace annuaire {

// History:
//   1  The first: five tables; tagged values; one code book per family.
//   2  The table of verdicts, the rule-set version and the count of verdicts.
//   3  Description and preferred rank of an attachment.
inline constexpr std::uint32_t kStoreFormatVersion = 3;
// Its generations lack what came later and are whole otherwise.
inline constexpr std::uint32_t kOldestStoreFormatRead = 2;

// A sorted table of a generation; each is one RocksDB column family.
enum class Table : std::uint8_t {
  kPractitioner,
  kOrganization,
  kMailbox,
  kDomain,
  kVerdict,
  kMeta,
};

inline constexpr std::size_t kTableCount = 6;

// The tables that hold records; kMeta tells about them.
inline constexpr std::array kRecordTables = {Table::kPractitioner, Table::kOrganization,
                                             Table::kMailbox, Table::kDomain, Table::kVerdict};

// RocksDB always has a family "default"; it holds the meta table, so that
// whatever later formats do, their number can be read.
inline constexpr std::array<std::string_view, kTableCount> kTableNames = {
    "practitioner", "organization", "mailbox", "domain", "verdict", "default"};

inline constexpr std::size_t IndexOf(Table table) { return static_cast<std::size_t>(table); }
inline constexpr std::string_view NameOf(Table table) { return kTableNames[IndexOf(table)]; }

// Keys of the meta table. The two prefixes are followed by a table's name.
inline constexpr std::string_view kFormatKey = "format";      // decimal text
inline constexpr std::string_view kMetadataKey = "metadata";  // see metadata.h
inline constexpr std::string_view kCodesKeyPrefix = "codes/";
inline constexpr std::string_view kFencesKeyPrefix = "fences/";

// One key in so many is a fence, where a scan may be divided between threads.
inline constexpr std::uint64_t kRecordsPerFence = 8192;

}  // namespace annuaire
