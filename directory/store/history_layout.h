// How DIR/history is laid out: its tables, keys and values, and their number.
//
// README.md of this room describes it. Private to the history's own files.

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/record/change.h"
#include "directory/store/history.h"
#include "directory/store/publication.h"
#include "directory/store/rocks.h"

namespace annuaire::history_layout {

// History:
//   1  The first: publications, changes, four indexes in one table.
inline constexpr std::uint32_t kFormatVersion = 1;

enum Family : std::size_t { kMeta, kChange, kIndex, kFamilyCount };
inline constexpr std::array<std::string_view, kFamilyCount> kFamilyNames = {"default", "change",
                                                                            "index"};

// Keys of the meta family.
inline constexpr std::string_view kFormatKey = "format";        // decimal text
inline constexpr std::string_view kConfirmedKey = "confirmed";  // number of a publication, 4 bytes
inline constexpr std::string_view kPublicationPrefix = "publication/";  // then its number, 4 bytes

// First byte of an index key: what the text after it is.
enum IndexedBy : char {
  kByAddress = 'a',
  kByDomain = 'd',
  kByOrganization = 'o',
  kByPractitioner = 'p',
};

std::string FolderOf(const std::string& store_directory);

inline constexpr std::size_t kNumberBytes = 4;
inline constexpr std::size_t kPositionBytes = 2 * kNumberBytes;

// Big-endian, so that keys sort by number.
std::string NumberKey(std::uint32_t number);
std::string PositionKey(ChangePosition position);
// REQUIRES: as many bytes at the end of "key" as the number has
std::uint32_t ToNumber(std::string_view key);
ChangePosition ToPosition(std::string_view key);

// "a" text NUL; an index key is that and the position.
std::string IndexPrefix(IndexedBy by, std::string_view text);
// Calls "visit" with each prefix "change" is found by.
void VisitIndexPrefixes(const Change& change,
                        const std::function<void(const std::string& prefix)>& visit);

std::string EncodeChange(const Change& change);
// "change" points into "bytes". kDataLoss when they are malformed.
Status DecodeChange(std::string_view bytes, Change& change);
std::string EncodePublication(const Publication& publication);
Result<Publication> DecodePublication(std::string_view bytes);

using rocks::Database;  // its families in the order of Family

// kNotFound when nothing was written there; kFailedPrecondition for another format.
Result<Database> OpenForReading(const std::string& folder);
// Creates the folder and the database when there is none.
Result<Database> OpenForWriting(const std::string& folder);

// Durable once it has returned.
Status WriteMeta(const Database& database, std::string_view key, std::string_view value);

// Every publication, oldest first.
Result<std::vector<Publication>> ReadPublications(const Database& database);
// The number of the last one known to have been published; 0 for none.
Result<std::uint32_t> ReadConfirmed(const Database& database);

}  // namespace annuaire::history_layout
