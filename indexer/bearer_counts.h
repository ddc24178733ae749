// BearerCounts counts how many people bear each name, which is the Evidence of the
// naming rules.
//
// Copies each distinct name, some 40 bytes with its count. Not thread-safe.
//
// Example:
//
//   BearerCounts bearers;
//   for (const Practitioner& one : people) bearers.Add(one.names.front());
//   const Evidence evidence = bearers.Take();

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/base/intern_queue.h"
#include "directory/join/byte_interner.h"
#include "directory/naming/evidence.h"
#include "directory/record/practitioner.h"

namespace annuaire::indexer {

class BearerCounts {
 public:
  void Add(const PersonName& name) {
    family_names_.Add(name.family_name);
    given_names_.Add(name.given_name);
  }

  // Gives back the memory of the counts. Nothing may be called after it.
  Evidence Take();

 private:
  class Names {
   public:
    void Add(std::string_view name);
    // Calls give(name, bearers) for each, and forgets them.
    template <typename Give>
    void Take(Give give);

   private:
    void Count(std::uint32_t number);

    ByteInterner interner_;
    InternQueue<ByteInterner> coming_;
    std::vector<std::uint32_t> bearers_;  // by number
  };

  Names family_names_;
  Names given_names_;
};

}  // namespace annuaire::indexer
