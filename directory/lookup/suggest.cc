// Completion of recipients. The ranking is told in directory.h and README.md;
// every path gives exactly the answer of ranking all matches.

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/completion/recipient_query.h"
#include "directory/completion/suggest_choice.h"
#include "directory/completion/suggest_hints.h"
#include "directory/completion/suggest_work.h"
#include "directory/completion/two_errors.h"
#include "directory/lookup/address_begun.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/named_exactly.h"
#include "directory/lookup/tables.h"
#include "directory/record/geography.h"
#include "directory/words/spelt_alike.h"
#include "directory/words/typed_text.h"

namespace annuaire {
namespace {

SuggestHints HintsOf(const Tables& tables, const SuggestQuery& query) {
  SuggestHints hints(tables.recipients);
  for (const auto code : query.near_departments) {
    const Department* found = FindDepartment(code);
    if (found == nullptr) continue;
    hints.AddDepartment(static_cast<std::uint32_t>(found - Departments().data() + 1));
  }
  if (!query.near_organization.empty()) {
    const std::uint32_t organization = tables.FindOrganization(query.near_organization);
    if (organization != kNoIndex) {
      hints.SetColleagues(tables.mailboxes_of_organization[organization]);
      hints.AddDepartment(tables.places[tables.organizations[organization].place].department);
    }
  }
  if (query.own_domain.empty()) return hints;
  const std::uint32_t domain = tables.FindDomain(query.own_domain);
  if (domain == kNoIndex || tables.mailboxes_of_domain[domain].empty()) return hints;
  hints.SetDomainOf(tables.mailboxes_of_domain[domain].front());
  return hints;
}

SuggestChoice::TypeFilter FilterOf(const Tables& tables, const SuggestQuery& query) {
  if (query.types.empty()) return {};
  return [&tables, &query](std::uint32_t mailbox) {
    const std::string_view code = tables.code_at(tables.mailboxes[mailbox].type);
    return std::find(query.types.begin(), query.types.end(), code) != query.types.end();
  };
}

// What an address that nobody has may stand for, the likeliest first: the name pasted before it,
// the same in a domain that ends otherwise, whoever its local part names.
std::vector<std::string_view> TextsInsteadOfAddress(const RecipientIndex& index,
                                                    std::string_view text) {
  // Nothing typed is whoever is near, but nothing left is nobody.
  const auto is_nothing = [](std::string_view part) { return CutQuery(part).empty(); };
  if (const std::string_view name = NameBeforeAddress(text); !is_nothing(name)) return {name};
  std::vector<std::string_view> texts = ShortenedAddresses(text);
  if (texts.empty()) return texts;
  // "secretariat" is at home anywhere.
  const std::vector<QueryWord> local_part = CutQuery(texts.back());
  const bool names_somebody = std::none_of(
      local_part.begin(), local_part.end(),
      [&](const QueryWord& word) { return ResolvedWord(index, word).IsImpersonal(index); });
  if (!names_somebody) texts.pop_back();
  std::erase_if(texts, is_nothing);
  return texts;
}

class Suggester {
 public:
  Suggester(const Tables& tables, const SuggestQuery& query)
      : tables_(tables),
        query_(query),
        text_(WithoutNeedlessArticle(tables.recipients, query.text)),
        hints_(HintsOf(tables, query)),
        choice_(tables.recipients, query.limit, FilterOf(tables, query)),
        work_{tables.recipients, hints_, choice_} {
    correspondents_.reserve(query.correspondents.size());
    for (const auto address : query.correspondents) {
      const std::uint32_t mailbox = tables.FindMailbox(address);
      if (mailbox != kNoIndex) correspondents_.push_back(mailbox);
    }
  }

  Suggestions Run() {
    const std::vector<QueryWord> typed = CutQuery(text_);
    if (typed.empty()) {
      ChooseForSender();
      return Finish(0, choice_.chosen().size());
    }
    const std::string_view exactly = WithoutWrapping(text_);
    ChooseNamedExactly(tables_, exactly, choice_);
    if (choice_.chosen().empty()) {
      ChooseByAddressBegun(tables_, hints_, correspondents_, exactly, choice_);
    }
    std::optional<RecipientQuery> query(std::in_place, tables_.recipients, typed);
    std::size_t otherwise = MayTellOfMarriage(text_) ? ChooseUnderEitherName(*query, typed) : 0;
    const bool filled = (otherwise != 0 && choice_.half_full()) ||
                        (HasParticles(text_) && FillsByJoinedName()) ||
                        (MeansAnyHospital(*query, typed) && FillsAtAnyHospital());
    if (!filled) ChooseMatching(*query, Scope::kEverywhere);
    // A hospital is called otherwise than typed: a CHU in one file, a CHR in another.
    if (choice_.chosen().empty()) {
      ChooseAtAnyHospital();
      otherwise = choice_.chosen().size();
    }
    if (const auto named = AfterMister(text_); !named.empty() && !choice_.half_full()) {
      ChooseMatching(RecipientQuery(tables_.recipients, CutQuery(named)), Scope::kEverywhere);
    }
    if (choice_.half_full()) return Finish(otherwise, choice_.chosen().size() - otherwise);
    const std::vector<QueryWord> loosely = CutLoosely(text_);
    if (loosely != typed) {
      query.emplace(tables_.recipients, loosely);
      ChooseMatching(*query, Scope::kEverywhere);
    }
    const std::size_t as_typed = choice_.chosen().size() - otherwise;
    if (!choice_.half_full()) ChooseNearly(*query, loosely);
    return Finish(otherwise, as_typed);
  }

 private:
  // "la pharmacie du" is the pharmacie, but "le bo" may become a name.
  static std::string_view WithoutNeedlessArticle(const RecipientIndex& index,
                                                 std::string_view text) {
    constexpr std::size_t kLettersMin = 4;
    const std::string_view rest = WithoutArticle(text);
    if (rest.size() == text.size()) return text;
    const std::vector<QueryWord> words = CutQuery(rest);
    if (words.size() < 2 || words.front().text.size() < kLettersMin) return text;
    return ResolvedWord(index, words.front()).IsImpersonal(index) ? rest : text;
  }

  // Chooses who has a name as typed in several words, then in one: LE CLERC, LECLERC. True if that
  // leaves no place for others.
  bool FillsByJoinedName() {
    const JoinedName name = CutJoinedName(text_);
    if (name.apart.empty()) return false;
    ChooseMatching(RecipientQuery(tables_.recipients, name.apart), Scope::kNames);
    if (choice_.half_full()) return true;
    ChooseMatching(RecipientQuery(tables_.recipients, name.joined), Scope::kEverywhere);
    return choice_.half_full();
  }

  // "DUPONT née MARTIN Marie" is Marie DUPONT or Marie MARTIN, whatever the clinique Saint-Martin
  // has, but for who is published under both. Returns how many have one of the names.
  std::size_t ChooseUnderEitherName(const RecipientQuery& query,
                                    const std::vector<QueryWord>& typed) {
    const std::vector<std::string> names = NamesBeforeAndAfterMarriage(text_);
    if (names.empty()) return 0;
    ChooseMatching(query, Scope::kNames);
    if (!choice_.chosen().empty()) return 0;
    ForEachWithout(PlacesOf(names, typed), typed,
                   [&](RecipientQuery& rest) { ChooseMatching(rest, Scope::kNames); });
    return choice_.chosen().size();
  }

  // Where they stand among those typed.
  static std::vector<std::size_t> PlacesOf(const std::vector<std::string>& names,
                                           const std::vector<QueryWord>& typed) {
    std::vector<std::size_t> places;
    for (const std::string& name : names) {
      const auto is_it = [&](const QueryWord& word) { return word.text == name; };
      const auto at = std::find_if(typed.begin(), typed.end(), is_it);
      if (at != typed.end()) places.push_back(static_cast<std::size_t>(at - typed.begin()));
    }
    return places;
  }

  void ChooseMatching(const RecipientQuery& query, Scope scope) {
    if (query.hopeless()) return;
    std::vector<std::uint32_t> by_context;
    for (const std::uint32_t mailbox : correspondents_) {
      const auto match = query.Match(mailbox, scope);
      if (!match) continue;
      if (match->context_words == 0) {
        choice_.Choose(mailbox);
      } else {
        by_context.push_back(mailbox);
      }
    }
    choice_.PutFirstByContext(std::move(by_context));
    if (query.words().size() == 1) {
      ChooseByOneWord(work_, query, scope);
    } else if (scope == Scope::kNames) {
      ChooseByNames(work_, query);
    } else if (query.forgiving()) {
      work_.ChooseAmongAll(query);
    } else {
      ChooseByManyWords(work_, query);
    }
  }

  // Who has all words in names, some misspelt; and if that is nobody: all words anywhere, those
  // that nobody has misspelt; all, of which one is spelt as it sounds; all, two letters of a long
  // one wrong; all but one; any misspelt; all but one, misspelt; all, of which one is two.
  void ChooseNearly(RecipientQuery& query, const std::vector<QueryWord>& typed) {
    const auto nobody = [this] { return choice_.chosen().empty(); };
    query.Forgive(Forgiven::kAllWords);
    if (query.forgiving()) ChooseMatching(query, Scope::kNames);
    if (nobody()) {
      RecipientQuery unknown(tables_.recipients, typed);
      unknown.Forgive(Forgiven::kUnknownWords);
      if (unknown.forgiving()) ChooseMatching(unknown, Scope::kEverywhere);
    }
    if (nobody()) ChooseSpeltAlike(typed);
    if (nobody() && MayBeTwiceMisspelt(query, typed)) {
      ChooseWithBlankInside(query, typed, Scope::kNames);
      if (nobody()) ChooseTwiceMisspelt(typed);
    }
    std::vector<std::size_t> left_out;
    if (nobody()) {
      left_out = MayBeLeftOut(query, typed);
      ForEachWithout(left_out, typed,
                     [&](RecipientQuery& rest) { ChooseMatching(rest, Scope::kEverywhere); });
    }
    if (nobody() && query.forgiving()) ChooseMatching(query, Scope::kEverywhere);
    if (nobody()) {
      ForEachWithout(left_out, typed, [&](RecipientQuery& rest) {
        rest.Forgive(Forgiven::kAllWords);
        if (!rest.forgiving()) return;
        ChooseMatching(rest, Scope::kNames);
        if (nobody()) ChooseMatching(rest, Scope::kEverywhere);
      });
    }
    if (nobody()) ChooseWithBlankInside(query, typed, Scope::kEverywhere);
  }

  // "filippe" is Philippe.
  void ChooseSpeltAlike(const std::vector<QueryWord>& typed) {
    if (text_.find('@') != std::string_view::npos) return;
    for (std::size_t word = 0; word < typed.size(); ++word) {
      std::vector<QueryWord> words = typed;
      for (std::string& spelt : SpeltAlike(typed[word].text)) {
        if (choice_.half_full()) return;
        words[word].text = std::move(spelt);
        if (tables_.recipients.terms.WithPrefix(words[word].text).empty()) continue;
        ChooseMatching(RecipientQuery(tables_.recipients, words), Scope::kEverywhere);
      }
    }
  }

  // "barthelmi" is Barthélemy, if nobody has that word.
  bool MayBeTwiceMisspelt(const RecipientQuery& query, const std::vector<QueryWord>& typed) const {
    return text_.find('@') == std::string_view::npos &&
           std::any_of(typed.begin(), typed.end(), [&](const QueryWord& word) {
             const auto at = static_cast<std::size_t>(&word - typed.data());
             return MayHaveTwoErrors(word.text) && query.words()[at].as_typed.empty();
           });
  }
  void ChooseTwiceMisspelt(const std::vector<QueryWord>& typed) {
    RecipientQuery twice(tables_.recipients, typed);
    twice.Forgive(Forgiven::kUnknownWordsTwice);
    if (twice.forgiving()) ChooseMatching(twice, Scope::kEverywhere);
  }

  // A blank is missing in a word that nobody has: "dupontjean", "drdupont".
  void ChooseWithBlankInside(const RecipientQuery& query, const std::vector<QueryWord>& typed,
                             Scope scope) {
    if (text_.find('@') != std::string_view::npos) return;
    for (std::size_t word = 0; word < typed.size(); ++word) {
      if (!query.words()[word].as_typed.empty()) continue;
      for (const std::string& text : WithBlankInside(typed, word)) {
        if (choice_.half_full()) return;
        ChooseMatching(RecipientQuery(tables_.recipients, CutQuery(text)), scope);
      }
    }
  }

  // "hopital nancy" is whatever hospital Nancy has; "martin hopital nancy" is Martin at any there.
  bool MeansAnyHospital(const RecipientQuery& query, const std::vector<QueryWord>& typed) const {
    const auto is_hospital = [](const QueryWord& word) { return word.text == kHospital; };
    if (std::none_of(typed.begin(), typed.end(), is_hospital)) return false;
    const ResolvedWord& first = query.words().front();
    return first.TellsStructure() || first.IsImpersonal(tables_.recipients);
  }
  bool FillsAtAnyHospital() {
    ChooseAtAnyHospital();
    return choice_.half_full();
  }

  // Chooses who has the words at any hospital of the place typed.
  void ChooseAtAnyHospital() {
    const std::vector<QueryWord> words = CutForAnyHospital(text_);
    if (words.empty()) return;
    ChooseMatching(RecipientQuery(tables_.recipients, words), Scope::kEverywhere);
  }

  // One of them at a time, the one that tells least first: either of two family names; a first word
  // that names nobody, for what comes after it does, or that nobody has and is too short to be
  // forgiven a letter, where two more tell who is meant; then the later it came. Of an address
  // nothing can be left out.
  std::vector<std::size_t> MayBeLeftOut(const RecipientQuery& query,
                                        const std::vector<QueryWord>& typed) const {
    if (typed.size() < 2 || text_.find('@') != std::string_view::npos) return {};
    std::vector<std::size_t> words = PlacesOf(EitherOfTwoNames(text_), typed);
    const ResolvedWord& first = query.words().front();
    const std::size_t letters = typed.front().text.size();
    const bool mistyped =
        typed.size() > 2 && (letters == 2 || letters == 3) && first.IsNobodys(tables_.recipients);
    if ((mistyped || first.IsImpersonal(tables_.recipients)) && !IsPlaceAfterFirst()) {
      words.push_back(0);
    }
    for (std::size_t at = typed.size(); at-- > 1;) words.push_back(at);
    return words;
  }

  // Without the first word the text is a place: an allergist elsewhere is more like one in Nancy
  // than a pharmacy there.
  bool IsPlaceAfterFirst() const {
    const RecipientQuery query(tables_.recipients, CutQuery(text_));
    const auto after = query.words().subspan(1);
    return std::all_of(after.begin(), after.end(), [&](const ResolvedWord& word) {
      return word.IsImpersonal(tables_.recipients) && word.IsPlace(tables_.recipients);
    });
  }

  // Calls visit(query) for "typed" without one of "left_out" after the other, while rows are free.
  template <typename Visit>
  void ForEachWithout(const std::vector<std::size_t>& left_out, const std::vector<QueryWord>& typed,
                      Visit visit) {
    for (const std::size_t at : left_out) {
      if (choice_.half_full()) return;
      RecipientQuery rest(tables_.recipients, WithoutWord(typed, at));
      visit(rest);
    }
  }

  // Nothing typed yet: whom the sender writes to, then who is near.
  void ChooseForSender() {
    for (const std::uint32_t mailbox : correspondents_) choice_.Choose(mailbox);
    if (!hints_.any()) return;
    for (const Nearness nearness : {Nearness::kSameOrganization, Nearness::kSameDomainAndDepartment,
                                    Nearness::kSameDepartment, Nearness::kSameDomain}) {
      work_.ForEachOf(nearness, {0, tables_.recipients.mailboxes_count()},
                      [&](std::uint32_t mailbox) {
                        choice_.Choose(mailbox);
                        return !choice_.enough();
                      });
    }
  }

  Suggestions Finish(std::size_t otherwise, std::size_t as_typed) {
    Suggestions result;
    const auto& chosen = choice_.chosen();
    const std::size_t count = std::min<std::size_t>(chosen.size(), query_.limit);
    result.truncated = chosen.size() > query_.limit;
    result.otherwise = std::min(otherwise, count);
    result.as_typed = std::min(as_typed, count - result.otherwise);
    result.mailboxes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) result.mailboxes.push_back(MailboxIndex{chosen[i]});
    return result;
  }

  const Tables& tables_;
  const SuggestQuery& query_;
  const std::string_view text_;
  const SuggestHints hints_;
  std::vector<std::uint32_t> correspondents_;  // those that are published
  SuggestChoice choice_;
  const SuggestWork work_;
};

}  // namespace

Suggestions Directory::Suggest(const SuggestQuery& query) const {
  assert(query.limit >= 1 && query.limit <= SuggestQuery::kLimitMax);
  Suggestions found = Suggester(*tables_, query).Run();
  if (!found.mailboxes.empty()) return found;
  // Who has another address than the pasted one.
  SuggestQuery otherwise = query;
  for (const std::string_view text : TextsInsteadOfAddress(tables_->recipients, query.text)) {
    otherwise.text = text;
    found = Suggester(*tables_, otherwise).Run();
    found.otherwise = found.as_typed = 0;
    if (!found.mailboxes.empty()) break;
  }
  return found;
}

}  // namespace annuaire
