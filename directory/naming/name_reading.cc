#include "directory/naming/name_reading.h"

#include <algorithm>
#include <array>

namespace annuaire {
namespace {

constexpr std::size_t kUnknownLettersMin = 3;

bool LooksLikeName(std::string_view text) {
  if (text.size() < kUnknownLettersMin) return false;
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0;
  });
  return letters && text.find_first_of("aeiouy") != std::string_view::npos;
}

Reading ReadPiece(const Pieces& pieces, std::size_t i) {
  const Piece& piece = pieces[i];
  Reading reading;
  reading.at = i;
  reading.end = i + 1;
  reading.neutral = (piece.kinds & kNeutralKinds) != 0;
  // Of a name known from the directory alone, nobody said that it is nothing else.
  const bool plain =
      !reading.neutral && (piece.kinds & kAmbiguousName) == 0 && !piece.from_directory;
  const bool given = (piece.kinds & kGivenName) != 0;
  if (given) reading.given = plain && piece.text.size() > 2 ? Strength::kStrong : Strength::kWeak;
  if ((piece.kinds & kFamilyName) != 0) {
    reading.family = plain && !given ? Strength::kStrong : Strength::kWeak;
  }
  // Two letters may be the initials of a compound given name: "mh.carlier".
  const bool initials =
      piece.text.size() == 1 || (piece.text.size() == 2 && piece.kinds == 0 && !piece.glued);
  reading.initial = initials && !piece.after_digit && !piece.before_digit;
  reading.bygone = (piece.kinds & kBygoneName) != 0;
  reading.plain_word =
      reading.neutral && (piece.kinds & kNeutralKinds & ~(kOrdinaryWord | kGeographyWord)) == 0;
  reading.weak_title = (piece.kinds & kWeakTitleWord) != 0;
  // The digit of "zorglub2" counts homonyms; no name follows the one of "4zorglub".
  reading.unknown = (piece.kinds & ~std::uint32_t{kEponymFamilyName | kAmbiguousName}) == 0 &&
                    !piece.after_digit && LooksLikeName(piece.text);
  return reading;
}

// Particles that stand before family names and nothing else.
bool IsParticleOfNames(std::string_view particle) {
  static constexpr std::array<std::string_view, 20> kOfNames = {
      "van",  "von", "der", "den", "el",  "al",    "ben", "bin", "ibn", "ait",
      "abou", "abu", "da",  "di",  "del", "della", "do",  "dos", "mac", "mc"};
  return std::find(kOfNames.begin(), kOfNames.end(), particle) != kOfNames.end();
}

// The "n" of "n-diaye".
bool IsElided(const Pieces& pieces, std::size_t i) {
  const char after = pieces[i + 1].separator;
  return pieces[i].text.size() == 1 && (after == '-' || after == '\'');
}

bool IsGivenOrInitial(const Pieces& pieces, std::size_t i) {
  return (pieces[i].kinds & kGivenName) != 0 || pieces[i].text.size() == 1;
}

// "secretariat de jean dupont": the office of Jean, not that of a DE JEAN, as in "anne de jean".
bool IsGivenNameAfterDe(const Pieces& pieces, std::size_t i) {
  if (i == 0 || i + 1 == pieces.size() || pieces[i - 1].text != "de") return false;
  const bool beside_given = i > 1 && IsGivenOrInitial(pieces, i - 2);
  return !beside_given && (pieces[i].kinds & kGivenName) != 0 &&
         (pieces[i + 1].kinds & kFamilyName) != 0;
}

// "le.guen", "de-la-tour", "n-diaye": the list has the name with its particles glued.
bool TakeListedParticles(const Pieces& pieces, Reading& reading) {
  constexpr std::size_t kParticlesMax = 3;
  const std::size_t i = reading.at;
  if ((pieces[i].kinds & kParticle) != 0 || IsGivenNameAfterDe(pieces, i)) return false;
  for (std::size_t from = i; from > 0 && i - from < kParticlesMax; --from) {
    if ((pieces[from - 1].kinds & kParticle) == 0 && !IsElided(pieces, from - 1)) return false;
    const std::uint32_t kinds = Lexicon::Bundled().KindsOf(pieces.Span(from - 1, i + 1));
    if ((kinds & kFamilyName) == 0 || (kinds & kNeutralKinds) != 0) continue;
    reading.at = from - 1;
    reading.given = Strength::kNone;
    reading.family = Strength::kStrong;
    return true;
  }
  return false;
}

bool IsParticleOfFamily(const Pieces& pieces, std::size_t i) {
  const std::string_view text = pieces[i].text;
  return (pieces[i].kinds & kParticle) != 0 && text.size() > 1 && text != "et" && text != "au" &&
         text != "aux" && text != "en";
}

// "anne.dos-santos", "mathilde.ait-said": the particle makes it a family's name.
void TakeParticlesOfGivenName(const Pieces& pieces, Reading& reading) {
  const std::size_t i = reading.at;
  if (reading.given == Strength::kNone || reading.neutral) return;
  std::size_t from = i;
  bool of_names = false;
  while (from > 0 && IsParticleOfFamily(pieces, from - 1)) {
    of_names = of_names || IsParticleOfNames(pieces[from - 1].text);
    --from;
  }
  if (from == i) return;
  const bool beside_given = (from > 0 && IsGivenOrInitial(pieces, from - 1)) ||
                            (of_names && i + 1 < pieces.size() && IsGivenOrInitial(pieces, i + 1));
  const bool is_family = reading.family != Strength::kNone;
  if (is_family ? !of_names && !beside_given : !of_names || !beside_given) return;
  reading.at = from;
  reading.given = Strength::kNone;
  const bool plain = (pieces[i].kinds & kAmbiguousName) == 0 && !pieces[i].from_directory;
  reading.family = plain ? Strength::kStrong : Strength::kWeak;
}

}  // namespace

Reading ReadName(const Pieces& pieces, std::size_t i) {
  Reading reading = ReadPiece(pieces, i);
  if (!TakeListedParticles(pieces, reading)) TakeParticlesOfGivenName(pieces, reading);
  return reading;
}

Reading JoinGivenNames(const Reading& first, const Reading& second) {
  Reading joined = first;
  joined.end = second.end;
  joined.neutral = first.neutral && second.neutral;
  joined.bygone = first.bygone && second.bygone;
  // Together they are no longer the word that each may be.
  const bool strong = first.given == Strength::kStrong || second.given == Strength::kStrong ||
                      (!first.neutral && !second.neutral);
  joined.given = strong ? Strength::kStrong : Strength::kWeak;
  joined.family = std::min(first.family, second.family);  // "bernard-robert" may be one, too
  return joined;
}

bool LinksTownName(std::string_view word) {
  return word == "en" || word == "les" || word == "lez" || word == "sur" || word == "sous";
}

bool StartsCompound(std::string_view given) {
  return given == "jean" || given == "marie" || given == "anne" || given == "pierre";
}

}  // namespace annuaire
