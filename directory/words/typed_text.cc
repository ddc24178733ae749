#include "directory/words/typed_text.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

// What visit(piece) makes of each piece between blanks of the folded text.
template <typename Visit>
std::string OfPieces(std::string_view text, Visit visit) {
  const std::string folded = FoldKeepingPunctuation(text);
  std::string made;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (at > 0) made += ' ';
    made += visit(std::string_view(folded).substr(at, end - at));
    at = end + 1;
  }
  return made;
}

bool IsAddress(std::string_view text) { return text.find('@') != std::string_view::npos; }

// "samu" of "s.a.m.u." and of "s.a.m.u"; nothing of any other piece.
std::string InitialsOf(std::string_view piece) {
  std::string letters;
  for (std::size_t at = 0; at < piece.size(); ++at) {
    const bool is_letter = piece[at] >= 'a' && piece[at] <= 'z';
    if (at % 2 == 0 ? !is_letter : piece[at] != '.') return {};
    if (is_letter) letters += piece[at];
  }
  return letters;
}

}  // namespace

std::string_view WithoutWrapping(std::string_view text) {
  text = Trim(text);
  if (!IsAddress(text)) return text;
  if (const std::size_t open = text.rfind('<'); open < text.rfind('@')) {
    text.remove_prefix(open + 1);
  }
  constexpr std::string_view kScheme = "mailto:";
  if (FoldAddress(text.substr(0, kScheme.size())) == kScheme) text.remove_prefix(kScheme.size());
  return text.substr(0, text.find_last_not_of(">,;. ") + 1);
}

std::string_view NameBeforeAddress(std::string_view text) {
  const std::size_t open = text.rfind('<');
  const std::size_t at = text.rfind('@');
  if (open == std::string_view::npos || at == std::string_view::npos || open > at) return {};
  return Trim(text.substr(0, open));
}

std::string_view WithoutCommonSuffix(std::string_view text) {
  constexpr std::string_view kSuffix = ".mssante.fr";
  text = WithoutWrapping(text);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return text;
  for (std::size_t dot = text.find('.', at); dot != std::string_view::npos;
       dot = text.find('.', dot + 1)) {
    if (kSuffix.starts_with(FoldAddress(text.substr(dot)))) return text.substr(0, dot);
  }
  return text;
}

std::string_view WithoutArticle(std::string_view text) {
  const std::string_view trimmed = Trim(text);
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "l\u2019"}) {
    const bool begins = std::equal(
        article.begin(), article.begin() + std::min(article.size(), trimmed.size()),
        trimmed.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b | 0x20 : b); });
    if (begins && trimmed.size() > article.size()) return Trim(trimmed.substr(article.size()));
  }
  return text;
}

bool MayHoldInitials(std::string_view text) {
  return !IsAddress(text) && std::count(text.begin(), text.end(), '.') > 1;
}

std::string WithInitialsJoined(std::string_view text) {
  constexpr std::size_t kLettersMin = 3;
  if (IsAddress(text)) return std::string(text);
  return OfPieces(text, [](std::string_view piece) {
    std::string letters = InitialsOf(piece);
    return letters.size() >= kLettersMin ? letters : std::string(piece);
  });
}

std::string WithoutElisions(std::string_view text) {
  if (IsAddress(text)) return std::string(text);
  return OfPieces(text, [](std::string_view piece) {
    const bool elided =
        piece.size() > 2 && (piece[0] == 'd' || piece[0] == 'l') && piece[1] == '\'';
    return elided ? piece.substr(2) : piece;
  });
}

}  // namespace annuaire
