#include "directory/store/history_layout.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <utility>

#include "directory/record/mailbox.h"
#include "directory/store/archive.h"
#include "directory/store/durable_file.h"
#include "directory/store/rocks.h"

namespace annuaire {

// The fields of what a history stores; see fields.h.
template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<FactChange> fact) {
  archive(1, fact.fact, kChangedFactLast);
  archive(2, fact.before);
  archive(3, fact.after);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Change> change) {
  archive(1, change.kind, static_cast<ChangeKind>(kChangeKindMax));
  archive(2, change.subject);
  archive(3, change.name);
  archive(4, change.given_name);
  archive(5, change.facts);
  archive(6, change.practitioners);
  archive(7, change.organizations);
}

template <typename Archive>
void Fields(Archive& archive, typename Archive::template Ref<Publication> publication) {
  archive(1, publication.number);
  archive(2, publication.generation);
  archive(3, publication.date);
  archive(4, publication.former_generation);
  archive(5, publication.former_date);
  archive(6, publication.is_rollback);
  archive(7, publication.holds);
  archive(8, publication.compared);
  archive(9, publication.changes);
}

namespace history_layout {
namespace {

// Index and filter blocks live in the cache as well, so that memory stays the
// same however much is remembered.
constexpr std::size_t kCacheBytes = 8 << 20;
constexpr std::size_t kWriteBufferBytes = 16 << 20;

// The prefix of an index key: everything before its position. Filters are kept
// of prefixes, so that asking for an address nothing was ever said of is cheap.
class IndexPrefixOf : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "annuaire.IndexPrefix"; }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), key.size() - kPositionBytes};
  }
  bool InDomain(const rocksdb::Slice& key) const override { return key.size() > kPositionBytes; }
};

rocksdb::Options OptionsOf(std::string_view family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::Options options = rocks::GenerationOptions(kCacheBytes);
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10));
  options.disable_auto_compactions = false;
  options.write_buffer_size = kWriteBufferBytes;
  if (family == kFamilyNames[kIndex]) {
    options.prefix_extractor = std::make_shared<IndexPrefixOf>();
    table.whole_key_filtering = false;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

rocksdb::DBOptions DatabaseOptions() {
  rocksdb::DBOptions options = rocks::GenerationOptions(0);
  options.atomic_flush = true;  // a change and what it is found by, or neither
  return options;
}

Database::Families Families() {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(kCacheBytes);
  Database::Families families;
  for (const std::string_view name : kFamilyNames) {
    families.emplace_back(std::string(name), OptionsOf(name, cache));
  }
  return families;
}

// Empty when there is none.
Result<std::string> ReadFormat(const Database& database, const std::string& folder) {
  std::string text;
  const rocksdb::Status read =
      database.db->Get(rocksdb::ReadOptions(), database[kMeta], rocks::ToSlice(kFormatKey), &text);
  if (read.IsNotFound()) return std::string();
  RETURN_IF_ERROR(rocks::ToStatus(read, "reading " + folder));
  return text;
}

Status CheckFormat(const std::string& format, const std::string& folder) {
  if (format == std::to_string(kFormatVersion)) return OkStatus();
  return FailedPreconditionError(folder + " is a history of format " + format +
                                 ", this binary reads " + std::to_string(kFormatVersion) +
                                 ": move it aside to begin another one");
}

}  // namespace

std::string FolderOf(const std::string& store_directory) { return store_directory + "/history"; }

std::string NumberKey(std::uint32_t number) {
  std::string key;
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<char>(number >> shift));
  return key;
}

std::string PositionKey(ChangePosition position) {
  return NumberKey(position.publication) + NumberKey(position.ordinal);
}

std::uint32_t ToNumber(std::string_view key) {
  std::uint32_t number = 0;
  for (const char byte : key.substr(key.size() - kNumberBytes)) {
    number = number << 8 | static_cast<unsigned char>(byte);
  }
  return number;
}

ChangePosition ToPosition(std::string_view key) {
  return {ToNumber(key.substr(0, key.size() - kNumberBytes)), ToNumber(key)};
}

std::string IndexPrefix(IndexedBy by, std::string_view text) {
  std::string prefix(1, by);
  prefix.append(text).push_back('\0');
  return prefix;
}

void VisitIndexPrefixes(const Change& change,
                        const std::function<void(const std::string& prefix)>& visit) {
  switch (change.kind) {
    case ChangeKind::kMailboxPublished:
    case ChangeKind::kMailboxWithdrawn:
    case ChangeKind::kMailboxChanged:
      visit(IndexPrefix(kByAddress, change.subject));
      visit(IndexPrefix(kByDomain, DomainOf(change.subject)));
      break;
    case ChangeKind::kDomainListed:
    case ChangeKind::kDomainUnlisted:
    case ChangeKind::kDomainChanged:
      visit(IndexPrefix(kByDomain, change.subject));
      break;
    default:
      break;
  }
  for (const std::string_view id : change.practitioners) visit(IndexPrefix(kByPractitioner, id));
  for (const std::string_view key : change.organizations) visit(IndexPrefix(kByOrganization, key));
}

std::string EncodeChange(const Change& change) {
  std::string bytes;
  Encode(change, nullptr, bytes);
  return bytes;
}

Status DecodeChange(std::string_view bytes, Change& change) {
  change.Clear();
  Decoder decoder(nullptr, bytes);
  if (decoder.Read(change)) return OkStatus();
  return DataLossError("change malformed at byte " + std::to_string(decoder.offset()));
}

std::string EncodePublication(const Publication& publication) {
  std::string bytes;
  Encode(publication, nullptr, bytes);
  return bytes;
}

Result<Publication> DecodePublication(std::string_view bytes) {
  Publication publication;
  Decoder decoder(nullptr, bytes);
  if (decoder.Read(publication)) return publication;
  return DataLossError("publication malformed at byte " + std::to_string(decoder.offset()));
}

Result<Database> OpenForReading(const std::string& folder) {
  const Result<bool> exists = Exists(folder + "/CURRENT");
  if (!exists.ok()) return exists.status();
  if (!*exists) return NotFoundError("no history at " + folder);
  Database database;
  RETURN_IF_ERROR(rocks::ToStatus(database.OpenForReadOnly(DatabaseOptions(), folder, Families()),
                                  "opening " + folder));
  const Result<std::string> format = ReadFormat(database, folder);
  if (!format.ok()) return format.status();
  if (format->empty()) return NotFoundError("nothing is remembered at " + folder);
  RETURN_IF_ERROR(CheckFormat(*format, folder));
  return database;
}

Result<Database> OpenForWriting(const std::string& folder) {
  rocksdb::DBOptions options = DatabaseOptions();
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  Database database;
  RETURN_IF_ERROR(rocks::ToStatus(database.Open(options, folder, Families()), "opening " + folder));
  const Result<std::string> format = ReadFormat(database, folder);
  if (!format.ok()) return format.status();
  RETURN_IF_ERROR(format->empty() ? WriteMeta(database, kFormatKey, std::to_string(kFormatVersion))
                                  : CheckFormat(*format, folder));
  return database;
}

Status WriteMeta(const Database& database, std::string_view key, std::string_view value) {
  rocksdb::WriteOptions durably;
  durably.sync = true;
  return rocks::ToStatus(
      database.db->Put(durably, database[kMeta], rocks::ToSlice(key), rocks::ToSlice(value)),
      "writing the history");
}

Result<std::vector<Publication>> ReadPublications(const Database& database) {
  std::vector<Publication> publications;
  const std::unique_ptr<rocksdb::Iterator> at(
      database.db->NewIterator(rocksdb::ReadOptions(), database[kMeta]));
  for (at->Seek(rocks::ToSlice(kPublicationPrefix));
       at->Valid() && at->key().starts_with(rocks::ToSlice(kPublicationPrefix)); at->Next()) {
    Result<Publication> publication = DecodePublication(rocks::ToView(at->value()));
    if (!publication.ok()) return publication.status();
    publications.push_back(*std::move(publication));
  }
  RETURN_IF_ERROR(rocks::ToStatus(at->status(), "reading the publications of the history"));
  return publications;
}

Result<std::uint32_t> ReadConfirmed(const Database& database) {
  std::string number;
  const rocksdb::Status read = database.db->Get(rocksdb::ReadOptions(), database[kMeta],
                                                rocks::ToSlice(kConfirmedKey), &number);
  if (read.IsNotFound()) return std::uint32_t{0};
  RETURN_IF_ERROR(rocks::ToStatus(read, "reading the history"));
  if (number.size() != kNumberBytes) return DataLossError("history: torn number");
  return ToNumber(number);
}

}  // namespace history_layout
}  // namespace annuaire
