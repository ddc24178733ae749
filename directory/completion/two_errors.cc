#include "directory/completion/two_errors.h"

#include <algorithm>

#include "directory/words/typed_word.h"

namespace annuaire {
namespace {

// Whether "term" has a prefix at most two letters away from "word".
bool Begins(std::string_view term, const TypedWord& word) {
  std::size_t same = 0;
  while (same < word.size() && same < term.size() && term[same] == word[same]) ++same;
  if (same + 2 >= word.size()) return true;
  const auto goes_on = [&](std::size_t at, std::size_t from) {
    return at <= term.size() && word.NearlyBegins(term.data() + at, term.size() - at, from);
  };
  return goes_on(same + 1, same + 1) ||  // wrong
         goes_on(same + 1, same) ||      // missing
         goes_on(same, same + 1) ||      // extra
         (same + 2 <= term.size() && term[same] == word[same + 1] && term[same + 1] == word[same] &&
          goes_on(same + 2, same + 2));
}

}  // namespace

bool MayHaveTwoErrors(std::string_view word) {
  constexpr std::size_t kLettersMin = 8;
  return word.size() >= kLettersMin &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void WithTwoErrors(const TermDictionary& terms, std::string_view word,
                   std::vector<TermRange>& ranges) {
  constexpr std::size_t kBeginning = 5;
  const TypedWord typed(word);
  ranges.clear();
  for (const TermRange alike : terms.WithPrefixCorrected(word.substr(0, kBeginning))) {
    for (std::uint32_t term = alike.first; term < alike.last; ++term) {
      if (!Begins(terms.at(term), typed)) continue;
      if (!ranges.empty() && ranges.back().last == term) {
        ++ranges.back().last;
      } else {
        ranges.push_back({term, term + 1});
      }
    }
  }
}

}  // namespace annuaire
