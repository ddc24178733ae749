#include "tests/directory/lookup/plain_suggest.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "directory/base/edit_distance.h"
#include "directory/base/fold.h"
#include "directory/completion/query_words.h"
#include "directory/record/geography.h"
#include "directory/record/mailbox.h"
#include "directory/words/spelt_alike.h"
#include "directory/words/structure_terms.h"
#include "directory/words/typed_text.h"
#include "tests/directory/lookup/plain_words.h"

namespace annuaire {
namespace {

using plain::Bearers;
using plain::Begins;
using plain::BeginsWithin;
using plain::CountBearers;
using plain::CountNames;
using plain::IsImpersonal;
using plain::IsPlace;
using plain::IsUnknown;
using plain::Recipient;
using plain::Words;

struct Match {
  int corrected = 0;
  int context = 0;
  int penalty = 0;
};

// What the words of a text mean together.
struct Meaning {
  bool names_nobody = true;
  bool is_job = false;
  int name_penalty = 12;  // more for names after the first word, where that names nobody
};

bool IsMeantAsThing(std::span<const Recipient> recipients, const QueryWord& word) {
  return (word.whole && word.read) || IsImpersonal(CountBearers(recipients, word.text, word.whole));
}

bool TellsStructure(const QueryWord& word) { return word.structure || IsStructureKind(word.text); }

Meaning MeaningOf(std::span<const Recipient> recipients, const std::vector<QueryWord>& typed) {
  Meaning meaning;
  const bool is_structure = TellsStructure(typed.front());
  if (is_structure) meaning.name_penalty = 8;
  for (const QueryWord& word : typed) {
    const Bearers bearers = CountBearers(recipients, word.text, word.whole);
    if (!IsMeantAsThing(recipients, word)) return {is_structure, false, is_structure ? 8 : 0};
    if (&word == &typed.front()) meaning.is_job = bearers.elsewhere > 64 * bearers.services_begun;
  }
  return meaning;
}

// What terms so many letters away cost that are not rare: nothing the commonest, of those the
// first; of several words, 1 to 3 those that 4, 16, 64 times fewer have. Of those whose beginning
// is as near the commonest only, if there is no other.
std::map<std::string, int> CommonFor(const std::string& word, std::size_t errors,
                                     const std::map<std::string, std::size_t>& counts,
                                     bool several) {
  std::string likeliest;
  std::size_t most = 0;
  bool likeliest_is_whole = false;
  for (const auto& [term, count] : counts) {
    if (Begins(term, word) || !BeginsWithin(term, word, errors)) continue;
    const bool is_whole = EditDistance(term, word, errors) <= errors;
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
    if (Begins(term, word) || !BeginsWithin(term, word, errors) || term == likeliest) continue;
    if (EditDistance(term, word, errors) > errors) continue;
    if (count * 64 >= most) common[term] = count * 4 >= most ? 1 : count * 16 >= most ? 2 : 3;
  }
  return common;
}

constexpr int kElsewhere = 4;

// Which words may have a letter wrong; unknown ones are no mailbox's as typed, and may have two
// wrong where they are long.
enum class Forgiven { kNone, kUnknown, kUnknownTwice, kAll };

// A typed word and what it costs, by field and when only begun.
struct Asked {
  std::string word;
  bool whole;
  std::array<int, 5> penalties;
  int begun;
  int in_context;
  std::size_t errors;                 // so many letters of it may be wrong
  std::map<std::string, int> common;  // corrections
  int rare;                           // any other correction
  int further_begun = 0;              // more for a further name that is only begun
};

// Two letters of it may be wrong.
bool IsLong(const std::string& word) {
  return word.size() >= 8 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == word.npos;
}

std::vector<Asked> AskedWords(std::span<const Recipient> recipients,
                              const std::vector<QueryWord>& typed, Forgiven forgiven) {
  std::vector<Asked> words;
  std::map<std::string, std::size_t> counts;
  if (forgiven != Forgiven::kNone) counts = CountNames(recipients);
  for (const QueryWord& query_word : typed) {
    Asked asked{query_word.text, query_word.whole, {0, 1, 2, 8, 10}, 1, 0, 0, {}, 1};
    const bool first = words.empty();
    if (typed.size() > 1) {
      const char letter = asked.word.front();
      if (asked.word.size() == 1 && letter >= 'a' && letter <= 'z') {
        asked.penalties = {0, 2, 0, 8, 10};
      } else if (first) {
        asked.penalties = {0, 3, 2, 8, 10};
        asked.begun = 4;
      } else {
        asked.further_begun = 1;
      }
      if (first) asked.in_context = 256;
    }
    if (typed.size() > 1) asked.rare = 4;
    if (!asked.whole && forgiven != Forgiven::kNone &&
        (forgiven == Forgiven::kAll || IsUnknown(recipients, asked.word))) {
      asked.errors = forgiven == Forgiven::kUnknownTwice && IsLong(asked.word) ? 2 : 1;
      asked.common = CommonFor(asked.word, asked.errors, counts, typed.size() > 1);
    }
    words.push_back(asked);
  }
  return words;
}

// "fields": how many fields count, 3 for names alone; ask_meaning() gives the Meaning of the text.
template <typename AskMeaning>
std::optional<Match> MatchOf(const Words& words, const std::vector<Asked>& typed,
                             std::size_t fields, AskMeaning ask_meaning) {
  Match match;
  bool first_in_context = false;
  int name_penalty = 0;
  for (const auto& [word, whole, penalties, begun, in_context, errors, common, rare,
                    further_begun] : typed) {
    std::optional<std::pair<int, int>> best;
    const auto consider = [&](const std::string& term, int penalty, int more_begun = 0) {
      std::optional<std::pair<int, int>> here;
      if (whole ? term == word : Begins(term, word)) {
        here = {0, penalty + (term == word ? 0 : begun + more_begun)};
      } else if (errors != 0 && BeginsWithin(term, word, errors)) {
        const auto found = common.find(term);
        here = {1, penalty + (found == common.end() ? rare : found->second)};
      }
      if (here && (!best || *here < *best)) best = here;
    };
    for (std::size_t field = 0; field < fields; ++field) {
      for (const std::string& term : words.own[field]) {
        // A term of its own counts in its first field only, but for the first given name.
        const bool first_given = field == 2 && term == words.own[2].front();
        const bool better =
            std::any_of(words.own.begin(), words.own.begin() + static_cast<std::ptrdiff_t>(field),
                        [&](const auto& other) {
                          return std::find(other.begin(), other.end(), term) != other.end();
                        });
        if (better && !first_given) continue;
        const bool further_given = field == 2 && !first_given && typed.size() > 1;
        consider(term, penalties[field] + (further_given ? 1 : 0) + (field < 3 ? name_penalty : 0),
                 field == 1 ? further_begun : 0);
      }
    }
    if (fields > 3) {
      for (const std::string& term : *words.structure) consider(term, penalties[3]);
      for (const plain::Terms* const context : {words.place, words.job, words.domain}) {
        for (const std::string& term : *context) consider(term, penalties[4]);
      }
    }
    if (!best) return std::nullopt;
    match.corrected += best->first;
    match.penalty += best->second;
    if (best->second >= 8) {
      ++match.context;
      match.penalty += in_context;
    }
    if (&word != &typed.front().word || typed.size() == 1) continue;
    first_in_context = match.context == 1;
    if (first_in_context && words.personal) name_penalty = ask_meaning().name_penalty;
  }
  // People have the job, hardly any service is called so.
  if (!words.personal && !first_in_context && match.context > 0 && typed.size() > 1 &&
      ask_meaning().is_job) {
    ++match.context;
    match.penalty += 256 + 12;
  }
  // Nobody is named: mailboxes of structures come before those of people, unless what these do is.
  if (words.personal && match.context == static_cast<int>(typed.size())) {
    const Asked& first = typed.front();
    const bool is_job = std::any_of(words.job->begin(), words.job->end(), [&](const auto& term) {
      return first.whole ? term == first.word
                         : Begins(term, first.word) ||
                               (first.errors != 0 && BeginsWithin(term, first.word, first.errors));
    });
    if (!is_job || typed.size() == 1 || !ask_meaning().names_nobody) match.penalty += 100000;
  }
  return match;
}

Suggestions SuggestAsIs(const Directory& directory, std::span<const Recipient> recipients,
                        const SuggestQuery& query) {
  std::string_view text = query.text;
  const auto after_article = CutQuery(WithoutArticle(text));
  if (after_article.size() > 1 && after_article.front().text.size() >= 4 &&
      IsMeantAsThing(recipients, after_article.front())) {
    text = WithoutArticle(text);
  }
  std::vector<QueryWord> typed = CutQuery(text);
  const auto structure = directory.FindOrganization(query.near_organization);
  const Department* const own_department =
      structure ? FindDepartment(directory.row(*structure).department) : nullptr;
  const auto nearness_of = [&](const Recipient& recipient) {
    if (structure && recipient.structures.contains(*structure)) return 0;
    const auto& near = query.near_departments;
    const auto is_there = [&](std::string_view code) {
      return FindDepartment(code) == recipient.department;
    };
    const bool department =
        recipient.department != nullptr &&
        (recipient.department == own_department || std::any_of(near.begin(), near.end(), is_there));
    const bool domain =
        !query.own_domain.empty() && DomainOf(recipient.address) == FoldAddress(query.own_domain);
    return department && domain ? 1 : department ? 2 : domain ? 3 : kElsewhere;
  };
  const auto recency_of = [&](const Recipient& recipient) {
    const auto& known = query.correspondents;
    return std::find_if(
               known.begin(), known.end(),
               [&](const auto& address) { return FoldAddress(address) == recipient.address; }) -
           known.begin();
  };
  struct Candidate {
    std::tuple<std::ptrdiff_t, int, int, int, int, std::uint32_t> rank;
    MailboxIndex index;
  };
  const auto is_of_types = [&](const Recipient& recipient) {
    const auto& types = query.types;
    return types.empty() ||
           std::find(types.begin(), types.end(), recipient.type_code) != types.end();
  };
  // All that match in a number of fields, best first.
  const auto rank_all = [&](Forgiven forgiven, std::size_t fields) {
    const std::vector<Asked> asked = AskedWords(recipients, typed, forgiven);
    std::optional<Meaning> meaning;
    const auto ask_meaning = [&] {
      if (!meaning) meaning = MeaningOf(recipients, typed);
      return *meaning;
    };
    std::vector<Candidate> found;
    for (std::uint32_t i = 0; i < recipients.size(); ++i) {
      const Recipient& recipient = recipients[i];
      if (!is_of_types(recipient)) continue;
      auto match = typed.empty() ? Match{} : MatchOf(recipient.words, asked, fields, ask_meaning);
      if (!match) continue;
      // Of those whose names are typed, people come before services.
      if (typed.size() > 1 && !recipient.words.personal) match->penalty += 5;
      found.push_back({{recency_of(recipient), match->corrected, match->context,
                        nearness_of(recipient), match->penalty, i},
                       MailboxIndex{i}});
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
  const auto correspondents = static_cast<std::ptrdiff_t>(query.correspondents.size());
  const auto append_all = [&](const std::vector<Candidate>& found) {
    if (typed.empty()) return;  // so read, the text names nobody
    std::vector<Candidate> by_name;
    std::vector<Candidate> by_context;
    for (const Candidate& candidate : found) {
      (std::get<2>(candidate.rank) == 0 ? by_name : by_context).push_back(candidate);
    }
    append(by_name);
    if (result.mailboxes.size() < half) append(by_context);
  };
  const auto finish = [&] {
    result.truncated = result.mailboxes.size() > query.limit;
    if (result.truncated) result.mailboxes.resize(query.limit);
    result.otherwise = std::min(result.otherwise, result.mailboxes.size());
    result.as_typed = std::min(result.as_typed, result.mailboxes.size() - result.otherwise);
    return result;
  };
  // Whose address begins as typed: the sender's correspondents, the nearest, of a domain alone the
  // shared ones first.
  const auto append_begun = [&] {
    const std::string begun = FoldAddress(WithoutWrapping(text));
    const std::size_t at = begun.rfind('@');
    if (at == std::string::npos || at + 1 == begun.size()) return;
    std::vector<std::pair<std::tuple<std::ptrdiff_t, int, bool, std::uint32_t>, MailboxIndex>>
        found;
    for (std::uint32_t i = 0; i < recipients.size(); ++i) {
      const Recipient& recipient = recipients[i];
      const bool is_begun = at > 0 ? recipient.address.starts_with(begun)
                                   : DomainOf(recipient.address).starts_with(begun.substr(1));
      if (!is_begun || !is_of_types(recipient)) continue;
      const bool personal = at == 0 && recipient.words.personal;
      const std::tuple rank{recency_of(recipient), nearness_of(recipient), personal, i};
      found.push_back({rank, MailboxIndex{i}});
    }
    std::sort(found.begin(), found.end());
    for (const auto& [rank, index] : found) result.mailboxes.push_back(index);
  };
  if (typed.empty()) {  // whom the sender writes to, and who is near
    auto all = rank_all(Forgiven::kNone, 5);
    std::erase_if(all, [&](const Candidate& candidate) {
      const auto& [recency, corrected, context, nearness, penalty, number] = candidate.rank;
      return recency == correspondents && nearness == kElsewhere;
    });
    append(all);
    result.as_typed = result.mailboxes.size();
    return finish();
  }
  append_begun();
  const auto any_hospital = CutForAnyHospital(text);
  const bool at_any_hospital =
      !any_hospital.empty() &&
      (TellsStructure(typed.front()) || IsMeantAsThing(recipients, typed.front())) &&
      std::any_of(typed.begin(), typed.end(),
                  [](const auto& one) { return one.text == "hopital"; });
  const JoinedName name = CutJoinedName(text);
  bool filled = false;
  if (const auto names = NamesBeforeAndAfterMarriage(text); !names.empty()) {
    append_all(rank_all(Forgiven::kNone, 3));
    const bool nobody = result.mailboxes.empty();
    for (std::size_t i = 0; nobody && i < names.size(); ++i) {
      typed = CutQuery(text);
      const auto is_it = [&](const QueryWord& word) { return word.text == names[i]; };
      const auto at = std::find_if(typed.begin(), typed.end(), is_it);
      if (at == typed.end() || result.mailboxes.size() >= half) continue;
      typed = WithoutWord(typed, static_cast<std::size_t>(at - typed.begin()));
      append_all(rank_all(Forgiven::kNone, 3));
    }
    if (nobody) result.otherwise = result.mailboxes.size();
    filled = result.otherwise >= half;
    typed = CutQuery(text);
  }
  if (!name.apart.empty() && !filled) {
    typed = name.apart;
    append_all(rank_all(Forgiven::kNone, 3));
    typed = name.joined;
    if (result.mailboxes.size() < half) append_all(rank_all(Forgiven::kNone, 5));
    typed = CutQuery(text);
  }
  filled = filled || (!name.apart.empty() && result.mailboxes.size() >= half);
  if (at_any_hospital && !filled) {
    typed = any_hospital;
    append_all(rank_all(Forgiven::kNone, 5));
    typed = CutQuery(text);
    filled = result.mailboxes.size() >= half;
  }
  if (!filled) append_all(rank_all(Forgiven::kNone, 5));
  if (result.mailboxes.empty() && !any_hospital.empty()) {
    typed = any_hospital;
    append_all(rank_all(Forgiven::kNone, 5));
    result.otherwise = result.mailboxes.size();
  }
  if (const auto named = AfterMister(text); !named.empty() && result.mailboxes.size() < half) {
    typed = CutQuery(named);
    append_all(rank_all(Forgiven::kNone, 5));
  }
  if (result.mailboxes.size() < half) {
    typed = CutLoosely(text);
    append_all(rank_all(Forgiven::kNone, 5));
  }
  result.as_typed = result.mailboxes.size() - result.otherwise;
  if (result.mailboxes.size() < half) {
    typed = CutLoosely(text);
    const std::vector<QueryWord> all = typed;
    const auto nobody = [&] { return result.mailboxes.empty(); };
    const auto append_spelt_alike = [&] {
      if (text.find('@') != std::string_view::npos) return;
      const std::set<std::string> terms = plain::AllTerms(recipients);
      for (std::size_t at = 0; at < all.size(); ++at) {
        for (const std::string& spelt : SpeltAlike(all[at].text)) {
          const auto term = terms.lower_bound(spelt);
          if (term == terms.end() || !Begins(*term, spelt)) continue;
          typed = all;
          typed[at].text = spelt;
          if (result.mailboxes.size() < half) append_all(rank_all(Forgiven::kNone, 5));
        }
      }
      typed = all;
    };
    // Which words may be left out, in turn.
    std::vector<std::size_t> left_out;
    if (all.size() > 1 && text.find('@') == std::string_view::npos) {
      for (const std::string& either : EitherOfTwoNames(text)) {
        for (std::size_t at = 0; at < all.size(); ++at) {
          if (all[at].text != either) continue;
          left_out.push_back(at);
          break;
        }
      }
      const std::vector<QueryWord> read = CutQuery(text);
      const bool is_place_after = std::all_of(read.begin() + 1, read.end(), [&](const auto& word) {
        return IsMeantAsThing(recipients, word) && IsPlace(recipients, word.text, word.whole);
      });
      const Bearers first = CountBearers(recipients, all[0].text, all[0].whole);
      const std::size_t letters = all[0].text.size();
      const bool mistyped = all.size() > 2 && (letters == 2 || letters == 3) &&
                            first.people + first.services + first.elsewhere == 0;
      if ((mistyped || IsMeantAsThing(recipients, all[0])) && !is_place_after)
        left_out.push_back(0);
      for (std::size_t at = all.size(); at-- > 1;) left_out.push_back(at);
    }
    const auto for_each_without = [&](auto append_rest) {
      for (const std::size_t at : left_out) {
        typed = WithoutWord(all, at);
        if (result.mailboxes.size() < half) append_rest();
      }
      typed = all;
    };
    if (result.mailboxes.size() < half) append_all(rank_all(Forgiven::kAll, 3));
    if (nobody()) append_all(rank_all(Forgiven::kUnknown, 5));
    if (nobody()) append_spelt_alike();
    const bool is_address = text.find('@') != std::string_view::npos;
    const auto append_divided = [&](std::size_t fields) {
      const bool may_divide = nobody() && !is_address;
      for (std::size_t at = 0; may_divide && at < all.size(); ++at) {
        if (!IsUnknown(recipients, all[at].text)) continue;
        for (const std::string& divided : WithBlankInside(all, at)) {
          typed = CutQuery(divided);
          if (result.mailboxes.size() < half) append_all(rank_all(Forgiven::kNone, fields));
        }
      }
      typed = all;
    };
    const auto is_unknown_long = [&](const QueryWord& word) {
      return IsLong(word.text) && IsUnknown(recipients, word.text);
    };
    if (nobody() && !is_address && std::any_of(all.begin(), all.end(), is_unknown_long)) {
      append_divided(3);
      if (nobody()) append_all(rank_all(Forgiven::kUnknownTwice, 5));
    }
    if (nobody()) for_each_without([&] { append_all(rank_all(Forgiven::kNone, 5)); });
    if (nobody()) append_all(rank_all(Forgiven::kAll, 5));
    if (nobody()) {
      for_each_without([&] {
        append_all(rank_all(Forgiven::kAll, 3));
        if (nobody()) append_all(rank_all(Forgiven::kAll, 5));
      });
    }
    append_divided(5);
  }
  return finish();
}

}  // namespace

Suggestions PlainSuggest(const Directory& directory, std::span<const Recipient> recipients,
                         const SuggestQuery& query) {
  Suggestions result = SuggestAsIs(directory, recipients, query);
  if (!result.mailboxes.empty()) return result;
  std::vector<std::string_view> instead = ShortenedAddresses(query.text);
  if (const auto name = NameBeforeAddress(query.text); !CutQuery(name).empty()) {
    instead = {name};
  } else if (!instead.empty()) {
    for (const QueryWord& word : CutQuery(instead.back())) {
      if (IsMeantAsThing(recipients, word)) {
        instead.pop_back();
        break;
      }
    }
  }
  std::erase_if(instead, [](std::string_view other) { return CutQuery(other).empty(); });
  for (const std::string_view other : instead) {
    SuggestQuery otherwise = query;
    otherwise.text = other;
    result = SuggestAsIs(directory, recipients, otherwise);
    result.otherwise = result.as_typed = 0;
    if (!result.mailboxes.empty()) break;
  }
  return result;
}

}  // namespace annuaire
