// A TermCollector gathers words in any order, numbers them as they come, and
// turns them into a TermDictionary, telling where each number went.
//
// Not thread-safe; needed only while a Directory is built.

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "directory/lookup/term_dictionary.h"

namespace annuaire {

class TermCollector {
 public:
  TermCollector() : starts_(1, 0), slots_(1u << 10, Slot{}) {}

  // The number of "term": 0, 1, 2… in order of first appearance.
  std::uint32_t Intern(std::string_view term);

  std::string_view at(std::uint32_t number) const {
    return {text_.data() + starts_[number], starts_[number + 1] - starts_[number]};
  }
  std::size_t size() const { return starts_.size() - 1; }

  // Numbers in byte order of their terms.
  std::vector<std::uint32_t> Sorted() const;

  struct Sealed {
    TermDictionary dictionary;
    std::vector<std::uint32_t> position;  // number -> term of the dictionary
  };
  Sealed Seal() const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // of the term, from 1 on; 0 is a free slot
  };

  void Grow();

  std::vector<char> text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Slot> slots_;  // open addressing
};

}  // namespace annuaire
