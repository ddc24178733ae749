// Renumbered tells structures that opened or closed from those that only go by
// another key: a practice known by its SIRET yesterday and by its FINESS number
// as well today did not close, nor did another one open.
//
// Two records of two generations are one structure when either lists the key of the
// other among its numbers, neither key is in both generations, and neither is half of
// another pair: of two that share the SIREN of one that is gone, one opened.
//
// Owns what it keeps. One thread per object.
//
// Example:
//
//   Renumbered structures;
//   … structures.Add(only_yesterday, Renumbered::kFormer) …
//   … structures.Add(only_today, Renumbered::kNext) …
//   for (const std::string& key : structures.TakeOthers()) …  // came or went

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "directory/record/organization.h"

namespace annuaire {

class Renumbered {
 public:
  enum Side : bool { kFormer, kNext };

  // REQUIRES: the other side has no record of its key; it is not closed
  void Add(const Organization& organization, Side side);

  // The keys of those added that are half of no pair, sorted. Leaves nothing.
  std::vector<std::string> TakeOthers();

 private:
  struct Keys {
    std::vector<std::string> keys;
    std::vector<std::pair<std::string, std::string>> numbers;  // another number, the key
  };
  Keys sides_[2];
};

}  // namespace annuaire
