// TableReader reads the sorted tables of one generation: bytes to bytes.
//
// The generation is immutable: any number of threads may read it. Every file
// stays open from Open() on, so that removing the folder does not disturb a
// reader.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/store/format.h"

namespace annuaire {

// The keys k with begin <= k < end; an empty bound is none.
struct KeyRange {
  std::string begin;
  std::string end;

  friend bool operator==(const KeyRange&, const KeyRange&) = default;
};

class TableReader {
 public:
  // Returns kNotFound without such a folder, kFailedPrecondition when the
  // generation is of another format, kDataLoss when files are missing or torn.
  static Result<TableReader> Open(const std::string& directory, std::size_t cache_bytes);

  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;
  ~TableReader();

  // Returns nothing when the key is absent.
  Result<std::optional<std::string>> Get(Table table, std::string_view key) const;

  // Calls visit(key, value) in key order; both views die with the call. A
  // status other than ok ends the scan and is returned. Reads past the cache.
  using Visit = std::function<Status(std::string_view key, std::string_view value)>;
  Status Scan(Table table, const KeyRange& range, const Visit& visit) const;

  // Walks a table in key order, for whoever reads two at once; lives no longer
  // than the reader. One thread. Reads past the cache.
  class Cursor {
   public:
    Cursor(Cursor&&) noexcept;
    Cursor& operator=(Cursor&&) noexcept;
    ~Cursor();

    // False at the end, and after a failure, which status() tells.
    bool valid() const;
    // REQUIRES: valid(). Both views die with Next().
    std::string_view key() const;
    std::string_view value() const;
    void Next();
    Status status() const;

   private:
    friend class TableReader;
    struct Rep;
    explicit Cursor(std::unique_ptr<Rep> rep);

    std::unique_ptr<Rep> rep_;
  };
  Cursor Start(Table table) const;
  // The same from the first key that is not less than "key", for a few rows: does
  // not read far ahead.
  Cursor StartAt(Table table, std::string_view key) const;

  // As the files say, without reading them. Returns kUnavailable or kDataLoss when
  // they cannot tell.
  Result<std::uint64_t> CountRows(Table table) const;

  // Compares every block of every file, index and filter with its checksum.
  Status VerifyChecksums() const;

 private:
  struct Rep;
  explicit TableReader(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire
