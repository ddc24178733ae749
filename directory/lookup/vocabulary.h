// A Vocabulary holds, while a Directory is built, the texts that records share
// and the values made of them: coded values and places, each once.
//
// Private to this room; one thread, but what at() and the like return of values
// interned before may be read from others.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/entries.h"
#include "directory/packed/text_pool.h"
#include "directory/record/practitioner.h"
#include "directory/words/term_collector.h"

namespace annuaire {

class Vocabulary {
 public:
  Vocabulary();

  Symbol Intern(std::string_view text) { return texts_.Intern(text); }
  // For texts that are unique.
  Symbol Add(std::string_view text) { return texts_.Add(text); }
  CodedId Code(const Coded& value);
  // City, postcode and department of an address, by commune, else delivery line.
  std::uint32_t Place(const Address& address);

  std::string_view text(Symbol symbol) const { return texts_.at(symbol); }
  const TextPool& texts() const { return texts_.pool(); }
  const PlaceEntry& place(std::uint32_t number) const { return places_[number]; }
  Symbol label(CodedId id) const { return coded_[static_cast<std::uint32_t>(id)].label; }
  std::string_view code(CodedId id) const {
    return text(coded_[static_cast<std::uint32_t>(id)].code);
  }

  // What the values of another vocabulary are called in this one.
  struct Renumbering {
    std::vector<CodedId> coded;
    std::vector<std::uint32_t> places;
  };
  Renumbering Absorb(const Vocabulary& other);

  struct Taken {
    TextPool texts;
    std::vector<CodedEntry> coded;
    std::vector<PlaceEntry> places;
  };
  Taken Take() &&;

 private:
  static constexpr std::size_t kRecentCodes = 1024;

  CodedId InternCoded(const CodedEntry& entry);
  std::uint32_t InternPlace(const PlaceEntry& entry);

  TextPoolBuilder texts_;
  TermCollector coded_keys_;  // the bytes of coded_
  std::vector<CodedEntry> coded_;
  std::array<CodedId, kRecentCodes> recent_{};  // by a cheap hash: what Code() tries first
  TermCollector place_keys_;                    // the bytes of places_
  std::vector<PlaceEntry> places_;
  TermCollector addresses_;  // what Place() reads of an address
  std::vector<std::uint32_t> place_of_address_;
  std::string address_;
};

}  // namespace annuaire
