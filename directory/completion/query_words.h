// A typed text as the words that are looked for, and how each of them ranks what has
// it. Pure functions.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/completion/recipient_index.h"

namespace annuaire {

inline constexpr std::size_t kTypedWordsMax = 12;

// Penalty of a word by the field that has it, and of one that is only begun.
struct WordPenalties {
  std::array<std::uint32_t, kTermFieldsCount> whole;
  std::uint32_t begun;
  // More for a given name that is not the first.
  std::uint32_t further_given;
  // Of a term one letter away that is only begun, or of a rare one: see ResolvedWord::common().
  std::uint32_t rare;
  // More for a further name that is only begun.
  std::uint32_t further_begun = 0;

  bool operator==(const WordPenalties&) const = default;
};
inline constexpr WordPenalties kOnlyWordPenalties = {{0, 1, 2, 8, 10}, 1, 0, 1};
// Beside other words one letter away it tells more who is meant the commoner that is.
// A beginning is that of a given name rather than of the end of a compound one.
inline constexpr WordPenalties kWordPenalties = {{0, 1, 2, 8, 10}, 1, 1, 4, 1};
// A letter beside other words is an initial, hardly the end of a compound name.
inline constexpr WordPenalties kInitialPenalties = {{0, 2, 0, 8, 10}, 1, 1, 1};
// The first of several words is all of a name more often than its beginning, a given
// name more often than the end of a compound family name.
inline constexpr WordPenalties kFirstWordPenalties = {{0, 3, 2, 8, 10}, 4, 1, 4};
// And people begin with who is meant: a first word that names nobody outweighs all
// other penalties.
inline constexpr std::uint32_t kFirstInContextPenalty = 1u << 8;

// A word somebody typed.
struct QueryWord {
  std::string text;
  bool whole;  // it begins no longer word
  bool read;   // as it is usually meant: typed it was something else, or the beginning of a word
  WordPenalties penalties;
  bool structure = false;  // read as one, or as some kind of them

  bool operator==(const QueryWord&) const = default;
};

// The words of a text, at most kTypedWordsMax, as they are usually meant: QueryWords() of it but
// for the ".mssante.fr" of an address, which tells nobody apart, titles before a name ("Dr
// Martin"), which few mailboxes have among their words, and small words between others ("de",
// "née"), which people add and leave out: in one name of a mailbox, they may stand in another.
// "s.a.m.u." is one word; "st" or "saint" and what it is called make one, "saintetienne"; so do a
// city and its arrondissement, "paris13e"; "centre hospitalier" is "ch"; and that, before its
// place, is one whole word with it, "chlyon", which no pharmacie du château and no Christine has.
// In an address nothing is read but small words, which are whole.
std::vector<QueryWord> CutQuery(std::string_view text);

// The same words each as the beginning of any, as they were typed; without the small ones, nor what
// is elided ("d'analyses").
std::vector<QueryWord> CutLoosely(std::string_view text);
// A name that some write in one word and some in several.
struct JoinedName {
  std::vector<QueryWord> apart;   // of CutQuery(), with the particles, whole: "[le] clerc"
  std::vector<QueryWord> joined;  // each one whole word with what follows: "[leclerc]"
};
// Nothing in either where no particle of family names stands before a word; nor of an address.
JoinedName CutJoinedName(std::string_view text);
// A particle may stand before a word, so that CutJoinedName() is worth asking.
bool HasParticles(std::string_view text);

// The same as CutLoosely(), but any hospital of a place for the one typed, wherever it stands:
// "hhopitallyon" for "chu lyon". None if none was typed.
std::vector<QueryWord> CutForAnyHospital(std::string_view text);
// Texts of the same words, the one at "divided" as two: "du pont", "dup ont". None if that is of
// less than six letters, more than 32 or has a digit.
std::vector<std::string> WithBlankInside(const std::vector<QueryWord>& typed, std::size_t divided);
// The same words without the one at "left_out".
std::vector<QueryWord> WithoutWord(std::vector<QueryWord> typed, std::size_t left_out);

}  // namespace annuaire
