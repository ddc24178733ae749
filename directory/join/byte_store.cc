#include "directory/join/byte_store.h"

#include <cstring>

namespace annuaire {
namespace {

constexpr std::size_t kLengthBytesMax = 5;

}  // namespace

std::uint32_t ByteStore::Append(std::string_view text) {
  const std::size_t size = text.size() + kLengthBytesMax;
  if (size > kBlockBytes - next_) {
    const std::size_t count = (kFirstByte + size + kBlockBytes - 1) / kBlockBytes;
    if (blocks_.size() + count > kBlocksMax) {
      full_ = true;
      return 0;
    }
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(count * kBlockBytes));
    if (count == 1) {
      next_ = kFirstByte;
    } else {  // the large text has its blocks alone
      const std::size_t block = blocks_.size() - 1;
      blocks_.resize(block + count);
      next_ = kBlockBytes;
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
