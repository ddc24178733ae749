// The Lexicon says what kinds of word a folded word can be: a service, a
// function, a place, a software, a title, a given name, a family name...
//
// The bundled lists (words/*.inc, one word after another, '#' starts a comment)
// were written for annuaire: the vocabulary of French health services, and the
// commonest given and family names of France and of the countries its
// professionals come from. A word may be of several kinds, and that is the
// point: "rose" is a given name, a family name and a flower, so it accuses
// nobody alone. A '*' after a name marks an ordinary word with no list of its own.
//
// Immutable; safe from any thread.
//
// Example:
//
//   const Lexicon& lexicon = Lexicon::Bundled();
//   lexicon.KindsOf("cardiologie") == kCareWord;
//   lexicon.KindsOf("lille") & kGeographyWord;
//   lexicon.IsEponym("jeanmoulin");

#pragma once

#include <cstdint>
#include <string_view>

#include "directory/naming/word_table.h"

namespace annuaire {

// A bit set.
enum WordKind : std::uint32_t {
  kFunctionWord = 1u << 0,       // secretariat, contact, rdv
  kCareWord = 1u << 1,           // cardiologie, dialyse, infirmier
  kStructureWord = 1u << 2,      // association, cpts: bears a name without naming a place
  kApplicationWord = 1u << 3,    // noreply, dpi, easily
  kPlaceWord = 1u << 4,          // pavillon, rue, ehpad: a person's name after it names the place
  kUnitWord = 1u << 5,           // unite, equipe: may bear an eponym, or its head's name
  kTradeWord = 1u << 6,          // pharmacie, optique: commonly bears its owner's name
  kSaintWord = 1u << 7,          // saint, ste, notre-dame
  kTitleWord = 1u << 8,          // dr, docteur, mme
  kWeakTitleWord = 1u << 9,      // m, pr, mr: more often something else
  kParticle = 1u << 10,          // de, du, la, van
  kGeographyWord = 1u << 11,     // towns, departments, regions, rivers
  kOrdinaryWord = 1u << 12,      // anything else that is a word, flowers of wards included
  kGivenName = 1u << 13,         // a given name of France or abroad
  kFamilyName = 1u << 14,        // a common family name
  kAmbiguousName = 1u << 15,     // a name that is an ordinary word too
  kEponymFamilyName = 1u << 16,  // family name of a famous person
  kBygoneName = 1u << 17  // a given name of other times, which places bear oftener than staff
};

inline constexpr std::uint32_t kNameKinds = kGivenName | kFamilyName;
inline constexpr std::uint32_t kNeutralKinds =
    kFunctionWord | kCareWord | kStructureWord | kApplicationWord | kPlaceWord | kUnitWord |
    kTradeWord | kSaintWord | kGeographyWord | kOrdinaryWord;

class Lexicon {
 public:
  static const Lexicon& Bundled();

  // WordKind bits; 0 for an unknown word.
  std::uint32_t KindsOf(std::string_view folded) const { return words_.Find(folded); }
  // REQUIRES: hash == WordHash(folded)
  std::uint32_t KindsOf(WordHash hash, std::string_view folded) const {
    return words_.Find(hash, folded);
  }

  // True for the glued given and family name of a famous person, in either
  // order: "jeanmoulin", "curiemarie". Hospitals, streets and wards bear them.
  bool IsEponym(std::string_view glued) const { return eponyms_.Find(glued) != 0; }

  // Bundled words of any of "kinds".
  std::size_t CountOf(std::uint32_t kinds) const { return words_.CountOf(kinds); }

 private:
  Lexicon();
  void AddWords(std::string_view list, std::uint32_t kinds);
  // Entries "given_family", the words of each half joined by '-'.
  void AddEponyms(std::string_view list);

  WordTable words_;
  WordTable eponyms_;
};

}  // namespace annuaire
