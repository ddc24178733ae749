#include "tests/directory/lookup/plain_suggest.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "directory/base/fold.h"
#include "directory/lookup/edit_distance.h"
#include "directory/lookup/given_name_terms.h"
#include "directory/lookup/job_terms.h"
#include "directory/lookup/query_words.h"
#include "directory/lookup/structure_terms.h"
#include "directory/record/geography.h"

namespace annuaire {
namespace {

// Words of one mailbox by field, from its row; holds for mailboxes with one
// attachment, which is what the random worlds have.
struct Words {
  std::vector<std::string> by_field[5];
};

void Append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Words WordsOf(const MailboxRow& row) {
  Words words;
  const bool personal = row.type == MailboxType::kPersonal;
  const std::string folded = FoldAddress(row.address);
  for (const std::string& term : NameTerms(row.family_name)) {
    words.by_field[personal && !words.by_field[0].empty() ? 1 : 0].push_back(term);
  }
  Append(words.by_field[2], GivenNameTerms(row.given_name));
  Append(words.by_field[personal ? 3 : 0], IndexTerms(row.service));
  Append(words.by_field[personal ? 4 : 0], IndexTerms(LocalPartOf(folded)));
  if (row.has_organization) {
    Append(words.by_field[3], StructureTerms(row.organization.legal_name));
    Append(words.by_field[3], StructureTerms(row.organization.trade_name));
    Append(words.by_field[4], IndexTerms(row.organization.postcode));
  }
  Append(words.by_field[4], StructureTerms(row.city));
  if (const Department* found = FindDepartment(row.department)) {
    Append(words.by_field[4], IndexTerms(found->code));
    Append(words.by_field[4], StructureTerms(found->name));
  }
  Append(words.by_field[4], JobTerms(row.profession.label));
  Append(words.by_field[4], JobTerms(row.skill.label));
  auto labels = IndexTerms(DomainOf(folded));
  std::erase(labels, "mssante");
  std::erase(labels, "fr");
  Append(words.by_field[4], labels);
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

struct Match {
  int corrected = 0;
  int context = 0;
  int penalty = 0;
};

// How often a term stands in names, each field of a mailbox counted once; a term of
// the family and the given name counts in the first, but for the first given name.
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

// What terms one letter away cost that are not rare: nothing the commonest, of those the first; of
// several words, 1 to 3 those that 4, 16, 64 times fewer have. Of those whose beginning is one
// letter away the commonest only, if there is no other.
std::map<std::string, int> CommonFor(const std::string& word,
                                     const std::map<std::string, std::size_t>& counts,
                                     bool several) {
  std::string likeliest;
  std::size_t most = 0;
  bool likeliest_is_whole = false;
  for (const auto& [term, count] : counts) {
    if (Begins(term, word) || !BeginsWithin1(term, word)) continue;
    const bool is_whole = EditDistance(term, word, 1) <= 1;
    if (is_whole < likeliest_is_whole) continue;
    if (is_whole == likeliest_is_whole && count <= most) continue;
    most = count;
    likeliest = term;
    likeliest_is_whole = is_whole;
  }
  std::map<std::string, int> common;
  if (likeliest.empty()) return common;
  common[likeliest] = 0;
  if (!several || !likeliest_is_whole) return common;
  for (const auto& [term, count] : counts) {
    if (Begins(term, word) || !BeginsWithin1(term, word) || term == likeliest) continue;
    if (EditDistance(term, word, 1) > 1) continue;
    if (count * 64 >= most) common[term] = count * 4 >= most ? 1 : count * 16 >= most ? 2 : 3;
  }
  return common;
}

// A typed word and what it costs, by field and when only begun.
struct Asked {
  std::string word;
  bool whole;
  std::array<int, 5> penalties;
  int begun;
  int in_context;
  std::map<std::string, int> common;  // corrections
  int rare;                           // any other correction
};

std::vector<Asked> AskedWords(const Directory& directory, const std::vector<QueryWord>& typed,
                              bool forgiving) {
  std::vector<Asked> words;
  std::map<std::string, std::size_t> counts;
  if (forgiving) counts = CountNames(directory);
  for (const QueryWord& query_word : typed) {
    Asked asked{query_word.text, query_word.whole, {0, 1, 2, 8, 10}, 1, 0, {}, 1};
    const bool first = words.empty();
    if (typed.size() > 1) {
      const char letter = asked.word.front();
      if (asked.word.size() == 1 && letter >= 'a' && letter <= 'z') {
        asked.penalties = {0, 2, 0, 8, 10};
      } else if (first) {
        asked.penalties = {0, 3, 2, 8, 10};
        asked.begun = 4;
      }
      if (first) asked.in_context = 256;
    }
    if (typed.size() > 1) asked.rare = 4;
    if (forgiving && !asked.whole) {
      asked.common = CommonFor(asked.word, counts, typed.size() > 1);
    }
    words.push_back(asked);
  }
  return words;
}

// "fields": how many fields count, 3 for names alone.
std::optional<Match> MatchOf(const Words& words, const std::vector<Asked>& typed, bool forgiving,
                             int fields) {
  Match match;
  for (const auto& [word, whole, penalties, begun, in_context, common, rare] : typed) {
    std::optional<std::pair<int, int>> best;
    for (int field = 0; field < fields; ++field) {
      for (const std::string& term : words.by_field[field]) {
        // A term counts in its first field only, but for the first given name.
        bool better = false;
        for (int other = 0; other < field; ++other) {
          const auto& list = words.by_field[other];
          better = better || std::find(list.begin(), list.end(), term) != list.end();
        }
        if (better && (field != 2 || term != words.by_field[2].front())) continue;
        const int penalty = penalties[static_cast<std::size_t>(field)];
        std::optional<std::pair<int, int>> here;
        if (whole ? term == word : Begins(term, word)) {
          here = {0, penalty + (term == word ? 0 : begun)};
        } else if (forgiving && !whole && BeginsWithin1(term, word)) {
          const auto found = common.find(term);
          here = {1, penalty + (found == common.end() ? rare : found->second)};
        }
        if (here && (!best || *here < *best)) best = here;
      }
    }
    if (!best) return std::nullopt;
    match.corrected += best->first;
    match.penalty += best->second;
    if (best->second < 8) continue;
    ++match.context;
    match.penalty += in_context;
  }
  return match;
}

}  // namespace

Suggestions PlainSuggest(const Directory& directory, const SuggestQuery& query) {
  std::vector<QueryWord> typed = CutQuery(query.text);
  const auto organization = directory.FindOrganization(query.near_organization);
  struct Candidate {
    std::tuple<int, int, int, int, int, std::uint32_t> rank;
    MailboxIndex index;
  };
  // All that match in a number of fields, best first.
  const auto rank_all = [&](bool forgiving, int fields) {
    const std::vector<Asked> asked = AskedWords(directory, typed, forgiving);
    std::vector<Candidate> found;
    for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
      const MailboxIndex index{i};
      const MailboxRow row = directory.row(index);
      if (!query.types.empty() &&
          std::find(query.types.begin(), query.types.end(), row.type_code) == query.types.end()) {
        continue;
      }
      auto match = MatchOf(WordsOf(row), asked, forgiving, fields);
      if (!match) continue;
      // Of those whose names are typed, people come before services.
      if (typed.size() > 1 && row.type != MailboxType::kPersonal) match->penalty += 5;
      // Nobody is named: mailboxes of structures come before those of people.
      if (match->context == static_cast<int>(typed.size()) && row.type == MailboxType::kPersonal) {
        match->penalty += 1000;
      }
      int recency = 1 << 20;
      for (std::size_t c = query.correspondents.size(); c-- > 0;) {
        if (FoldAddress(query.correspondents[c]) == FoldAddress(row.address)) {
          recency = static_cast<int>(c);
        }
      }
      const bool department =
          std::find(query.near_departments.begin(), query.near_departments.end(), row.department) !=
          query.near_departments.end();
      const bool domain = !query.own_domain.empty() &&
                          DomainOf(FoldAddress(row.address)) == FoldAddress(query.own_domain);
      const bool same_organization =
          organization && row.has_organization &&
          directory.FindOrganization(row.organization.key) == organization;
      const int nearness = same_organization      ? 0
                           : department && domain ? 1
                           : department           ? 2
                           : domain               ? 3
                                                  : 4;
      found.push_back(
          {{recency, match->corrected, match->context, nearness, match->penalty, i}, index});
    }
    std::sort(found.begin(), found.end(),
              [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    return found;
  };

  Suggestions result;
  const auto append = [&](const std::vector<Candidate>& found) {
    for (const Candidate& candidate : found) {
      auto& chosen = result.mailboxes;
      if (std::find(chosen.begin(), chosen.end(), candidate.index) == chosen.end()) {
        chosen.push_back(candidate.index);
      }
    }
  };
  // Correspondents and those found by name; those found by context unless half
  // of the rows are taken.
  const std::size_t half = (query.limit + 1) / 2;
  const auto append_all = [&](const std::vector<Candidate>& found) {
    std::vector<Candidate> by_name;
    std::vector<Candidate> by_context;
    for (const Candidate& candidate : found) {
      const bool certain =
          std::get<0>(candidate.rank) < 1 << 20 || std::get<2>(candidate.rank) == 0;
      (certain ? by_name : by_context).push_back(candidate);
    }
    append(by_name);
    if (result.mailboxes.size() < half) append(by_context);
  };
  append_all(rank_all(false, 5));
  if (result.mailboxes.size() < half) {
    typed = CutLoosely(query.text);
    append_all(rank_all(false, 5));
  }
  result.as_typed = std::min<std::size_t>(result.mailboxes.size(), query.limit);
  const auto append_forgiving = [&] {
    append_all(rank_all(true, 3));
    const bool found = !result.mailboxes.empty();
    if (!found) append_all(rank_all(true, 5));
    return found;
  };
  bool misspelt = false;
  if (result.mailboxes.size() < half) misspelt = append_forgiving();
  if (result.as_typed == 0 && !misspelt && query.text.find('@') == std::string_view::npos) {
    const std::vector<QueryWord> all = CutLoosely(query.text);
    for (const bool forgiving : {false, true}) {
      if (forgiving && !result.mailboxes.empty()) break;
      for (std::size_t at = all.size(); at-- > 1 && result.mailboxes.size() < half;) {
        typed = WithoutWord(all, at);
        if (forgiving) {
          append_forgiving();
        } else {
          append_all(rank_all(false, 5));
        }
      }
    }
  }
  result.truncated = result.mailboxes.size() > query.limit;
  if (result.truncated) result.mailboxes.resize(query.limit);
  return result;
}

}  // namespace annuaire
