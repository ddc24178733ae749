// CutIntoPieces() reads a local part or a clause of a description as words, and
// cuts glued words ("secretariatcardio", "jeandupont", "drhouse") where the
// vocabulary at hand says so.
//
// The vocabulary is the lexicon, then the words and people of the mailbox's own
// structures, its domain's labels, and the directory's names. A cut that would
// need guessing is not made: the word stays one unknown piece.
//
// Pure; safe from any thread. Pieces points into its own buffer: do not copy it.
//
// Example:
//
//   Vocabulary vocabulary({}, "ch-troispics.mssante.fr", evidence);
//   Pieces pieces;
//   CutIntoPieces("Secretariat-jeandupont2", vocabulary, pieces);
//   // secretariat | jean | dupont

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "directory/naming/evidence.h"
#include "directory/naming/lexicon.h"
#include "directory/naming/structure_context.h"

namespace annuaire {

struct Piece {
  std::string_view text;        // folded letters, never empty
  std::uint32_t kinds = 0;      // WordKind bits, evidence included
  bool glued = false;           // no separator between this piece and the one before
  char separator = 0;           // the character before; 0 at the start or when glued
  bool after_digit = false;     // "4b": not an initial
  bool before_digit = false;    // "u2"
  bool from_directory = false;  // a name known from the evidence alone

  // To the piece before: "jean-paul", "jeanpaul".
  bool tied() const { return glued || separator == '-'; }
};

// At most kPiecesMax pieces and kLettersMax letters; a word beyond them is left out.
class Pieces {
 public:
  static constexpr std::size_t kPiecesMax = 48;
  static constexpr std::size_t kLettersMax = 512;

  Pieces() = default;
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  std::size_t size() const { return size_; }
  const Piece& operator[](std::size_t i) const { return pieces_[i]; }
  Piece& operator[](std::size_t i) { return pieces_[i]; }

  // The letters of pieces [from, to), glued.
  std::string_view Span(std::size_t from, std::size_t to) const {
    const char* const start = pieces_[from].text.data();
    const Piece& last = pieces_[to - 1];
    return {start, static_cast<std::size_t>(last.text.data() + last.text.size() - start)};
  }

 private:
  friend class Cutter;

  std::array<char, kLettersMax> letters_;
  std::array<Piece, kPiecesMax> pieces_;
  std::size_t letters_count_ = 0;
  std::size_t size_ = 0;
};

class Vocabulary {
 public:
  // Everything given must outlive the Vocabulary.
  Vocabulary(std::span<const StructureContext* const> structures, std::string_view domain,
             const Evidence& evidence);

  std::uint32_t KindsOf(WordHash hash, std::string_view word) const;
  std::uint32_t KindsOf(std::string_view word) const { return KindsOf(WordHash(word), word); }
  // A name that the lexicon does not know and the directory does.
  bool IsFromDirectory(std::string_view word) const;
  // Words of the structures' names and places or of the domain's labels.
  bool IsOwn(std::string_view glued) const;
  bool IsOwn(WordHash hash, std::string_view glued) const;
  bool IsStaffFamily(WordHash hash, std::string_view glued) const;
  bool IsStaffGiven(WordHash hash, std::string_view glued) const;
  std::span<const StructureContext* const> structures() const { return structures_; }

 private:
  bool IsInDomain(std::string_view glued) const;
  bool IsPartOfAnotherWord(std::size_t at, std::size_t size) const;

  const Lexicon& lexicon_;
  std::span<const StructureContext* const> structures_;
  const Evidence& evidence_;
  // The labels but for ".mssante.fr", in lower case: as published, and letters alone.
  std::array<char, 256> domain_;
  std::array<char, 256> domain_letters_;
  std::array<std::uint8_t, 256> token_begin_;  // by letter: where its hyphen-free token begins
  std::size_t domain_size_ = 0;
  std::size_t domain_letters_size_ = 0;
};

// Cuts "text" at separators, digits and changes of case ("JeanDupont"), folds
// it, then cuts glued words. The parts of a service that a separator divides
// ("gastro-enterologie") are of its kind.
void CutIntoPieces(std::string_view text, const Vocabulary& vocabulary, Pieces& pieces);

// The same without the last: glued words stay whole, and of no kind.
void CutIntoWords(std::string_view text, Pieces& pieces);

}  // namespace annuaire
