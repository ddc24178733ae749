// A TypedWord compares its letters with those of terms, eight at a step.
//
// It refers to the text it was made from, which must outlive it. Letters of
// terms must be followed by kReadBeyond bytes that can be read.

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace annuaire {

class TypedWord {
 public:
  static constexpr std::size_t kReadBeyond = 8;

  explicit TypedWord(std::string_view text) : text_(text) {
    const std::size_t count = std::min(text.size(), kStep);
    if (count == 0) return;
    std::memcpy(&ending_, text.data() + text.size() - count, count);
    ending_ <<= 8 * (kStep - count);
  }

  std::size_t size() const { return text_.size(); }
  char operator[](std::size_t i) const { return text_[i]; }

  // The letters from one on, up to eight, the first the lowest; zeros where there are
  // fewer. REQUIRES: from <= size().
  std::uint64_t Eight(std::size_t from) const {
    const std::size_t count = size() - from;
    if (count >= kStep) return Load(text_.data() + from);
    return count == 0 ? 0 : ending_ >> 8 * (kStep - count);
  }

  // The letters from one on, to be sought in many terms.
  class Rest {
   public:
    // True when the "count" letters at "term" begin with these.
    bool Begins(const char* term, std::size_t count) const {
      return size_ <= count && ((Load(term) ^ eight_) & mask_) == 0 &&
             (size_ <= kStep || std::memcmp(term + kStep, letters_ + kStep, size_ - kStep) == 0);
    }

   private:
    friend TypedWord;
    Rest(const char* letters, std::size_t size, std::uint64_t eight)
        : letters_(letters),
          size_(size),
          eight_(eight),
          mask_(size >= kStep ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * size) - 1) {}

    const char* letters_;
    std::size_t size_;
    std::uint64_t eight_;
    std::uint64_t mask_;
  };

  // REQUIRES: from <= size().
  Rest From(std::size_t from) const { return {text_.data() + from, size() - from, Eight(from)}; }

  // True when the "count" letters at "term" have a prefix that is the letters
  // from "from" on, or those with one letter wrong, missing, extra, or two
  // neighbours swapped.
  bool NearlyBegins(const char* term, std::size_t count, std::size_t from) const {
    const std::size_t same = SameLetters(term, count, from);
    term += same;
    count -= same;
    from += same;
    if (from + 1 >= size()) return true;  // all but the last letter at least
    if (count == 0) return false;
    const Rest next = From(from + 1);
    return next.Begins(term + 1, count - 1) || next.Begins(term, count) ||
           From(from).Begins(term + 1, count - 1) ||
           (count >= 2 && term[0] == text_[from + 1] && term[1] == text_[from] &&
            From(from + 2).Begins(term + 2, count - 2));
  }

 private:
  static constexpr std::size_t kStep = 8;
  static_assert(std::endian::native == std::endian::little);  // the first letter is the lowest

  static std::uint64_t Load(const char* letters) {
    std::uint64_t eight;
    std::memcpy(&eight, letters, kStep);
    return eight;
  }

  std::size_t SameLetters(const char* term, std::size_t count, std::size_t from) const {
    const std::size_t most = std::min(count, size() - from);
    for (std::size_t i = 0; i < most; i += kStep) {
      const std::uint64_t differing = Load(term + i) ^ Eight(from + i);
      if (differing != 0) {
        return std::min(most, i + static_cast<std::size_t>(std::countr_zero(differing)) / 8);
      }
    }
    return most;
  }

  std::string_view text_;
  std::uint64_t ending_ = 0;  // the last eight letters
};

}  // namespace annuaire
