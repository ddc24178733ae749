// Several typed words. When some word is rare, its holders are checked for the
// others and all that match are ranked. When every word is frequent, the first
// matches by name are nearly always enough: two words that stand in the family
// and the given name are found by reading the column of given names along the
// run of a family name.

#include <cstdint>
#include <vector>

#include "directory/lookup/name_pair.h"
#include "directory/lookup/suggest_area.h"
#include "directory/lookup/suggest_contest.h"
#include "directory/lookup/suggest_work.h"

namespace annuaire {
namespace {

// Holders of the rarest word that are simply all checked.
constexpr std::size_t kFew = 192;

// Two frequent words, both found in names: what is nearest to the sender first,
// for nearness comes before all else that ranks them.
void ChooseInNames(const SuggestWork& work, const RecipientQuery& query) {
  if (work.choice.enough()) return;
  SuggestContest contest(work.choice);
  for (const MailboxIndex colleague : work.hints.colleagues()) {
    const auto mailbox = static_cast<std::uint32_t>(colleague);
    const auto match = query.Match(mailbox, Scope::kNames);
    if (match) contest.Enter({PackRank(*match, Nearness::kSameOrganization), mailbox});
  }
  PairMatches matches(work, contest);
  NamePair pair(work, query.words()[0], query.words()[1], matches);
  for (const SuggestArea& area : work.Areas()) pair.FindIn(area);
  contest.Finish();
}

}  // namespace

std::vector<SuggestArea> SuggestWork::Areas() const {
  std::vector<SuggestArea> areas;
  const auto domain = hints.domain_facet();
  for (const std::uint8_t department : hints.departments()) {
    if (domain) areas.push_back(SuggestArea::Near(index, department, domain));
  }
  for (const std::uint8_t department : hints.departments()) {
    areas.push_back(SuggestArea::Near(index, department, {}));
  }
  if (domain) areas.push_back(SuggestArea::Near(index, {}, domain));
  areas.push_back(SuggestArea::Everywhere(index));
  return areas;
}

void SuggestWork::ChooseAmongAll(const RecipientQuery& query, Scope scope) const {
  if (choice.enough()) return;
  SuggestContest contest(choice);
  query.ForEachMatch(
      scope, [&](std::uint32_t mailbox) { return choice.Allows(mailbox); },
      [&](std::uint32_t mailbox, const RecipientMatch& best) {
        const Nearness nearness = hints.Of(mailbox);
        if (!contest.IsOpenTo({PackRank(best, nearness), mailbox})) return;
        contest.Enter({PackRank(*query.Match(mailbox, scope), nearness), mailbox});
      });
  contest.Finish();
}

void ChooseByManyWords(const SuggestWork& work, const RecipientQuery& query) {
  if (query.hopeless()) return;
  if (query.words().size() == 2 && query.Effort(Scope::kEverywhere) > kFew) {
    ChooseInNames(work, query);
    if (work.choice.half_full()) return;
  }
  work.ChooseAmongAll(query, Scope::kEverywhere);
}

}  // namespace annuaire
