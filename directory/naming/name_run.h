// PieceContext marks the pieces that something other than a person explains:
// the structure's own words, saints, famous people, what follows a place word.
// FindListedName() then judges the remaining runs of pieces by the lists of
// names alone, nobody's colleagues being known.
//
// Both are steps of FindPerson() (nominative.h); pure, safe from any thread.

#pragma once

#include <array>
#include <cstdint>

#include "directory/naming/nominative.h"
#include "directory/naming/pieces.h"

namespace annuaire {

// What the last word before a piece announces.
enum class Scope : std::uint8_t {
  kNone,
  kPlace,  // pavillon, rue, ehpad, association: bears people's names
  kUnit,   // unite, equipe: may bear one, or belong to somebody
  kTrade,  // pharmacie: bears its owner's
  kCare,   // cardiologie: a ward's eponym, or a doctor
};

class PieceContext {
 public:
  PieceContext(const Pieces& pieces, const Vocabulary& vocabulary);

  bool own(std::size_t i) const { return marks_[i].own; }
  bool saint(std::size_t i) const { return marks_[i].saint; }
  bool famous(std::size_t i) const { return marks_[i].famous; }
  // Of a famous name, though here it may be part of somebody else's.
  bool eponym(std::size_t i) const { return marks_[i].eponym; }
  bool titled(std::size_t i) const { return marks_[i].titled; }
  // A place word that is a family name too, used as a place word.
  bool place_word(std::size_t i) const { return marks_[i].place_word; }
  Scope scope(std::size_t i) const { return marks_[i].scope; }
  bool has_function() const { return has_function_; }

 private:
  struct Mark {
    bool own = false;
    bool saint = false;
    bool famous = false;
    bool eponym = false;
    bool titled = false;  // a title stands just before, particles aside
    bool place_word = false;
    Scope scope = Scope::kNone;
  };

  void MarkOwn(const Pieces& pieces, const Vocabulary& vocabulary);
  void MarkSaints(const Pieces& pieces);
  void MarkFamous(const Pieces& pieces);
  void MarkScopes(const Pieces& pieces);

  std::array<Mark, Pieces::kPiecesMax> marks_;
  bool has_function_ = false;
};

PersonFound FindListedName(const Pieces& pieces, const PieceContext& context, TextKind kind);

}  // namespace annuaire
