#include "directory/completion/query_words.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "directory/base/fold.h"
#include "directory/words/given_name_terms.h"
#include "directory/words/place_terms.h"
#include "directory/words/structure_terms.h"
#include "directory/words/typed_text.h"

namespace annuaire {
namespace {

constexpr std::string_view kTitles[] = {
    "docteur",  "docteure", "dr", "dre", "madame", "mademoiselle", "mlle",       "mme",
    "monsieur", "mr",       "pr", "pre", "prof",   "professeur",   "professeure"};

// Of family names, for which some write one word with what follows: LE CLERC, LECLERC. No letters,
// which are initials rather.
constexpr std::string_view kParticles[] = {"ait", "al",  "ben", "da", "de",  "del", "della", "den",
                                           "der", "des", "di",  "do", "dos", "du",  "el",    "la",
                                           "le",  "les", "mac", "mc", "van", "von"};

constexpr std::string_view kArticles[] = {"la", "le"};

bool IsAmong(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The same text with a blank for the hyphen of "a-s" and the like, which glued would begin names.
std::string WithInitialsApart(std::string_view text) {
  std::string apart(text);
  const auto letter_at = [&](std::size_t at) {
    return static_cast<char>(apart[at] >= 'A' && apart[at] <= 'Z' ? apart[at] | 0x20 : apart[at]);
  };
  for (std::size_t at = 1; at + 1 < apart.size(); ++at) {
    const bool alone = (at == 1 || apart[at - 2] == ' ') &&
                       (at + 2 == apart.size() || apart[at + 2] == ' ' || apart[at + 2] == '.');
    if (apart[at] != '-' || !alone) continue;
    const char letters[] = {letter_at(at - 1), letter_at(at + 1)};
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (!std::all_of(std::begin(letters), std::end(letters), is_letter)) continue;
    if (MayBeginName({letters, std::size(letters)})) apart[at] = ' ';
  }
  return apart;
}

// The words of a text after the titles; the last one may be the beginning of a longer word.
std::vector<std::string> WordsAsTyped(std::string_view text) {
  text = WithoutCommonSuffix(text);
  const std::string apart = text.find('-') == text.npos ? std::string() : WithInitialsApart(text);
  if (!apart.empty()) text = apart;
  std::vector<std::string> words =
      MayHoldInitials(text) ? QueryWords(WithInitialsJoined(text)) : QueryWords(text);
  std::size_t titles = 0;
  const auto is_title = [&](std::size_t at) {
    return at + 1 < words.size() && IsAmong(kTitles, words[at]);
  };
  const auto is_article = [&](std::size_t at) {  // "Monsieur le docteur Martin"
    return is_title(at + 1) && IsAmong(kArticles, words[at]);
  };
  const auto is_mister = [&](std::size_t at) {  // "M. le docteur Martin"
    return at + 1 < words.size() && words[at] == "m" && (is_title(at + 1) || is_article(at + 1));
  };
  while (is_title(titles) || is_article(titles) || is_mister(titles)) ++titles;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(titles));
  return words;
}

// Between others; a title, too: "cabinet du dr martin"; a "née"; "secretariat service urgences",
// which no mailbox has among its words; and an "à" between whole words, which beside a letter is an
// initial rather.
bool IsSmall(std::span<const std::string> typed, std::size_t at) {
  if (at == 0 || at + 1 >= typed.size()) return false;
  if (typed[at] == "a") return typed[at - 1].size() > 1 && typed[at + 1].size() > 1;
  return IsSmallWord(typed[at]) || typed[at] == "service" || IsBetweenTwoNames(typed[at]) ||
         IsAmong(kTitles, typed[at]);
}

std::vector<std::string> WithoutSmallWords(std::vector<std::string> typed) {
  if (typed.size() < 3) return typed;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    if (!IsSmall(typed, at)) words.push_back(typed[at]);
  }
  return words;
}

// The words typed at the beginning of "rest" that are usually meant otherwise.
struct Read {
  QueryWord word;
  std::size_t words = 0;  // so many of those typed; 0 if they are meant as they stand
};

// "kind" and the place of the hospital that the rest of a text begins with.
QueryWord Hospital(std::string_view kind, const HospitalName& hospital, std::size_t rest) {
  return {std::string(kind) + hospital.place, hospital.words < rest, true, {}, true};
}

// REQUIRES: more than one
Read ReadTogether(std::span<const std::string> rest) {
  const std::string& word = rest[0];
  if (const SpeltInitials spelt = InitialsSpeltBy(rest); spelt.words != 0) {
    return {{std::string(spelt.letters), true, true, {}, true}, spelt.words};
  }
  // A letter more may be all of "sainte".
  if (const std::string_view saint = SaintOf(word); !saint.empty() && rest[1].size() > 1) {
    return {{std::string(saint) + rest[1], false, true, {}}, 2};
  }
  if (Arrondissement found = ArrondissementAt(rest); found.words != 0) {
    return {{std::move(found.name), false, true, {}}, found.words};
  }
  if (!IsHospital(word)) return {};
  const HospitalName hospital = HospitalNameAt(rest);
  if (hospital.words == 0) return {};
  return {Hospital(word, hospital, rest.size()), hospital.words};
}

bool IsInitial(std::string_view word) {
  return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

// Gives the words, in their order, what they cost.
void SetPenalties(std::vector<QueryWord>& words) {
  for (QueryWord& word : words) {
    if (words.size() == 1) {
      word.penalties = kOnlyWordPenalties;
      continue;
    }
    const bool first = &word == &words.front();
    word.penalties = IsInitial(word.text) ? kInitialPenalties
                     : first              ? kFirstWordPenalties
                                          : kWordPenalties;
    if (!first) continue;
    for (const TermField field : {TermField::kStructure, TermField::kContext}) {
      word.penalties.whole[static_cast<std::size_t>(field)] += kFirstInContextPenalty;
    }
  }
}

}  // namespace

std::vector<QueryWord> CutQuery(std::string_view text) {
  std::vector<std::string> typed = WordsAsTyped(text);
  std::vector<QueryWord> words;
  words.reserve(typed.size());
  if (text.find('@') != std::string_view::npos) {
    for (std::size_t at = 0; at < std::min(typed.size(), kTypedWordsMax); ++at) {
      const bool small = IsSmall(typed, at);
      words.push_back({typed[at], small, small, {}});
    }
    SetPenalties(words);
    return words;
  }
  typed = WithoutSmallWords(std::move(typed));
  for (std::size_t at = 0; at < typed.size() && words.size() < kTypedWordsMax;) {
    Read read;
    if (at + 1 < typed.size()) read = ReadTogether(std::span(typed).subspan(at));
    if (read.words == 0) read = {{std::move(typed[at]), false, false, {}}, 1};
    words.push_back(std::move(read.word));
    at += read.words;
  }
  SetPenalties(words);
  return words;
}

std::vector<QueryWord> CutLoosely(std::string_view text) {
  const std::vector<std::string> typed = WithoutSmallWords(WordsAsTyped(WithoutElisions(text)));
  std::vector<QueryWord> words;
  words.reserve(typed.size());
  for (std::size_t at = 0; at < std::min(typed.size(), kTypedWordsMax); ++at) {
    words.push_back({typed[at], false, false, {}});
  }
  SetPenalties(words);
  return words;
}

bool HasParticles(std::string_view text) {
  std::string word;
  for (const char c : text) {
    const char letter = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (letter >= 'a' && letter <= 'z') {
      word += letter;
    } else if (IsAmong(kParticles, std::exchange(word, {}))) {
      return true;
    }
  }
  return false;
}

JoinedName CutJoinedName(std::string_view text) {
  JoinedName name;
  if (text.find('@') != std::string_view::npos) return name;
  const std::vector<std::string> typed = WordsAsTyped(text);
  bool found = false;
  std::string particles;
  for (std::size_t at = 0; at < typed.size() && name.apart.size() < kTypedWordsMax; ++at) {
    const bool particle = at + 1 < typed.size() && IsAmong(kParticles, typed[at]);
    if (!particle && IsSmall(typed, at)) {
      particles.clear();
      continue;
    }
    name.apart.push_back({typed[at], particle, particle, {}});
    if (particle) {
      particles += typed[at];
      continue;
    }
    const bool joined = !particles.empty();
    name.joined.push_back({particles + typed[at], joined, false, {}});
    particles.clear();
    found = found || joined;
  }
  if (!found) return {};
  SetPenalties(name.apart);
  SetPenalties(name.joined);
  return name;
}

std::vector<QueryWord> CutForAnyHospital(std::string_view text) {
  const std::vector<std::string> typed = WithoutSmallWords(WordsAsTyped(text));
  std::vector<QueryWord> words;
  bool found = false;
  for (std::size_t at = 0; at < typed.size() && words.size() < kTypedWordsMax;) {
    const auto rest = std::span(typed).subspan(at);
    const HospitalName hospital = HospitalNameAt(rest);
    if (hospital.words != 0) {
      words.push_back(Hospital(kAnyHospital, hospital, rest.size()));
      found = true;
    } else {
      words.push_back({typed[at], false, false, {}});
    }
    at += std::max<std::size_t>(hospital.words, 1);
  }
  if (!found) return {};
  SetPenalties(words);
  return words;
}

std::vector<std::string> WithBlankInside(const std::vector<QueryWord>& typed, std::size_t divided) {
  // "dr" and "le" are words; less begins too much. Two names and a title have no more.
  constexpr std::size_t kLettersMin = 6;
  constexpr std::size_t kLettersMax = 32;
  constexpr std::size_t kPartMin = 2;
  const std::string& word = typed[divided].text;
  std::vector<std::string> texts;
  if (word.size() < kLettersMin || word.size() > kLettersMax) return texts;
  if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return texts;
  }
  std::string before;
  std::string after;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (i < divided) before += typed[i].text + ' ';
    if (i > divided) after += ' ' + typed[i].text;
  }
  for (std::size_t at = kPartMin; at + kPartMin <= word.size(); ++at) {
    if (WholeLettersWithin(word, at).size() != at) continue;
    texts.push_back(before + word.substr(0, at) + ' ' + word.substr(at) + after);
  }
  return texts;
}

std::vector<QueryWord> WithoutWord(std::vector<QueryWord> typed, std::size_t left_out) {
  typed.erase(typed.begin() + static_cast<std::ptrdiff_t>(left_out));
  SetPenalties(typed);
  return typed;
}

}  // namespace annuaire
