// A PartialFile is a file on its way to this machine, kept so that the next try
// goes on where the last one ended:
//
//   FOLDER/partial        the bytes so far
//   FOLDER/partial.json   where they came from, and how many have reached the disk
//
// What partial.json counts was flushed before; bytes beyond it, or a file
// without it, are not trusted after a crash and are fetched again. One thread,
// one PartialFile per folder. Every failure is kInternal: it is the disk's, not the
// remote file's.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::indexer {

// Which version of which remote file the bytes belong to.
struct PartialOrigin {
  std::string url;
  std::string etag;
  std::string last_modified;

  // What If-Range may hold; empty when the server gave nothing to go by. A weak
  // ETag ("W/…") says nothing about bytes.
  std::string Validator() const;
};

// Creates "folder", and those above it, unless it is there, and closes it to other users:
// published files come with what the mirror does not keep, such as patient addresses.
Status MakePrivateFolder(const std::string& folder);

class PartialFile {
 public:
  // Opens or creates; "bytes" is 0 when there is nothing to go on with.
  static Result<PartialFile> Open(const std::string& folder);

  PartialFile(PartialFile&& other) noexcept;
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  const PartialOrigin& origin() const { return origin_; }
  std::uint64_t bytes() const { return bytes_; }
  std::string path() const;

  // Forgets the bytes; the next ones are of "origin".
  Status Restart(PartialOrigin origin);
  // Flushes by itself every so many bytes.
  Status Append(std::span<const char> bytes);
  // Makes the bytes so far durable, and worth going on with.
  Status Flush();
  // The bytes are all there: flushes them and forgets their origin.
  Status Complete();
  // There is nothing to fetch: leaves no file behind. The last call.
  Status Remove();

 private:
  PartialFile(std::string folder, int descriptor)
      : folder_(std::move(folder)), descriptor_(descriptor) {}

  Status Load();
  Status ForgetOrigin();

  std::string folder_;
  int descriptor_ = -1;
  PartialOrigin origin_;
  std::uint64_t bytes_ = 0;
  std::uint64_t flushed_ = 0;
};

// Gives a complete file its name, durably. Both are in the same file system.
Status LandFile(const std::string& from, const std::string& to);

// A failure to write what was fetched, as PartialFile's are: kInternal.
Status OfOwnDisk(const Status& status);

}  // namespace annuaire::indexer
