// A ByteInterner keeps each distinct text once and names it by a small number.
//
// Numbers are dense, in order of first appearance; 0 is the empty text. Views
// returned stay valid as long as the interner. Not thread-safe.
//
// Memory: the texts with one or two bytes of length each, 4 bytes per text, and
// an open-addressing table of 8 bytes per slot, at most four fifths full. It
// holds 4 GiB of text at most; beyond, Intern() returns 0 and full() is true.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace annuaire {

class ByteInterner {
 public:
  ByteInterner();
  ByteInterner(const ByteInterner&) = delete;
  ByteInterner& operator=(const ByteInterner&) = delete;

  std::uint32_t Intern(std::string_view text);
  // REQUIRES: id < size()
  std::string_view Text(std::uint32_t id) const;

  std::size_t size() const { return places_.size(); }
  bool full() const { return full_; }
  std::size_t memory_bytes() const;

 private:
  static constexpr std::size_t kBlockBits = 20;
  static constexpr std::size_t kBlockBytes = std::size_t{1} << kBlockBits;
  static constexpr std::size_t kBlocksMax = 4096;  // so that a place fits 32 bits

  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = 0;  // 0 marks a free slot: the empty text is never looked up
  };

  // Where the text now lies: block number, then offset; nothing when full.
  bool Store(std::string_view text, std::uint32_t& place);
  void Grow();

  std::vector<std::unique_ptr<char[]>> blocks_;  // null where a large text spans blocks
  std::size_t next_ = kBlockBytes;               // in the last block
  std::vector<std::uint32_t> places_;            // by id
  std::vector<Slot> slots_;
  bool full_ = false;
};

// The ids of "texts" in byte order of their texts, without the empty one.
std::vector<std::uint32_t> IdsInTextOrder(const ByteInterner& texts);

}  // namespace annuaire
