// Several typed words. Those with a letter wrong are looked for in names alone, by
// pairs of names. As typed, the holders of the rarest are checked for the others, and
// who can have a place is ranked. Where even the rarest is frequent, places are
// filled first: by mailboxes that have all words in names, then by those that
// have all but one there, found by pairs of names. Full places end it all, or
// leave few holders to be checked.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "directory/completion/name_pair.h"
#include "directory/completion/suggest_area.h"
#include "directory/completion/suggest_contest.h"
#include "directory/completion/suggest_open_places.h"
#include "directory/completion/suggest_work.h"

namespace annuaire {
namespace {

// Up to so many holders of the rarest word are simply all checked.
constexpr std::size_t kFew = 96;
// The same for texts of more than two words.
constexpr std::size_t kFewForMore = 1536;
// The same where names alone are looked at.
constexpr std::size_t kFewInNames = 1024;

class ManyWords {
 public:
  ManyWords(const SuggestWork& work, const RecipientQuery& query)
      : work_(work), query_(query), marks_(query.MarkFacets()) {
    const auto words = query.words();
    std::transform(words.begin(), words.end(), in_names_.begin(), [&](const ResolvedWord& word) {
      return query.HoldersCount(word, Scope::kNames);
    });
  }

  void RunInNames() {
    SuggestContest contest(work_.choice);
    if (query_.Effort(Scope::kNames) > kFewInNames) {
      FillByNames(Scope::kNames, contest);
    } else {
      query_.ForEachMatchInNames(marks_, [&](std::uint32_t mailbox) {
        const RecipientMatch match = *query_.Match(mailbox, Scope::kNames);
        contest.Enter({PackRank(match, work_.hints.Of(mailbox)), mailbox});
      });
    }
    contest.Finish();
  }

  void Run() {
    SuggestContest contest(work_.choice);
    const std::size_t words = query_.words().size();
    const std::size_t holders = query_.Effort(Scope::kEverywhere);
    // Who has fewer words in context only has entered.
    std::uint32_t context_words = 0;
    if (holders > (words == 2 ? kFew : kFewForMore)) context_words = FillByPairs(contest);
    const bool done =
        context_words > 0 && (contest.HalfFullByName() || contest.IsFullWithLess(context_words));
    if (!done) work_.EnterAll(query_, marks_, context_words, contest);
    contest.Finish();
  }

 private:
  using Roles = PairMatches::Roles;

  // Lets mailboxes with all words in names enter, and the sender's colleagues who have them in
  // "scope".
  void FillByNames(Scope scope, SuggestContest& contest) {
    for (const MailboxIndex colleague : work_.hints.colleagues()) {
      const auto mailbox = static_cast<std::uint32_t>(colleague);
      const auto match = query_.Match(mailbox, scope);
      if (match) contest.Enter({PackRank(*match, Nearness::kSameOrganization), mailbox});
    }
    const Roles all_in_names = RarestPairBut(Roles::kNone);
    Fill({&all_in_names, 1}, contest);
  }

  // Lets mailboxes with few words in context only enter, and returns how many such
  // words all others have at least.
  std::uint32_t FillByPairs(SuggestContest& contest) {
    FillByNames(Scope::kEverywhere, contest);
    const std::size_t words = query_.words().size();
    if (words == 2 || contest.HalfFullByName()) return 1;
    std::vector<Roles> all_but_one;
    // Those without the first word in names come after all others.
    for (std::size_t word = words; word-- > 0;) all_but_one.push_back(RarestPairBut(word));
    Fill(all_but_one, contest);
    return 2;
  }

  // Nearness comes before all that ranks matches with as many words in names.
  void Fill(std::span<const Roles> ways, SuggestContest& contest) {
    for (const SuggestArea& area : areas_) {
      for (const Roles roles : ways) {
        PairMatches matches(work_, query_, marks_, roles, contest);
        NamePair(work_, matches).FindIn(area);
      }
    }
  }

  // The two words that fewest have in names, but for one to be found in context.
  Roles RarestPairBut(std::size_t in_context) const {
    Roles roles{Roles::kNone, Roles::kNone, in_context};
    for (std::size_t word = 0; word < query_.words().size(); ++word) {
      if (word == in_context) continue;
      if (roles.a == Roles::kNone || in_names_[word] < in_names_[roles.a]) {
        roles.b = roles.a;
        roles.a = word;
      } else if (roles.b == Roles::kNone || in_names_[word] < in_names_[roles.b]) {
        roles.b = word;
      }
    }
    return roles;
  }

  const SuggestWork& work_;
  const RecipientQuery& query_;
  FacetMarks marks_;
  const std::vector<SuggestArea> areas_ = work_.Areas();
  std::array<std::size_t, kTypedWordsMax> in_names_;
};

}  // namespace

std::vector<SuggestArea> SuggestWork::Areas() const {
  std::vector<SuggestArea> areas;
  const auto domain = hints.domain_facet();
  const Nearness nearest = domain ? Nearness::kSameDomainAndDepartment : Nearness::kSameDepartment;
  for (const std::uint8_t department : hints.departments()) {
    areas.push_back(SuggestArea::InDepartment(index, department, nearest));
  }
  if (domain) areas.push_back(SuggestArea::OfDomain(index, *domain));
  areas.push_back(SuggestArea::Everywhere(index));
  return areas;
}

void SuggestWork::EnterAll(const RecipientQuery& query, FacetMarks& marks,
                           std::uint32_t context_words, SuggestContest& contest) const {
  const OpenPlaces open(*this, query, context_words, contest);
  query.ForEachMatch(marks, open, [&](std::uint32_t mailbox) {
    const RecipientMatch match =
        query.forgiving() ? *query.Match(mailbox) : query.MatchAsTyped(mailbox, marks);
    if (match.context_words < context_words) return;
    contest.Enter({PackRank(match, hints.Of(mailbox)), mailbox});
  });
}

void SuggestWork::ChooseAmongAll(const RecipientQuery& query) const {
  if (choice.enough()) return;
  SuggestContest contest(choice);
  FacetMarks marks = query.MarkFacets();
  EnterAll(query, marks, 0, contest);
  contest.Finish();
}

void ChooseByManyWords(const SuggestWork& work, const RecipientQuery& query) {
  if (!work.choice.enough()) ManyWords(work, query).Run();
}

void ChooseByNames(const SuggestWork& work, const RecipientQuery& query) {
  if (!work.choice.enough()) ManyWords(work, query).RunInNames();
}

}  // namespace annuaire
