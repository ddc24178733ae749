// A CodeBook numbers the distinct Coded values of one table, so that a record
// stores a small number where the files repeat "R|Rue" or "54395|Nancy" by the
// million. Number 0 is always the empty value.
//
// CodeBook is what a reader loads: immutable, safe from any thread, owner of
// its text, which records decoded with it point into. CodeBookBuilder is what
// a writer fills: one thread, numbers in order of first use.
//
// Bytes: for each value from number 1 on, code and label as length-prefixed text.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/base/text_arena.h"
#include "directory/record/coded.h"

namespace annuaire {

class CodeBook {
 public:
  CodeBook() : values_(1) {}

  // Returns kDataLoss for malformed bytes, kept by the book otherwise.
  static Result<CodeBook> Parse(std::string_view bytes);

  std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }
  // REQUIRES: index < size()
  const Coded& operator[](std::uint32_t index) const { return values_[index]; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::vector<Coded> values_;
};

class CodeBookBuilder {
 public:
  CodeBookBuilder();
  // Continues "book": its values have the same numbers here.
  explicit CodeBookBuilder(const CodeBook& book);

  // The number of "coded", a new one when it was never seen.
  std::uint32_t IndexOf(const Coded& coded);

  std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }
  std::string ToBytes() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;    // of the value's hash
    std::uint32_t index = 0;  // 0 is free
  };

  std::uint32_t Find(const Coded& coded);
  void Grow();

  TextArena text_;
  std::vector<Coded> values_;
  std::vector<Slot> slots_;  // open addressing
  // The last values by their looks: three of four are some hundred, over and over.
  std::array<std::uint32_t, 1024> usual_{};
};

}  // namespace annuaire
