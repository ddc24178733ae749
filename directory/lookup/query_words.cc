#include "directory/lookup/query_words.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

// The typed text without the ".mssante.fr" that every address ends in, however
// far it was typed: it tells nobody apart and is not among the words.
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

constexpr std::string_view kTitles[] = {
    "docteur",  "docteure", "dr", "dre", "madame", "mademoiselle", "mlle",       "mme",
    "monsieur", "mr",       "pr", "pre", "prof",   "professeur",   "professeure"};

constexpr std::string_view kSmallWords[] = {"au", "aux", "de", "des", "du", "en",
                                            "et", "la",  "le", "les", "sur"};

bool IsAmong(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsInitial(std::string_view word) {
  return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

// Gives several words, in their order, what they cost.
void SetPenalties(std::vector<QueryWord>& words) {
  for (QueryWord& word : words) {
    const bool first = &word == &words.front() && words.size() > 1;
    word.penalties = IsInitial(word.text) && words.size() > 1 ? kInitialPenalties
                     : first                                  ? kFirstWordPenalties
                                                              : kWordPenalties;
    if (!first) continue;
    for (const TermField field : {TermField::kStructure, TermField::kContext}) {
      word.penalties.whole[static_cast<std::size_t>(field)] += kFirstInContextPenalty;
    }
  }
}

}  // namespace

std::string_view WithoutWrapping(std::string_view text) {
  text = Trim(text);
  if (text.find('@') == std::string_view::npos) return text;
  if (const std::size_t open = text.rfind('<'); open < text.rfind('@')) {
    text.remove_prefix(open + 1);
  }
  constexpr std::string_view kScheme = "mailto:";
  if (FoldAddress(text.substr(0, kScheme.size())) == kScheme) text.remove_prefix(kScheme.size());
  return text.substr(0, text.find_last_not_of(">,;. ") + 1);
}

std::vector<QueryWord> CutQuery(std::string_view text) {
  std::vector<std::string> texts = QueryWords(WithoutCommonSuffix(text));
  // The last one may be the beginning of a longer word.
  std::size_t first = 0;
  while (texts.size() - first > 1 && IsAmong(kTitles, texts[first])) ++first;
  const std::size_t last = std::min(texts.size(), first + kTypedWordsMax);
  std::vector<QueryWord> words;
  words.reserve(last - first);
  for (std::size_t at = first; at < last; ++at) {
    const bool between = at > first && at + 1 < texts.size();
    const bool small = between && IsAmong(kSmallWords, texts[at]);
    words.push_back({std::move(texts[at]), small, {}});
  }
  SetPenalties(words);
  return words;
}

std::vector<QueryWord> WithoutSmallWords(const std::vector<QueryWord>& typed) {
  std::vector<QueryWord> words;
  std::copy_if(typed.begin(), typed.end(), std::back_inserter(words),
               [](const QueryWord& word) { return !word.small; });
  SetPenalties(words);
  return words;
}

std::vector<QueryWord> WithoutWord(std::vector<QueryWord> typed, std::size_t left_out) {
  typed.erase(typed.begin() + static_cast<std::ptrdiff_t>(left_out));
  SetPenalties(typed);
  return typed;
}

}  // namespace annuaire
