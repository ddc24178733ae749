// A TermCollector gathers words in any order, numbers them as they come, and
// turns them into a TermDictionary, telling where each number went.
//
// Not thread-safe; needed only while a Directory is built.

#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/base/prefetch.h"
#include "directory/words/term_dictionary.h"

namespace annuaire {

class TermCollector {
 public:
  TermCollector() : text_(sizeof(Head)), slots_(1u << 10, Slot{}) {}

  // The number of "term": 0, 1, 2… in order of first appearance.
  std::uint32_t Intern(std::string_view term) { return Intern(term, HashOf(term)); }

  // The same in steps, for whoever interns many: by the time Intern() is called
  // the memory has come nearer. REQUIRES: hash == HashOf(term)
  static std::uint32_t HashOf(std::string_view term) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(term));
  }
  void PrefetchSlot(std::uint32_t hash) const { PrefetchLine(&slots_[hash & (slots_.size() - 1)]); }
  void PrefetchText(std::uint32_t hash, std::size_t) const {
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    if (slot.hash == hash) PrefetchLine(text_.data() + slot.place);
  }
  std::uint32_t Intern(std::string_view term, std::uint32_t hash);

  std::string_view at(std::uint32_t number) const {
    return {text_.data() + places_[number] + sizeof(Head), HeadAt(places_[number]).length};
  }
  std::size_t size() const { return places_.size(); }

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
    std::uint32_t place = 0;  // of the term's head in text_; 0 is a free slot
  };
  // What stands before the bytes of a term, so that one look tells all of it.
  struct Head {
    std::uint32_t number;
    std::uint32_t length;
  };

  Head HeadAt(std::uint32_t place) const {
    Head head;
    std::memcpy(&head, text_.data() + place, sizeof(head));
    return head;
  }
  void Grow();

  Column<char> text_;  // begins with a head's worth of nothing
  Column<std::uint32_t> places_;
  Column<Slot> slots_;  // open addressing
};

}  // namespace annuaire
