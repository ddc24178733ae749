#include <algorithm>

#include "directory/naming/name_reading.h"
#include "directory/naming/name_run.h"

namespace annuaire {
namespace {

constexpr std::size_t kSpanPiecesMax = 5;

bool IsParticle(const Piece& piece) { return (piece.kinds & kParticle) != 0; }

// A family name beside a famous name: "marie-pierre.dubois", "dubois.henri-martin".
// "apart": less tied to it than its own words are to each other.
bool IsFamilyBeside(const Piece& piece, bool all_given, bool apart) {
  const bool family = (piece.kinds & kFamilyName) != 0 && !piece.from_directory;
  const bool neutral = (piece.kinds & kNeutralKinds) != 0;
  if (family && !neutral) return all_given || apart;
  // "marie-pierre.petit", "marie-pierre.zorglub"; not "pierre-marie.lyon", "pierre-marie.curie".
  const bool other =
      (piece.kinds & ~std::uint32_t{kFamilyName | kAmbiguousName}) == 0 && piece.text.size() >= 4;
  return all_given && apart && (other || (family && (piece.kinds & kGeographyWord) == 0));
}

// Whether the famous name of pieces [from, to) is but a part of a person's here:
// of two given names before a family name, or the end of "jean-claude.bernard".
bool IsPartOfLongerName(const Pieces& pieces, std::size_t from, std::size_t to) {
  bool all_given = true;
  bool all_names = true;
  bool tied = true;
  for (std::size_t i = from; i < to; ++i) {
    all_given = all_given && (pieces[i].kinds & kGivenName) != 0;
    all_names = all_names && (pieces[i].kinds & (kNeutralKinds & ~kGeographyWord)) == 0;
    tied = tied && (i == from || pieces[i].tied());
  }
  if (from > 0) {
    const Piece& before = pieces[from - 1];
    const bool given = (before.kinds & kGivenName) != 0;
    if (given && (StartsCompound(before.text) || (!tied && pieces[from].tied()))) return true;
    const bool apart = tied && !pieces[from].tied();
    if (all_names && IsFamilyBeside(before, all_given, apart)) return true;
  }
  std::size_t after = to;
  while (after < pieces.size() && IsParticle(pieces[after])) ++after;
  if (after == pieces.size() || !all_names) return false;
  return IsFamilyBeside(pieces[after], all_given, tied && !pieces[to].tied());
}

}  // namespace

PieceContext::PieceContext(const Pieces& pieces, const Vocabulary& vocabulary) {
  MarkOwn(pieces, vocabulary);
  MarkSaints(pieces);
  MarkFamous(pieces);
  MarkScopes(pieces);
}

void PieceContext::MarkOwn(const Pieces& pieces, const Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (marks_[i].own) continue;
    const std::size_t longest = std::min(kSpanPiecesMax, pieces.size() - i);
    for (std::size_t length = longest; length > 0; --length) {
      if (length == 1 && (IsParticle(pieces[i]) || pieces[i].text.size() < 2)) continue;
      if (!vocabulary.IsOwn(pieces.Span(i, i + length))) continue;
      for (std::size_t k = i; k < i + length; ++k) marks_[k].own = true;
      break;
    }
  }
}

// "saint-martin", "ste.marie", "saint-jean-de-dieu": the word after the saint
// word, what a hyphen ties to it and what a particle links.
void PieceContext::MarkSaints(const Pieces& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if ((pieces[i].kinds & kSaintWord) == 0) continue;
    marks_[i].saint = true;
    bool named = false;
    for (std::size_t k = i + 1; k < pieces.size(); ++k) {
      const Piece& piece = pieces[k];
      if ((piece.kinds & kTitleWord) != 0) break;
      const bool tied = piece.glued || piece.separator == '-' || piece.separator == ' ' ||
                        IsParticle(piece) || IsParticle(pieces[k - 1]);
      if (named && !tied) break;
      const bool service = (piece.kinds & (kFunctionWord | kCareWord | kPlaceWord)) != 0 &&
                           (piece.kinds & kNameKinds) == 0;
      if (named && service) break;
      marks_[k].saint = true;
      named = named || !IsParticle(piece);
    }
  }
}

void PieceContext::MarkFamous(const Pieces& pieces) {
  const Lexicon& lexicon = Lexicon::Bundled();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t longest = std::min(kSpanPiecesMax, pieces.size() - i);
    for (std::size_t length = longest; length > 0; --length) {
      if (!lexicon.IsEponym(pieces.Span(i, i + length))) continue;
      const bool borne = !IsPartOfLongerName(pieces, i, i + length);
      for (std::size_t k = i; k < i + length; ++k) {
        marks_[k].eponym = true;
        marks_[k].famous = marks_[k].famous || borne;
      }
      break;
    }
  }
}

void PieceContext::MarkScopes(const Pieces& pieces) {
  Scope scope = Scope::kNone;
  bool titled = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t kinds = pieces[i].kinds;
    marks_[i].scope = scope;
    marks_[i].titled = titled;
    if ((kinds & kTitleWord) != 0) {
      titled = true;
      continue;
    }
    const bool titled_here = titled;
    if (!IsParticle(pieces[i])) titled = false;
    if ((kinds & kFunctionWord) != 0) has_function_ = true;
    // "salle.dupont" is a room, "sophie.salle" is not.
    const bool after_name = i > 0 && (pieces[i - 1].kinds & kNameKinds) != 0;
    const bool is_name = (kinds & kNameKinds) != 0;
    if (is_name && ((kinds & kPlaceWord) == 0 || after_name || titled_here)) continue;
    if ((kinds & (kPlaceWord | kStructureWord)) != 0) {
      scope = Scope::kPlace;
      marks_[i].place_word = true;
    } else if ((kinds & kFunctionWord) != 0) {
      scope = Scope::kNone;
    } else if ((kinds & kTradeWord) != 0) {
      scope = Scope::kTrade;
    } else if ((kinds & kUnitWord) != 0) {
      if (scope != Scope::kPlace) scope = Scope::kUnit;
    } else if ((kinds & kCareWord) != 0) {
      if (scope == Scope::kNone) scope = Scope::kCare;
    }
  }
}

}  // namespace annuaire
