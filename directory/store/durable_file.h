// The few file operations that must survive a crash: replacing a small file,
// making a folder's entries durable, and being the only writer.

#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "directory/base/result.h"

namespace annuaire {

// Writing failed, "doing" "path": why, and what may help, such as whose it is.
// kResourceExhausted for want of room, otherwise kUnavailable.
Status FileError(std::string_view doing, const std::string& path, const std::error_code& error);

// Reading failed, "doing" "path": why, and for want of a right who may not read what.
// kUnavailable.
Status ReadError(std::string_view doing, const std::string& path, const std::error_code& error);

// A path that nobody can look at is not one that does not exist.
Result<bool> Exists(const std::string& path);

// Flushes the entries of "directory" to the disk, after a create or a rename.
Status SyncDirectory(const std::string& directory);

// Replaces "path" by a file holding "content", so that a reader or a crash at
// any moment finds either the old content or the new. Writes "path".tmp first.
Status ReplaceFile(const std::string& path, std::string_view content);

// Reads a small file whole; kNotFound without one.
Result<std::string> ReadSmallFile(const std::string& path);

// Holds flock(2) on a file until destroyed, also by the process's death.
class FileLock {
 public:
  // Never waits: kUnavailable, naming "other", when another holds the lock. Creates the file.
  static Result<FileLock> TryAcquire(const std::string& path,
                                     std::string_view other = "another writer");

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace annuaire
