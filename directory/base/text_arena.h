// TextArena keeps copies of texts at addresses that never move, so that
// records, which do not own their text, can point into it.
//
// Views returned by Copy() stay valid until Clear() or the arena's end. Not
// thread-safe. Memory grows by blocks of 256 KiB (or the text's own size when
// larger) and is never given back before Clear().

#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace annuaire {

class TextArena {
 public:
  static constexpr std::size_t kBlockBytes = 256 * 1024;

  TextArena() = default;
  TextArena(TextArena&&) = default;
  TextArena& operator=(TextArena&&) = default;

  std::string_view Copy(std::string_view text) {
    if (text.empty()) return {};
    char* place = Allocate(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }

  // Forgets every text but keeps the first block for reuse.
  void Clear() {
    if (blocks_.size() > 1) blocks_.resize(1);
    if (!blocks_.empty() && first_block_bytes_ != kBlockBytes) blocks_.clear();
    next_ = blocks_.empty() ? nullptr : blocks_.front().get();
    left_ = blocks_.empty() ? 0 : kBlockBytes;
    bytes_ = blocks_.empty() ? 0 : kBlockBytes;
  }

  // Bytes held, used or not.
  std::size_t bytes() const { return bytes_; }

 private:
  char* Allocate(std::size_t size) {
    if (size > left_) {
      const std::size_t block = size > kBlockBytes ? size : kBlockBytes;
      if (blocks_.empty()) first_block_bytes_ = block;
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
      bytes_ += block;
      next_ = blocks_.back().get();
      left_ = block;
    }
    char* place = next_;
    next_ += size;
    left_ -= size;
    return place;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t first_block_bytes_ = 0;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace annuaire
