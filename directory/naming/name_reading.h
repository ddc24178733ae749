// ReadName() says how surely a piece is a given name or a family name, with the
// particles before it that make one name with it.
//
// A step of FindListedName() (name_run.h); pure, safe from any thread.
//
// Example:
//
//   Pieces pieces;  // anne | dos | santos
//   Reading santos = ReadName(pieces, 2);
//   santos.at == 1 && santos.end == 3 && santos.family == Strength::kStrong;

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/naming/pieces.h"

namespace annuaire {

enum class Strength : std::uint8_t { kNone, kWeak, kStrong };

// Pieces [at, end): "marie-claude", "dos santos" and "n'diaye" are several.
struct Reading {
  std::size_t at = 0;
  std::size_t end = 1;
  Strength given = Strength::kNone;
  Strength family = Strength::kNone;
  bool neutral = false;  // an ordinary word of a service, a place, a flower...
  bool unknown = false;  // could be a rare family name
  bool initial = false;
  bool weak_title = false;
  bool bygone = false;      // a given name that places bear oftener than people do now
  bool plain_word = false;  // neutral, but of no service: a colour, a flower, a town

  bool named() const { return given != Strength::kNone || family != Strength::kNone; }
  bool name_like() const { return named() || unknown || initial || weak_title; }
};

// Of the name that ends with piece i.
Reading ReadName(const Pieces& pieces, std::size_t i);

// Two given names as one.
Reading JoinGivenNames(const Reading& first, const Reading& second);

// "jean-paul", "anne.marie": one given name, not a person.
bool StartsCompound(std::string_view given);

// The "en" of "germain.en.laye", which stands in no person's name.
bool LinksTownName(std::string_view word);

}  // namespace annuaire
