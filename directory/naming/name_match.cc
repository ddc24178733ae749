#include "directory/naming/name_match.h"

#include <algorithm>
#include <bitset>
#include <string_view>

#include "directory/naming/lexicon.h"

namespace annuaire {
namespace {

// A shorter beginning is that of too many names.
constexpr std::size_t kShortenedLettersMin = 6;

// Where a form starts and ends in the glued letters of the local part.
struct Place {
  std::size_t from;
  std::size_t to;
};

class Matcher {
 public:
  Matcher(const Pieces& pieces, const NameForms& holder)
      : pieces_(pieces), letters_(pieces.Span(0, pieces.size())), holder_(holder) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (!pieces[i].glued) edges_.set(At(pieces[i].text));
      edges_of_pieces_.set(At(pieces[i].text));
    }
    edges_.set(letters_.size());
    edges_of_pieces_.set(letters_.size());
  }

  HolderMatch Match() const {
    HolderMatch best = HolderMatch::kNone;
    for (const auto& family : holder_.family) {
      for (auto at = letters_.find(family); at != std::string_view::npos;
           at = letters_.find(family, at + 1)) {
        best = std::min(best, MatchBeside({at, at + family.size()}));
        if (best == HolderMatch::kFull) return best;
      }
    }
    if (best == HolderMatch::kNone && HasShortenedFamily()) return HolderMatch::kShortened;
    return best == HolderMatch::kNone ? MatchGivenAlone() : best;
  }

 private:
  std::size_t At(std::string_view piece) const {
    return static_cast<std::size_t>(piece.data() - letters_.data());
  }

  HolderMatch MatchBeside(Place family) const {
    for (const auto& given : holder_.given) {
      for (auto at = letters_.find(given); at != std::string_view::npos;
           at = letters_.find(given, at + 1)) {
        const Place place{at, at + given.size()};
        if (place.from < family.to && family.from < place.to) continue;
        if (Stand(family, place)) return HolderMatch::kFull;
      }
    }
    if (HasInitial(family)) return HolderMatch::kInitial;
    const bool whole = IsEdge(family.from) && IsEdge(family.to);
    return whole ? HolderMatch::kFamilyOnly : HolderMatch::kNone;
  }

  // Each end is an edge of a word, of a known piece of one, or touches the other name.
  bool Stand(Place a, Place b) const {
    return (IsEdge(a.from) || a.from == b.to) && (IsEdge(a.to) || a.to == b.from) &&
           (IsEdge(b.from) || b.from == a.to) && (IsEdge(b.to) || b.to == a.from);
  }
  bool IsEdge(std::size_t at) const { return edges_.test(at) || edges_of_pieces_.test(at); }

  // Initials in front of the family name or after it: "jdupont", "am.leguen", "dupont-j".
  bool HasInitial(Place family) const {
    for (const std::size_t length : {std::size_t{1}, holder_.initials.size()}) {
      if (length == 0 || length > holder_.initials.size()) continue;
      const auto initials = std::string_view(holder_.initials).substr(0, length);
      if (family.from >= length && edges_.test(family.from - length) && IsEdge(family.to) &&
          letters_.substr(family.from - length, length) == initials) {
        return true;
      }
      if (family.to + length <= letters_.size() && edges_.test(family.to + length) &&
          IsEdge(family.from) && letters_.substr(family.to, length) == initials) {
        return true;
      }
    }
    return false;
  }

  // "stanislas.wojciechow", "swojciechow": a word that is nobody's name begins the family name.
  bool HasShortenedFamily() const {
    if (holder_.family.empty()) return false;
    const std::string& family = holder_.family.front();
    for (auto from = letters_.find(family[0]); from != std::string_view::npos;
         from = letters_.find(family[0], from + 1)) {
      const std::size_t to = WordEnd(from);
      const std::string_view word = letters_.substr(from, to - from);
      if (word.size() < kShortenedLettersMin || !family.starts_with(word)) continue;
      if (!IsName(word) && MatchBeside({from, to}) <= HolderMatch::kInitial) return true;
    }
    return false;
  }
  std::size_t WordEnd(std::size_t from) const {
    std::size_t to = from + 1;
    while (!edges_.test(to)) ++to;
    return to;
  }
  bool IsName(std::string_view word) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].text == word) return (pieces_[i].kinds & kNameKinds) != 0;
    }
    return (Lexicon::Bundled().KindsOf(word) & kNameKinds) != 0;
  }

  HolderMatch MatchGivenAlone() const {
    for (const auto& given : holder_.given) {
      const auto at = letters_.find(given);
      if (at == std::string_view::npos || !IsEdge(at) || !IsEdge(at + given.size())) continue;
      return HasNameBeside({at, at + given.size()}) ? HolderMatch::kOtherName
                                                    : HolderMatch::kGivenOnly;
    }
    return HolderMatch::kNone;
  }

  // Not a service, a title or an initial: "jean.cardio", "dr.jean", "jean.d".
  bool HasNameBeside(Place given) const {
    constexpr std::uint32_t kNoName = kNeutralKinds | kTitleWord | kWeakTitleWord | kParticle;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const std::size_t at = At(piece.text);
      const bool inside =
          (at >= given.from && at + piece.text.size() <= given.to) ||
          std::find(holder_.given.begin(), holder_.given.end(), piece.text) != holder_.given.end();
      const bool name = (piece.kinds & kNameKinds) != 0 || (piece.kinds & kNoName) == 0;
      if (!inside && name && piece.text.size() > 1) return true;
    }
    return false;
  }

  const Pieces& pieces_;
  std::string_view letters_;
  const NameForms& holder_;
  std::bitset<Pieces::kLettersMax + 1> edges_;            // between words
  std::bitset<Pieces::kLettersMax + 1> edges_of_pieces_;  // between the pieces of glued words too
};

}  // namespace

HolderMatch MatchHolder(const Pieces& pieces, const NameForms& holder) {
  if (pieces.size() == 0) return HolderMatch::kNone;
  return Matcher(pieces, holder).Match();
}

}  // namespace annuaire
