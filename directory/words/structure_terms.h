// The words under which the name of a structure or a place is found. Pure functions.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// IndexTerms() of the name, its initials where it spells out what has usual ones, what
// they stand for where it has them, what its words are called otherwise ("radiologie" for
// "imagerie"), and letters that are cut by points as one word: "C.H.U. DE NANCY" is found by "chu
// nancy" and by "centre hospitalier nancy"; "st" and "saint" stand for one another, and a saint is
// one word, too ("saintlouis"), for many a mailbox has a saint and a Louis apart; so are a hospital
// and its place, under its own initials and as any hospital ("chunancy", "hhopitalnancy"). Without
// duplicates.
std::vector<std::string> StructureTerms(std::string_view name);

// "de", "la": words that names have or leave out.
bool IsSmallWord(std::string_view word);

// "ch", "chu": usual initials of a hospital, which stand before its place.
bool IsHospital(std::string_view initials);

// "clinique", "ehpad": what says of which kind a structure is, and is nobody's name.
bool IsStructureKind(std::string_view word);

// The place at the beginning of "words", small ones before it left out, and how many words it
// takes: a saint and what it is called are one, "saintetienne". 0 words for none.
struct PlaceName {
  std::string name;
  std::size_t words = 0;
};
PlaceName PlaceNameAt(std::span<const std::string> words);

// "saint" for "st" and "saint", "sainte" for "ste" and "sainte"; nothing for any other word.
std::string_view SaintOf(std::string_view word);

// The usual initials of what the first of some typed words spell out, and how many these are: "ch"
// and 2 for "centre hospitalier nancy". The last word typed may be begun only, from four letters
// on. Of several the longest; 0 words for none.
struct SpeltInitials {
  std::string_view letters;  // static
  std::size_t words = 0;
};
SpeltInitials InitialsSpeltBy(std::span<const std::string> typed);

// The hospital that "words" begin with: how it is called, "hopital" or by initials that may be
// spelt out, and its place. 0 words for none. REQUIRES: words
struct HospitalName {
  std::string_view kind;  // static, or in "words"
  std::string place;
  std::size_t words = 0;
};
inline constexpr std::string_view kHospital = "hopital";
// Before its place, any hospital. No word that people type begins so: whoever types "hopital" would
// find each hospital twice.
inline constexpr std::string_view kAnyHospital = "hhopital";
HospitalName HospitalNameAt(std::span<const std::string> words);

// Under what the hospital that "words" begin with is found in one word: under its own initials and
// as any hospital. Nothing where there is none. REQUIRES: words
std::vector<std::string> HospitalTermsAt(std::span<const std::string> words);

// The words of a domain that tell it from others, and what a hospital there is found under: "chu
// nancy" finds both "chu-nancy-2.mssante.fr" and "chunancy.mssante.fr".
std::vector<std::string> DomainTerms(std::string_view domain);

}  // namespace annuaire
