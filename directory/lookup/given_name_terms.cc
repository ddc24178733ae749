#include "directory/lookup/given_name_terms.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

// Consonants that names begin with: Christine, Claude, Philippe, Stéphane.
constexpr std::string_view kBeginnings[] = {
    "bl", "br", "ch", "cl", "cr", "dj", "dr", "fl", "fr", "gh", "gl", "gr", "gw", "kh",
    "kl", "kr", "lh", "ll", "mc", "ph", "pl", "pr", "ps", "rh", "sc", "sh", "sk", "sl",
    "sm", "sn", "sp", "st", "sv", "sw", "th", "tr", "ts", "tz", "vl", "wl"};

bool IsConsonant(char letter) {
  return letter >= 'a' && letter <= 'z' &&
         std::string_view("aeiouy").find(letter) == std::string_view::npos;
}

bool MayBeginName(std::string_view initials) {
  return !std::all_of(initials.begin(), initials.end(), IsConsonant) ||
         std::find(std::begin(kBeginnings), std::end(kBeginnings), initials) !=
             std::end(kBeginnings);
}

}  // namespace

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
