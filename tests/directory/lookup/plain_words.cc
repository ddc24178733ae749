#include "tests/directory/lookup/plain_words.h"

#include <algorithm>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/given_name_terms.h"
#include "directory/lookup/job_terms.h"
#include "directory/lookup/place_terms.h"
#include "directory/lookup/structure_terms.h"
#include "directory/record/geography.h"

namespace annuaire::plain {
namespace {

void Append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// What "cut" makes of a text; many mailboxes have the same, so each is cut once.
using Cut = std::vector<std::string> (*)(std::string_view);
const std::vector<std::string>& CutOnce(Cut cut, std::string_view text) {
  static std::map<std::pair<Cut, std::string>, std::vector<std::string>> known;
  const auto [found, is_new] = known.try_emplace({cut, std::string(text)});
  if (is_new) found->second = cut(text);
  return found->second;
}

// Adds those of one mailbox, once for each of its terms that passes.
template <typename Test>
void AddBearers(const Words& words, Test test, Bearers& bearers) {
  const auto count = [&](const auto& terms) {
    return static_cast<std::size_t>(std::count_if(terms.begin(), terms.end(), test));
  };
  std::set<std::string> named(words.by_field[0].begin(), words.by_field[0].end());
  if (!words.personal) bearers.services += count(named);
  if (words.personal) {
    named.insert(words.by_field[1].begin(), words.by_field[1].end());
    bearers.people += count(named);
  }
  std::set<std::string> service;
  for (const std::string& term : words.by_field[2]) {
    const bool is_first = words.personal && &term == &words.by_field[2].front();
    const bool is_new = named.insert(term).second;
    if ((is_first || is_new) && test(term)) ++bearers.people;
  }
  for (const std::string& term : words.by_field[3]) {
    if (!named.contains(term) && !words.structure.contains(term)) service.insert(term);
  }
  bearers.elsewhere += count(service);
  for (const auto* const shared : {&words.structure, &words.place, &words.job, &words.domain}) {
    bearers.elsewhere += count(*shared);
  }
}

}  // namespace

Words WordsOf(const MailboxRow& row) {
  Words words;
  const bool personal = row.type == MailboxType::kPersonal;
  const std::string folded = FoldAddress(row.address);
  for (const std::string& term : NameTerms(row.family_name)) {
    words.by_field[personal && !words.by_field[0].empty() ? 1 : 0].push_back(term);
  }
  Append(words.by_field[2], GivenNameTerms(row.given_name));
  Append(words.by_field[personal ? 3 : 0], CutOnce(StructureTerms, row.service));
  Append(words.by_field[personal ? 4 : 0], IndexTerms(LocalPartOf(folded)));
  words.personal = personal;
  const auto share = [](std::set<std::string>& with, const std::vector<std::string>& terms) {
    with.insert(terms.begin(), terms.end());
  };
  if (row.has_organization) {
    share(words.structure, CutOnce(StructureTerms, row.organization.legal_name));
    share(words.structure, CutOnce(StructureTerms, row.organization.trade_name));
    share(words.place, PlaceTerms(row.organization.postcode));
  }
  share(words.place, CutOnce(PlaceTerms, row.city));
  if (const Department* found = FindDepartment(row.department)) {
    share(words.place, IndexTerms(found->code));
    share(words.place, CutOnce(StructureTerms, found->name));
  }
  share(words.job, CutOnce(JobTerms, row.profession.label));
  share(words.job, CutOnce(JobTerms, row.skill.label));
  share(words.domain, DomainTerms(DomainOf(folded)));
  Append(words.by_field[3], {words.structure.begin(), words.structure.end()});
  for (const auto* const shared : {&words.place, &words.job, &words.domain}) {
    Append(words.by_field[4], {shared->begin(), shared->end()});
  }
  return words;
}

bool Begins(std::string_view term, std::string_view word) { return term.starts_with(word); }

bool BeginsWithin1(std::string_view term, std::string_view word) {
  if (Begins(term, word)) return true;
  if (word.size() < 4) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string head(word.substr(0, i));
    const std::string rest(word.substr(i));
    if (Begins(term, head + rest.substr(1))) return true;  // extra
    if (rest.size() > 1 && Begins(term, head + rest[1] + rest[0] + rest.substr(2))) return true;
    if (term.size() > i && Begins(term, head)) {
      if (Begins(term, head + term[i] + rest.substr(1))) return true;  // wrong
      if (Begins(term, head + term[i] + rest)) return true;            // missing
    }
  }
  return false;
}

std::map<std::string, std::size_t> CountNames(const Directory& directory) {
  std::map<std::string, std::size_t> counts;
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    const MailboxRow row = directory.row(MailboxIndex{i});
    const Words words = WordsOf(row);
    const auto& given = words.by_field[2];
    std::set<std::string> counted(words.by_field[0].begin(), words.by_field[0].end());
    counted.insert(words.by_field[1].begin(), words.by_field[1].end());
    for (const std::string& term : counted) ++counts[term];
    for (const std::string& term : given) {
      const bool first = &term == &given.front() && row.type == MailboxType::kPersonal;
      if (first || counted.insert(term).second) ++counts[term];
    }
  }
  return counts;
}

Bearers CountBearers(const Directory& directory, const std::string& word, bool whole) {
  Bearers of_word;
  Bearers of_begun;
  bool is_term = false;
  const bool is_letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
  for (std::uint32_t i = 0; i < directory.counts().mailboxes && !is_letter; ++i) {
    const Words words = WordsOf(directory.row(MailboxIndex{i}));
    for (const auto& field : words.by_field) {
      is_term = is_term || std::find(field.begin(), field.end(), word) != field.end();
    }
    AddBearers(
        words, [&](const std::string& term) { return term == word; }, of_word);
    AddBearers(
        words, [&](const std::string& term) { return term.starts_with(word); }, of_begun);
  }
  return is_term || whole ? of_word : of_begun;
}

bool IsImpersonal(const Bearers& bearers) {
  return bearers.services + bearers.elsewhere > 64 * bearers.people;
}

bool IsPlace(const Directory& directory, const std::string& word, bool whole) {
  bool is_term = false;
  bool is_place = false;
  bool begins_place = false;
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    const Words words = WordsOf(directory.row(MailboxIndex{i}));
    for (const auto& field : words.by_field) {
      is_term = is_term || std::find(field.begin(), field.end(), word) != field.end();
    }
    is_place = is_place || words.place.contains(word);
    begins_place =
        begins_place || std::any_of(words.place.begin(), words.place.end(),
                                    [&](const auto& term) { return Begins(term, word); });
  }
  return is_term || whole ? is_place : begins_place;
}

bool IsUnknown(const Directory& directory, const std::string& word, bool whole) {
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    for (const auto& field : WordsOf(directory.row(MailboxIndex{i})).by_field) {
      for (const std::string& term : field) {
        if (whole ? term == word : Begins(term, word)) return false;
      }
    }
  }
  return true;
}

}  // namespace annuaire::plain
