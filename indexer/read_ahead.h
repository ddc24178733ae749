// A ReadAhead reads an entry on a thread of its own, a few chunks ahead of whoever
// parses it.
//
// Used from one thread. The file is not to be touched until it is destroyed, which
// ends the reading wherever it is.
//
// Example:
//
//   ReadAhead ahead(file, 256 << 10);
//   Result<std::span<const char>> chunk = ahead.Next();  // until empty

#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <thread>

#include "directory/base/handover.h"
#include "directory/base/result.h"
#include "indexer/input_file.h"

namespace annuaire::indexer {

class ReadAhead {
 public:
  ReadAhead(InputFile& file, std::size_t chunk_bytes);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // What InputFile::Read() gives, empty at the end; valid until the next call. After
  // the end or an error, the same again however often it is called.
  Result<std::span<const char>> Next();

 private:
  using Buffer = std::unique_ptr<char[]>;
  struct Chunk {
    Buffer buffer;
    Result<std::size_t> size;
  };

  void Work(InputFile& file, std::size_t chunk_bytes);

  Handover<Buffer> empty_;  // closed when no more is wanted
  Handover<Chunk> full_;
  Buffer at_hand_;
  Result<std::size_t> last_ = std::size_t{1};  // bytes of the chunk at hand, or the error
  std::thread thread_;
};

}  // namespace annuaire::indexer
