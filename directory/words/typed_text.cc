#include "directory/words/typed_text.h"

#include <algorithm>
#include <iterator>

#include "directory/base/ascii.h"
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

std::vector<std::string> PiecesOf(std::string_view text) {
  std::vector<std::string> pieces;
  OfPieces(text, [&](std::string_view piece) { return pieces.emplace_back(piece); });
  return pieces;
}

// "samu" of "s.a.m.u." and of "s.a.m.u"; nothing of any other piece.
std::string InitialsOf(std::string_view piece) {
  std::string letters;
  for (std::size_t at = 0; at < piece.size(); ++at) {
    const bool is_letter = IsLower(piece[at]);
    if (at % 2 == 0 ? !is_letter : piece[at] != '.') return {};
    if (is_letter) letters += piece[at];
  }
  return letters;
}

}  // namespace

std::string_view WithoutMarks(std::string_view text) {
  constexpr std::string_view kMarks[] = {
      " ", ">", "<", ",", ";",      ".",      "\"",     "'",      "(", ")", "[",
      "]", "`", "*", "!", "\u2018", "\u2019", "\u201C", "\u201D", "«", "»", "\u00A0"};
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view mark : kMarks) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        cut = true;
      } else if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        cut = true;
      }
    }
  }
  return text;
}

std::string_view WithoutWrapping(std::string_view text) {
  text = Trim(text);
  if (!IsAddress(text) || std::count(text.begin(), text.end(), '<') > 1) return text;
  if (const std::size_t open = text.rfind('<'); open < text.rfind('@')) {
    text.remove_prefix(open + 1);
  }
  constexpr std::string_view kScheme = "mailto:";
  if (FoldAddress(text.substr(0, kScheme.size())) == kScheme) text.remove_prefix(kScheme.size());
  return WithoutMarks(text.substr(0, text.find('?', text.find('@'))));
}

std::string_view NameBeforeAddress(std::string_view text) {
  const std::size_t open = text.find('<');
  const std::size_t at = text.rfind('@');
  if (open == std::string_view::npos || at == std::string_view::npos || open > at) return {};
  return Trim(text.substr(0, open));
}

std::vector<std::string_view> ShortenedAddresses(std::string_view text) {
  std::vector<std::string_view> shortened;
  const std::string_view address = WithoutWrapping(text);
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size()) return shortened;
  if (address.find(' ') != std::string_view::npos) return shortened;
  for (std::size_t dot = address.rfind('.'); dot != std::string_view::npos && dot > at;
       dot = address.rfind('.', dot - 1)) {
    shortened.push_back(address.substr(0, dot));
  }
  shortened.push_back(address.substr(0, at));
  return shortened;
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
    const bool begins =
        std::equal(article.begin(), article.begin() + std::min(article.size(), trimmed.size()),
                   trimmed.begin(), [](char a, char b) { return a == ToLower(b); });
    if (begins && trimmed.size() > article.size()) return Trim(trimmed.substr(article.size()));
  }
  return text;
}

std::string_view AfterMister(std::string_view text) {
  text = Trim(text);
  if (!text.starts_with('m') && !text.starts_with('M')) return {};
  text.remove_prefix(1);
  const bool point = text.starts_with('.');
  if (point) text.remove_prefix(1);
  if (IsAddress(text) || !(point || text.starts_with(' '))) return {};
  text = Trim(text);
  return text.find(' ') == std::string_view::npos ? std::string_view() : text;
}

bool IsBetweenTwoNames(std::string_view word) {
  constexpr std::string_view kWords[] = {"nee", "epouse", "ep", "veuve", "vve"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::vector<std::string> EitherOfTwoNames(std::string_view text) {
  constexpr std::size_t kLettersMin = 3;
  if (IsAddress(text)) return {};
  if (std::vector<std::string> names = NamesBeforeAndAfterMarriage(text); !names.empty()) {
    return names;
  }
  const std::vector<std::string> pieces = PiecesOf(text);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    const std::string_view piece = pieces[at];
    const std::size_t hyphen = piece.find('-');
    if (hyphen != std::string_view::npos && hyphen >= kLettersMin &&
        piece.size() > hyphen + kLettersMin) {
      return {std::string(piece.substr(hyphen + 1)), std::string(piece.substr(0, hyphen))};
    }
    if (at == 0) continue;
    if (piece.starts_with('(') && piece.ends_with(')')) {
      return {std::string(piece.substr(1, piece.size() - 2)), pieces[at - 1]};
    }
  }
  return {};
}

std::vector<std::string> NamesBeforeAndAfterMarriage(std::string_view text) {
  if (IsAddress(text)) return {};
  const std::vector<std::string> pieces = PiecesOf(text);
  for (std::size_t at = 1; at + 1 < pieces.size(); ++at) {
    const std::string_view piece = pieces[at];
    if (IsBetweenTwoNames(piece.substr(0, piece.find('.')))) {
      return {pieces[at + 1], pieces[at - 1]};
    }
  }
  return {};
}

bool MayTellOfMarriage(std::string_view text) {
  constexpr std::size_t kBytesMax = 9;  // "épouse", its accent apart
  std::size_t begin = text.find(' ');
  while (begin != text.npos) {
    const std::size_t end = text.find(' ', ++begin);
    if (end == text.npos) return false;
    const bool begins_so =
        begin < end && std::string_view("nNeEvV\xC3").find(text[begin]) != text.npos;
    if (begins_so && end - begin <= kBytesMax) return true;
    begin = end;
  }
  return false;
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
