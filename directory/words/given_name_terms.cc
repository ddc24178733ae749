#include "directory/words/given_name_terms.h"

#include <algorithm>

#include "directory/base/ascii.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

// Consonants that names begin with: Christine, Claude, Philippe, Stéphane, Sylvie.
constexpr std::string_view kBeginnings[] = {
    "bl", "br", "by", "ch", "cl", "cr", "cy", "dj", "dr", "dy", "fl", "fr", "gh", "gl",
    "gr", "gw", "gy", "hy", "kh", "kl", "kr", "ky", "lh", "ll", "ly", "my", "ny", "ph",
    "pl", "pr", "ps", "rh", "ry", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "sv",
    "sw", "sy", "th", "tr", "ts", "ty", "tz", "vl", "wl", "wy", "zy"};

bool IsLetterBut(std::string_view letters, char letter) {
  return IsLower(letter) && letters.find(letter) == std::string_view::npos;
}

}  // namespace

bool MayBeginName(std::string_view letters) {
  const bool consonants = IsLetterBut("aeiouy", letters[0]) && IsLetterBut("aeiou", letters[1]);
  return !consonants || std::find(std::begin(kBeginnings), std::end(kBeginnings), letters) !=
                            std::end(kBeginnings);
}

std::vector<std::string> GivenNameTerms(std::string_view name) {
  std::vector<std::string> terms = NameTerms(name);
  const std::vector<std::string> words = QueryWords(name);
  if (words.size() != 2) return terms;
  const std::string initials{words[0].front(), words[1].front()};
  const bool is_new = std::find(terms.begin(), terms.end(), initials) == terms.end();
  if (is_new && !MayBeginName(initials)) terms.push_back(initials);
  return terms;
}

}  // namespace annuaire
