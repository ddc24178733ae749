#include "directory/words/spelt_alike.h"

#include <algorithm>
#include <array>

namespace annuaire {
namespace {

constexpr std::size_t kLettersMin = 4;

struct Sound {
  std::array<std::string_view, 8> spellings;  // the first ones; the rest are empty
  bool at_end;                                // of a word alone
};

// One letter more, less or other is forgiven anyhow.
constexpr Sound kSounds[] = {
    {{"ph", "f", "ff"}, false},
    {{"qu", "k", "c", "ck"}, false},
    {{"ch", "k", "c"}, false},
    {{"ss", "c", "sc"}, false},
    {{"eau", "au", "o"}, false},
    {{"ai", "e", "ei", "ay"}, false},
    {{"ill", "y", "ll"}, false},
    {{"gu", "g"}, false},
    {{"o", "eau", "eaux", "ot", "aud", "ault", "aut", "aux"}, true},
    {{"e", "et", "er", "ez", "ay", "ait", "ey", "ee"}, true},
    {{"que", "k", "ck", "c"}, true},
    {{"in", "ain", "ein", "yn", "un"}, true},
};

}  // namespace

std::vector<std::string> SpeltAlike(std::string_view word) {
  std::vector<std::string> alike;
  if (word.size() < kLettersMin) return alike;
  const auto add = [&](std::size_t at, std::size_t letters, std::string_view instead) {
    std::string other(word.substr(0, at));
    other += instead;
    other += word.substr(at + letters);
    const bool is_known =
        other == word || std::find(alike.begin(), alike.end(), other) != alike.end();
    if (!is_known && alike.size() < kSpeltAlikeMax) alike.push_back(std::move(other));
  };
  for (const auto& [spellings, at_end] : kSounds) {
    for (const std::string_view heard : spellings) {
      if (heard.empty()) break;
      for (std::size_t at = word.find(heard); at != std::string_view::npos;
           at = word.find(heard, at + 1)) {
        if (at_end && at + heard.size() != word.size()) continue;
        for (const std::string_view instead : spellings) {
          if (!instead.empty()) add(at, heard.size(), instead);
        }
      }
    }
  }
  return alike;
}

}  // namespace annuaire
