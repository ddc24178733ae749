// A ByteStore keeps texts at places that never move, named by 32 bits.
//
// Views returned stay valid as long as the store. Not thread-safe while texts
// are added. Memory: the texts with one or two bytes of length each, in blocks
// of 2 MiB, the first of which is smaller. It holds 4 GiB; beyond, Append() returns 0 and full() is
// true.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"
#include "directory/join/packed_fields.h"

namespace annuaire {

class ByteStore {
 public:
  // Where the text now lies; never 0 unless the store is full.
  std::uint32_t Append(std::string_view text);

  // REQUIRES: "place" came from Append(), or is 0, the empty text
  std::string_view Text(std::uint32_t place) const {
    if (place == 0) return {};
    const char* at = At(place);
    const std::size_t length = ReadLength(at);
    return {at, length};
  }

  // Asks the processor for the first "bytes" of a text.
  void Prefetch(std::uint32_t place, std::size_t bytes) const {
    if (place != 0) PrefetchBytes(At(place), bytes);
  }

  bool full() const { return full_; }
  std::size_t memory_bytes() const;

 private:
  static constexpr std::size_t kBlockBits = 21;
  static constexpr std::size_t kBlockBytes = std::size_t{1} << kBlockBits;
  static constexpr std::size_t kBlocksMax = 2048;  // so that a place fits 32 bits
  // Many stores hold little, which is no use for a huge page.
  static constexpr std::size_t kFirstBlockBytes = std::size_t{64} << 10;
  static constexpr std::size_t kFirstByte = 1;  // place 0 is the empty text

  struct Free {
    std::size_t bytes = 0;
    void operator()(char* block) const { std::free(block); }
  };
  using Block = std::unique_ptr<char[], Free>;

  void AddBlock(std::size_t bytes);

  const char* At(std::uint32_t place) const {
    return place == 0 ? nullptr : blocks_[place >> kBlockBits].get() + (place & (kBlockBytes - 1));
  }

  std::vector<Block> blocks_;  // null where a large text spans blocks
  std::size_t next_ = 0;       // in the last block
  std::size_t end_ = 0;        // of the last block
  bool full_ = false;
};

}  // namespace annuaire
