#include "directory/store/generation.h"

#include <charconv>
#include <cstring>
#include <future>
#include <utility>

#include "directory/store/wire.h"

namespace annuaire {
namespace {

constexpr std::uint64_t kSampledPerFence = kRecordsPerFence / 64;

Status DecodeFences(std::string_view bytes, std::vector<std::string>& fences) {
  wire::Reader in(bytes);
  while (!in.at_end() && !in.failed()) fences.emplace_back(in.Text());
  if (in.failed()) return DataLossError("fences malformed");
  return OkStatus();
}

std::uint64_t ActivitiesOf(const Practitioner& record) { return record.activities.size(); }
template <typename Record>
std::uint64_t ActivitiesOf(const Record&) {
  return 0;
}

Status WrongCount(std::string_view what, std::uint64_t found, std::uint64_t want) {
  return DataLossError(std::to_string(found) + " " + std::string(what) + ", the metadata says " +
                       std::to_string(want));
}

// Whether rows are what their records encode to; counts the activities meanwhile.
template <typename Record>
class RowCheck {
 public:
  explicit RowCheck(const CodeBook& codes) : codes_(codes), builder_(codes) {}

  Status operator()(std::uint64_t row, std::string_view key, std::string_view value) {
    Status decoded = DecodeRecord(key, value, codes_, record_);
    if (!decoded.ok()) return std::move(decoded).Annotate("row " + std::to_string(row));
    activities_ += ActivitiesOf(record_);
    EncodeRecord(record_, builder_, again_);
    if (again_ == value) return OkStatus();
    return DataLossError(std::string(NameOf(kTableOf<Record>)) + " row " + std::to_string(row) +
                         " does not encode to its own bytes");
  }
  std::uint64_t activities() const { return activities_; }

 private:
  const CodeBook& codes_;
  CodeBookBuilder builder_;
  Record record_;
  std::string again_;
  std::uint64_t activities_ = 0;
};

}  // namespace

Result<Generation> Generation::Open(const std::string& directory,
                                    const GenerationOptions& options) {
  Result<TableReader> tables = TableReader::Open(directory, options.cache_bytes);
  if (!tables.ok()) return tables.status();
  Generation generation(*std::move(tables), directory);
  if (Status loaded = generation.Load(); !loaded.ok()) {
    return std::move(loaded).Annotate("opening " + directory);
  }
  return generation;
}

Status Generation::Load() {
  Result<std::string> bytes = GetMeta(std::string(kMetadataKey));
  if (!bytes.ok()) return bytes.status();
  Result<Metadata> metadata = DecodeMetadata(*bytes);
  if (!metadata.ok()) return metadata.status();
  metadata_ = *std::move(metadata);
  bytes = GetMeta(std::string(kFormatKey));
  if (!bytes.ok()) return bytes.status();
  std::from_chars(bytes->data(), bytes->data() + bytes->size(), format_version_);
  for (const Table table : kRecordTables) {
    RecordTable& records = records_[IndexOf(table)];
    const std::string name(NameOf(table));
    bytes = GetMeta(std::string(kCodesKeyPrefix) + name);
    if (!bytes.ok()) return bytes.status();
    Result<CodeBook> codes = CodeBook::Parse(*bytes);
    if (!codes.ok()) return codes.status();
    records.codes = *std::move(codes);
    bytes = GetMeta(std::string(kFencesKeyPrefix) + name);
    if (!bytes.ok()) return bytes.status();
    RETURN_IF_ERROR(DecodeFences(*bytes, records.fences));
  }
  return OkStatus();
}

Result<std::string> Generation::GetMeta(const std::string& key) const {
  Result<std::optional<std::string>> value = tables_.Get(Table::kMeta, key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return DataLossError("the meta table has no " + key);
  return **std::move(value);
}

template <typename Record>
Result<Stored<Record>> Generation::Get(std::string_view key) const {
  if (key.empty()) return Stored<Record>();
  const Result<std::optional<std::string>> value = tables_.Get(kTableOf<Record>, key);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return Stored<Record>();
  // One block for key and value: it must not move when the Stored does.
  const std::size_t value_size = (*value)->size();
  auto bytes = std::make_unique_for_overwrite<char[]>(key.size() + value_size);
  std::memcpy(bytes.get(), key.data(), key.size());
  if (value_size != 0) std::memcpy(bytes.get() + key.size(), (*value)->data(), value_size);
  Record record;
  if (Status decoded =
          DecodeRecord({bytes.get(), key.size()}, {bytes.get() + key.size(), value_size},
                       records_[IndexOf(kTableOf<Record>)].codes, record);
      !decoded.ok()) {
    return std::move(decoded).Annotate(directory_);
  }
  return Stored<Record>(std::move(bytes), std::move(record));
}

template <typename Record>
Status Generation::Scan(const Visit<Record>& visit, const KeyRange& range) const {
  const CodeBook& codes = records_[IndexOf(kTableOf<Record>)].codes;
  Record record;
  return tables_.Scan(
      kTableOf<Record>, range, [&](std::string_view key, std::string_view value) -> Status {
        if (Status decoded = DecodeRecord(key, value, codes, record); !decoded.ok()) {
          return std::move(decoded).Annotate(directory_);
        }
        return visit(record);
      });
}

template Result<Stored<Practitioner>> Generation::Get(std::string_view) const;
template Result<Stored<Organization>> Generation::Get(std::string_view) const;
template Result<Stored<Mailbox>> Generation::Get(std::string_view) const;
template Result<Stored<Domain>> Generation::Get(std::string_view) const;
template Result<Stored<Verdict>> Generation::Get(std::string_view) const;
template Status Generation::Scan(const Visit<Practitioner>&, const KeyRange&) const;
template Status Generation::Scan(const Visit<Organization>&, const KeyRange&) const;
template Status Generation::Scan(const Visit<Mailbox>&, const KeyRange&) const;
template Status Generation::Scan(const Visit<Domain>&, const KeyRange&) const;
template Status Generation::Scan(const Visit<Verdict>&, const KeyRange&) const;

std::vector<KeyRange> Generation::Split(Table table, std::size_t parts) const {
  assert(table != Table::kMeta && parts > 0);
  const std::vector<std::string>& fences = records_[IndexOf(table)].fences;
  std::vector<KeyRange> ranges(1);
  // Fence i is the key of row (i + 1) * kRecordsPerFence.
  for (std::size_t part = 1; part < parts; ++part) {
    const std::size_t fence = (fences.size() + 1) * part / parts;
    if (fence == 0 || fences[fence - 1] == ranges.back().begin) continue;
    ranges.back().end = fences[fence - 1];
    ranges.push_back({fences[fence - 1], ""});
  }
  return ranges;
}

template <typename Record>
Status Generation::VerifyTable(VerifyLevel level, std::uint64_t want_rows) const {
  RowCheck<Record> check(records_[IndexOf(kTableOf<Record>)].codes);
  const Result<std::uint64_t> rows = VerifyRows(kTableOf<Record>, level, check);
  if (!rows.ok()) return rows.status();
  const std::string name(NameOf(kTableOf<Record>));
  if (*rows != want_rows) return WrongCount(name + " rows", *rows, want_rows);
  if (kTableOf<Record> == Table::kPractitioner && level == VerifyLevel::kFull &&
      check.activities() != metadata_.counts.activities) {
    return WrongCount("activities", check.activities(), metadata_.counts.activities);
  }
  return OkStatus();
}

// Returns how many rows there are.
template <typename Check>
Result<std::uint64_t> Generation::VerifyRows(Table table, VerifyLevel level, Check& check) const {
  std::uint64_t row = 0;
  if (level == VerifyLevel::kFull) {
    const Status checked = tables_.Scan(
        table, {},
        [&](std::string_view key, std::string_view value) { return check(++row, key, value); });
    if (!checked.ok()) return checked;
    return row;
  }
  // The first rows from each fence on.
  std::string_view begin;
  for (std::uint64_t fence = 0;; ++fence) {
    row = fence * kRecordsPerFence;
    TableReader::Cursor at = tables_.StartAt(table, begin);
    for (std::uint64_t i = 0; i < kSampledPerFence && at.valid(); ++i, at.Next()) {
      if (Status checked = check(++row, at.key(), at.value()); !checked.ok()) return checked;
    }
    if (!at.status().ok()) return at.status();
    const std::vector<std::string>& fences = records_[IndexOf(table)].fences;
    if (fence == fences.size()) break;
    begin = fences[fence];
  }
  return tables_.CountRows(table);
}

Status Generation::Verify(VerifyLevel level) const {
  // The largest table on a thread of its own.
  std::future<Status> other = std::async(std::launch::async, [&] {
    return VerifyTable<Practitioner>(level, metadata_.counts.practitioners);
  });
  const auto verify_others = [&]() -> Status {
    RETURN_IF_ERROR(VerifyTable<Organization>(level, metadata_.counts.organizations));
    RETURN_IF_ERROR(VerifyTable<Mailbox>(level, metadata_.counts.mailboxes));
    RETURN_IF_ERROR(VerifyTable<Domain>(level, metadata_.counts.domains));
    RETURN_IF_ERROR(VerifyTable<Verdict>(level, metadata_.counts.verdicts));
    return tables_.VerifyChecksums();
  };
  Status others = verify_others();
  Status practitioners = other.get();
  return (practitioners.ok() ? std::move(others) : std::move(practitioners))
      .Annotate("verifying " + directory_);
}

}  // namespace annuaire
