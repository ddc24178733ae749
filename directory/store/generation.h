// A Generation is one immutable version of the directory on disk, open for
// reading: what the server loads its index from and takes full records from.
//
// Threads: const methods may be called from any number of threads. Lifetime:
// records passed to a Visit die with the call; a Stored record owns its bytes
// but shares the generation's code books, so it must not outlive the
// Generation. Failure: kDataLoss when stored bytes do not decode; an absent
// key is not a failure.
//
// Example:
//
//   Result<Generation> generation = store.OpenCurrent();
//   if (!generation.ok()) return generation.status();
//   auto found = generation->Get<Practitioner>("899700000013");
//   if (!found.ok()) return found.status();
//   if (found->has_value()) Show(**found);

#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/store/code_book.h"
#include "directory/store/codec.h"
#include "directory/store/metadata.h"
#include "directory/store/table_reader.h"

namespace annuaire {

struct GenerationOptions {
  // Blocks kept in memory for Get(); scans go past it.
  std::size_t cache_bytes = 32 << 20;
};

enum class VerifyLevel {
  // The checksum of every block; one row in 64 is decoded and encoded again, the
  // number of rows is what the files say.
  kSample,
  kFull,  // the checksum of every block, and every row
};

// A record with the bytes its text points into, or nothing.
template <typename Record>
class Stored {
 public:
  Stored() = default;
  // REQUIRES: "record" points into "bytes" (and the generation's code books)
  Stored(std::unique_ptr<char[]> bytes, Record record)
      : bytes_(std::move(bytes)), record_(std::move(record)) {}

  bool has_value() const { return bytes_ != nullptr; }

  // REQUIRES: has_value()
  const Record& operator*() const {
    assert(has_value());
    return record_;
  }
  const Record* operator->() const { return &**this; }

 private:
  std::unique_ptr<char[]> bytes_;
  Record record_;
};

class Generation {
 public:
  template <typename Record>
  using Visit = std::function<Status(const Record&)>;

  // Opens the folder of one generation, see TableReader::Open() for failures.
  static Result<Generation> Open(const std::string& directory, const GenerationOptions& = {});

  const Metadata& metadata() const { return metadata_; }
  // Of format.h: this binary's, or an earlier one that it reads.
  std::uint32_t format_version() const { return format_version_; }

  // "Record" is Practitioner, Organization, Mailbox, Domain or Verdict. By "Identification
  // nationale PP", OrganizationKey, FoldAddress(), lower case domain name and
  // FoldAddress(): nothing for a mailbox without remarks, as for an unknown one.
  template <typename Record>
  Result<Stored<Record>> Get(std::string_view key) const;

  // Visits the records of "range", in key order, at full speed. A status other
  // than ok ends the scan and is returned.
  template <typename Record>
  Status Scan(const Visit<Record>& visit, const KeyRange& range = {}) const;

  // Calls visit(before, after) in key order for every record that differs
  // between this generation and "after"; nullptr stands for the one without
  // it. Records that do not differ are passed over unread when "after" goes on
  // numbering codes as this one does (GenerationWriter::ContinueCodes()), else
  // visited too. A status other than ok ends the walk and is returned.
  // "Record" is Practitioner, Organization, Mailbox or Domain.
  template <typename Record>
  using VisitPair = std::function<Status(const Record* before, const Record* after)>;
  template <typename Record>
  Status VisitDifferences(const Generation& after, const VisitPair<Record>& visit) const;

  // The numbers of the codes in the values of "table".
  // REQUIRES: table is one of kRecordTables
  const CodeBook& codes(Table table) const { return records_[IndexOf(table)].codes; }

  // At most "parts" ranges that follow each other, cover the table and hold
  // about as many records each, for as many threads to scan; at least one.
  // REQUIRES: table is one of kRecordTables, parts > 0
  std::vector<KeyRange> Split(Table table, std::size_t parts) const;

  // Returns kDataLoss saying what is wrong: a count that differs from the
  // metadata, a row that does not decode or is not what its record encodes to.
  Status Verify(VerifyLevel level) const;

 private:
  struct RecordTable {
    CodeBook codes;
    std::vector<std::string> fences;
  };

  Generation(TableReader tables, std::string directory)
      : tables_(std::move(tables)), directory_(std::move(directory)) {}

  Status Load();
  Result<std::string> GetMeta(const std::string& key) const;
  template <typename Record>
  Status VerifyTable(VerifyLevel level, std::uint64_t want_rows) const;
  template <typename Check>
  Result<std::uint64_t> VerifyRows(Table table, VerifyLevel level, Check& check) const;

  TableReader tables_;
  std::string directory_;
  Metadata metadata_;
  std::uint32_t format_version_ = 0;
  std::array<RecordTable, kRecordTables.size()> records_;
};

}  // namespace annuaire
