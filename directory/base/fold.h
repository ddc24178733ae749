// Folding makes two spellings of the same name equal: case, accents, ligatures
// and the many apostrophes, dashes and blanks of real files disappear.
//
// Every comparison of names in annuaire, whether an index term, a typed word
// or a naming rule, goes through this header, so that all agree. Folding is
// Unicode NFKD without combining marks, with full case folding (utf8proc), and
// the ligatures oe and ae, o-slash, d-stroke, l-stroke spelled out, which NFKD
// leaves alone.
//
// Pure functions; safe from any thread.
//
// Example:
//
//   Fold("N’Diaye  Jean‑Noël") == "n'diaye jean-noel"
//   IndexTerms("Jean-Noël")    == {"jean", "noel", "jeannoel"}
//   QueryWords("jean-no dup")  == {"jean", "no", "dup"}

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// Returns "text" folded to: letters and digits in lower case without marks;
// ' for every apostrophe; - for every hyphen and dash; one blank for any other
// run of characters; no blank at either end. Bytes that are not UTF-8 count as
// separators. Never longer than 6 times the input.
std::string Fold(std::string_view text);

// The same, appended to "out", which callers of millions reuse.
void FoldTo(std::string_view text, std::string& out);

// Fold(), except that ASCII punctuation is kept: "Jean.DUPRÉ@x" -> "jean.dupre@x".
// For telling whether one text contains another as it was typed.
std::string FoldKeepingPunctuation(std::string_view text);

// Returns the letters and digits of Fold(text), glued: "N'Diaye" -> "ndiaye".
std::string FoldGlued(std::string_view text);

// Folds an e-mail address for comparison: ASCII lower case, blanks at both
// ends removed, nothing else touched. Not NFKD: an address with an accent is a
// different (and invalid) address.
std::string FoldAddress(std::string_view address);

// What goes on longer is no word, and no name has more of them: a file may be absurd,
// and what is made of it has to be loaded all the same.
inline constexpr std::size_t kTermBytesMax = 64;
inline constexpr std::size_t kTermsMax = 256;

// The terms under which "text" is found: every run of letters and digits of
// Fold(text), then, for each blank-separated word that a hyphen or apostrophe
// divides, the whole word glued. Without duplicates, in order of appearance; each
// cut to a term, no more than kTermsMax.
std::vector<std::string> IndexTerms(std::string_view text);

// IndexTerms() of a person's name, plus the whole name glued when it has two
// or more words, up to 32 letters: "LE GUEN" -> {"le", "guen", "leguen"}. A first
// word that is elided comes glued first: "N'DIAYE" -> {"ndiaye", "n", "diaye"}.
std::vector<std::string> NameTerms(std::string_view name);

// The words of a typed query: Fold(text) cut at blanks and hyphens;
// apostrophes are dropped ("n'dia" -> "ndia"), as IndexTerms() has both forms, and
// hyphens between single letters, which are the initials of one name ("j-p" -> "jp").
// As long and as many as terms are.
std::vector<std::string> QueryWords(std::string_view text);

// True when "text" is well-formed UTF-8 (no overlong form, no surrogate,
// nothing above U+10FFFF). ASCII runs at 8 bytes a step.
bool IsValidUtf8(std::string_view text);

// True when "text", from its beginning, has the byte-order mark of UTF-16.
bool IsUtf16(std::string_view text);

// The bytes of the well-formed letter that begins at "at"; 0 where none does.
// REQUIRES: at < end
std::size_t AnyUtf8LetterBytes(const char* at, const char* end);
inline std::size_t Utf8LetterBytes(const char* at, const char* end) {
  const auto byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  // Nearly always one of two bytes: "é" is C3 A9.
  if (byte(0) >= 0xC2 && byte(0) <= 0xDF && end - at > 1 && (byte(1) & 0xC0) == 0x80) return 2;
  return AnyUtf8LetterBytes(at, end);
}

// The beginning of "text", at most "bytes_max", that ends with a whole letter.
// REQUIRES: IsValidUtf8(text)
std::string_view WholeLettersWithin(std::string_view text, std::size_t bytes_max);

// Decodes Windows-1252; the five unassigned bytes become U+FFFD.
std::string Windows1252ToUtf8(std::string_view bytes);

// "text" without blanks, tabs and no-break spaces at both ends.
std::string_view Trim(std::string_view text);

// "text" with every run of blanks, line ends and no-break spaces as one blank;
// none at the ends.
std::string WithSingleBlanks(std::string_view text);

}  // namespace annuaire
