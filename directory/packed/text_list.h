// TextList holds texts end to end, numbered in the order they were appended.
//
// Immutable after the last Append(); safe to read from any thread.

#pragma once

#include <cstdint>
#include <string_view>

#include "directory/base/column.h"

namespace annuaire {

class TextList {
 public:
  TextList() : starts_(1, 0) {}

  void Append(std::string_view text) {
    text_.insert(text_.end(), text.begin(), text.end());
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  void ShrinkToFit() {
    text_.shrink_to_fit();
    starts_.shrink_to_fit();
  }

  std::size_t size() const { return starts_.size() - 1; }
  std::string_view operator[](std::size_t number) const {
    return {text_.data() + starts_[number], starts_[number + 1] - starts_[number]};
  }
  std::size_t bytes() const {
    return text_.capacity() + starts_.capacity() * sizeof(std::uint32_t);
  }

 private:
  Column<char> text_;
  Column<std::uint32_t> starts_;
};

}  // namespace annuaire
