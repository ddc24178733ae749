// An InputStream reads the entries of many files one after the other, on a
// thread of its own that stays some chunks ahead: the next bytes are inflated
// while the last ones are parsed.
//
// Memory: kChunksAhead chunks of kChunkBytes. The object's methods belong to one
// thread. A failure ends the stream: chunks stop, status() says why.
//
// Example:
//
//   InputStream input(files);
//   while (input.NextEntry()) {
//     for (auto chunk = input.NextChunk(); !chunk.empty(); chunk = input.NextChunk()) …
//   }
//   RETURN_IF_ERROR(input.status());

#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "directory/base/status.h"
#include "indexer/input_file.h"

namespace annuaire::indexer {

class InputStream {
 public:
  static constexpr std::size_t kChunkBytes = 1 << 20;
  static constexpr std::size_t kChunksAhead = 8;

  explicit InputStream(std::vector<std::string> files, const InputLimits& limits = {});
  InputStream(const InputStream&) = delete;
  InputStream& operator=(const InputStream&) = delete;
  ~InputStream();  // stops reading at once

  // Moves to the next entry, past what is left of this one; false at the end
  // of the last, or after a failure.
  bool NextEntry();
  const std::string& entry_name() const { return entry_name_; }

  // The next bytes of the entry, whole chunks but for the last one; empty at
  // its end and after a failure. Valid until the next call.
  std::span<const char> NextChunk();

  const Status& status() const { return failure_; }

  // Bytes of the files themselves: read so far, by any thread; and in all.
  std::uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }
  std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  // What the reading thread hands over: the start of an entry, some of its
  // bytes, or the end of everything.
  struct Piece {
    enum class Kind { kEntry, kBytes, kEnd };
    Kind kind = Kind::kEnd;
    std::string entry_name;
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
    Status status;  // of kEnd
  };

  void ReadAll(const std::vector<std::string>& files, const InputLimits& limits);
  Status ReadFile(const std::string& path, const InputLimits& limits);
  Status ReadEntry(InputFile& file, std::uint64_t bytes_before);
  bool Push(Piece piece);  // false when the stream is being destroyed
  void Pop();              // into piece_
  std::unique_ptr<char[]> TakeBuffer();

  // Of the thread that uses the stream.
  Piece piece_;
  std::string entry_name_;
  Status failure_;
  bool ended_ = false;
  bool at_entry_ = false;  // piece_ starts an entry NextEntry() has not entered yet

  std::uint64_t bytes_total_ = 0;
  std::atomic<std::uint64_t> bytes_read_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> pieces_;                    // guarded by mutex_
  std::vector<std::unique_ptr<char[]>> spare_;  // guarded by mutex_
  bool stopping_ = false;                       // guarded by mutex_

  std::thread reader_;  // last: starts when all else is there
};

}  // namespace annuaire::indexer
