#include "tests/directory/lookup/plain_words.h"

#include <algorithm>
#include <set>
#include <vector>

#include "directory/base/edit_distance.h"

namespace annuaire::plain {
namespace {

// Adds those of one mailbox, once for each of its terms that passes.
template <typename Test>
void AddBearers(const Words& words, Test test, Bearers& bearers) {
  const auto count = [&](const auto& terms) {
    return static_cast<std::size_t>(std::count_if(terms.begin(), terms.end(), test));
  };
  const auto& [family, further, given, service, context] = words.own;
  std::set<std::string> named(family.begin(), family.end());
  if (!words.personal) bearers.services += count(named);
  if (words.personal) {
    named.insert(further.begin(), further.end());
    bearers.people += count(named);
  }
  for (const std::string& term : given) {
    const bool is_first = &term == &given.front();
    const bool is_new = named.insert(term).second;
    if ((is_first || is_new) && test(term)) ++bearers.people;
  }
  std::set<std::string> elsewhere;
  for (const std::string& term : service) {
    if (!named.contains(term) && !words.structure->contains(term)) elsewhere.insert(term);
  }
  bearers.elsewhere += count(elsewhere);
  for (const Terms* const shared : words.shared()) bearers.elsewhere += count(*shared);
}

template <typename Test>
bool HasTerm(const Words& words, Test test) {
  const auto has = [&](const auto& terms) { return std::any_of(terms.begin(), terms.end(), test); };
  const auto shared = words.shared();
  return std::any_of(words.own.begin(), words.own.end(), has) ||
         std::any_of(shared.begin(), shared.end(), [&](const Terms* terms) { return has(*terms); });
}

}  // namespace

bool Begins(std::string_view term, std::string_view word) { return term.starts_with(word); }

bool BeginsWithin1(std::string_view term, std::string_view word) {
  if (Begins(term, word)) return true;
  if (word.size() < 4) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string head(word.substr(0, i));
    const std::string rest(word.substr(i));
    if (!Begins(term, head)) return false;
    if (Begins(term, head + rest.substr(1))) return true;  // extra
    if (rest.size() > 1 && Begins(term, head + rest[1] + rest[0] + rest.substr(2))) return true;
    if (term.size() > i) {
      if (Begins(term, head + term[i] + rest.substr(1))) return true;  // wrong
      if (Begins(term, head + term[i] + rest)) return true;            // missing
    }
  }
  return false;
}

bool BeginsWithin(std::string_view term, std::string_view word, std::size_t errors) {
  if (errors == 1) return BeginsWithin1(term, word);
  if (!BeginsWithin1(term, word.substr(0, 5))) return false;
  for (std::size_t letters = 0; letters <= term.size(); ++letters) {
    if (EditDistance(term.substr(0, letters), word, errors) <= errors) return true;
  }
  return false;
}

std::set<std::string> AllTerms(std::span<const Recipient> recipients) {
  std::set<std::string> all;
  for (const Recipient& recipient : recipients) {
    const Words& words = recipient.words;
    for (const auto& own : words.own) all.insert(own.begin(), own.end());
    for (const Terms* const shared : words.shared()) {
      all.insert(shared->begin(), shared->end());
    }
  }
  return all;
}

std::map<std::string, std::size_t> CountNames(std::span<const Recipient> recipients) {
  std::map<std::string, std::size_t> counts;
  for (const Recipient& recipient : recipients) {
    const Words& words = recipient.words;
    std::set<std::string> counted(words.own[0].begin(), words.own[0].end());
    counted.insert(words.own[1].begin(), words.own[1].end());
    for (const std::string& term : counted) ++counts[term];
    for (const std::string& term : words.own[2]) {
      const bool is_first = &term == &words.own[2].front();
      const bool is_new = counted.insert(term).second;
      if (is_first || is_new) ++counts[term];
    }
  }
  return counts;
}

Bearers CountBearers(std::span<const Recipient> recipients, const std::string& word, bool whole) {
  Bearers of_word;
  Bearers of_begun;
  bool is_term = false;
  const bool is_letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
  if (is_letter) return {};
  const auto is_word = [&](const std::string& term) { return term == word; };
  const auto is_begun = [&](const std::string& term) { return Begins(term, word); };
  for (const Recipient& recipient : recipients) {
    is_term = is_term || HasTerm(recipient.words, is_word);
    AddBearers(recipient.words, is_word, of_word);
    AddBearers(recipient.words, is_begun, of_begun);
  }
  Bearers meant = is_term || whole ? of_word : of_begun;
  meant.services_begun = whole ? of_word.services : of_begun.services;
  return meant;
}

bool IsImpersonal(const Bearers& bearers) {
  return bearers.services + bearers.elsewhere > 64 * bearers.people;
}

bool IsPlace(std::span<const Recipient> recipients, const std::string& word, bool whole) {
  const auto is_word = [&](const std::string& term) { return term == word; };
  const auto is_begun = [&](const std::string& term) { return Begins(term, word); };
  const auto is_of_place = [&](auto test) {
    return std::any_of(recipients.begin(), recipients.end(), [&](const Recipient& recipient) {
      const Terms& place = *recipient.words.place;
      return std::any_of(place.begin(), place.end(), test);
    });
  };
  const bool is_term =
      std::any_of(recipients.begin(), recipients.end(),
                  [&](const Recipient& recipient) { return HasTerm(recipient.words, is_word); });
  return is_term || whole ? is_of_place(is_word) : is_of_place(is_begun);
}

bool IsUnknown(std::span<const Recipient> recipients, const std::string& word, bool whole) {
  return std::none_of(recipients.begin(), recipients.end(), [&](const Recipient& recipient) {
    return HasTerm(recipient.words, [&](const std::string& term) {
      return whole ? term == word : Begins(term, word);
    });
  });
}

}  // namespace annuaire::plain
