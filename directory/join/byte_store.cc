#include "directory/join/byte_store.h"

#include <cstring>

namespace annuaire {
namespace {

constexpr std::size_t kLengthBytesMax = 5;

}  // namespace

void ByteStore::AddBlock(std::size_t bytes) {
  blocks_.emplace_back(static_cast<char*>(AllocateColumn(bytes)), Free{bytes});
}

std::size_t ByteStore::memory_bytes() const {
  std::size_t bytes = 0;
  for (const Block& block : blocks_) bytes += block.get_deleter().bytes;
  return bytes;
}

std::uint32_t ByteStore::Append(std::string_view text) {
  const std::size_t size = text.size() + kLengthBytesMax;
  if (size > end_ - next_) {
    const std::size_t count = (kFirstByte + size + kBlockBytes - 1) / kBlockBytes;
    if (blocks_.size() + count > kBlocksMax) {
      full_ = true;
      return 0;
    }
    const bool is_small = blocks_.empty() && kFirstByte + size <= kFirstBlockBytes;
    AddBlock(is_small ? kFirstBlockBytes : count * kBlockBytes);
    if (count == 1) {
      next_ = kFirstByte;
      end_ = blocks_.back().get_deleter().bytes;
    } else {  // the large text has its blocks alone
      const std::size_t block = blocks_.size() - 1;
      blocks_.resize(block + count);
      next_ = end_ = 0;
      char* const bytes = WriteLength(text.size(), blocks_[block].get() + kFirstByte);
      std::memcpy(bytes, text.data(), text.size());
      return static_cast<std::uint32_t>(block << kBlockBits | kFirstByte);
    }
  }
  const auto place = static_cast<std::uint32_t>((blocks_.size() - 1) << kBlockBits | next_);
  char* const start = blocks_.back().get() + next_;
  char* const bytes = WriteLength(text.size(), start);
  std::memcpy(bytes, text.data(), text.size());
  next_ += static_cast<std::size_t>(bytes - start) + text.size();
  return place;
}

}  // namespace annuaire
