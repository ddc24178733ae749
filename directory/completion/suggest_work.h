// Chooses suggestions for a typed text: one word, or several. Both give exactly what ranking every
// match would.

#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "directory/completion/column_scan.h"
#include "directory/completion/recipient_query.h"
#include "directory/completion/suggest_area.h"
#include "directory/completion/suggest_choice.h"
#include "directory/completion/suggest_contest.h"
#include "directory/completion/suggest_hints.h"

namespace annuaire {

struct SuggestWork {
  const RecipientIndex& index;
  const SuggestHints& hints;
  SuggestChoice& choice;

  // Calls visit(mailbox) for those of "run" that are of "nearness" and allowed,
  // rising, until it returns false.
  template <typename Visit>
  void ForEachOf(Nearness nearness, MailboxRange run, Visit visit) const;
  // The same for those of all mailboxes whose given name begins with a term of
  // "range".
  template <typename Visit>
  void ForEachGivenOf(Nearness nearness, TermRange range, Visit visit) const;
  bool Counts(Nearness nearness, std::uint32_t mailbox) const {
    return choice.Allows(mailbox) && hints.Is(nearness, mailbox);
  }
  // The sender's domain has fewer mailboxes than his or her departments.
  // REQUIRES: hints.domain_facet()
  bool DomainIsSmaller() const { return DomainSize() < DepartmentsSize(); }
  std::size_t DomainSize() const { return index.facets.mailboxes[*hints.domain_facet()].size(); }
  std::size_t DepartmentsSize() const {
    std::size_t size = 0;
    for (const std::uint8_t at : hints.departments()) size += index.in_department[at].size();
    return size;
  }
  // How many mailboxes are of "nearness", or more.
  std::size_t SizeOf(Nearness nearness) const;
  // Where to look one after the other, but for the sender's structure: what is
  // in none but the last is elsewhere.
  std::vector<SuggestArea> Areas() const;
  // Lets every mailbox that matches enter the contest, but for those with fewer than
  // "context_words" in structure or context only: they have entered.
  void EnterAll(const RecipientQuery& query, FacetMarks& marks, std::uint32_t context_words,
                SuggestContest& contest) const;
  // All of them, and chooses the best.
  void ChooseAmongAll(const RecipientQuery& query) const;
};

inline std::size_t SuggestWork::SizeOf(Nearness nearness) const {
  const std::size_t domain = hints.domain_facet() ? DomainSize() : 0;
  switch (nearness) {
    case Nearness::kSameOrganization:
      return hints.colleagues().size();
    case Nearness::kSameDomainAndDepartment:
      return std::min(domain, DepartmentsSize());
    case Nearness::kSameDepartment:
      return DepartmentsSize();
    case Nearness::kSameDomain:
      return domain;
    case Nearness::kElsewhere:
      break;
  }
  return index.mailboxes_count();
}

template <typename Visit>
void SuggestWork::ForEachOf(Nearness nearness, MailboxRange run, Visit visit) const {
  const auto visit_if = [&](std::uint32_t mailbox) {
    return !Counts(nearness, mailbox) || visit(mailbox);
  };
  const auto visit_list = [&](auto list) {
    using Value = typename decltype(list)::value_type;
    auto at = std::lower_bound(list.begin(), list.end(), Value{run.first});
    for (; at != list.end() && *at < Value{run.last}; ++at) {
      if (!visit_if(static_cast<std::uint32_t>(*at))) return;
    }
  };
  const auto departments = hints.departments();
  switch (nearness) {
    case Nearness::kSameOrganization:
      visit_list(hints.colleagues());
      return;
    case Nearness::kSameDomainAndDepartment:
      if (!hints.domain_facet()) return;
      if (DomainIsSmaller() && DomainSize() < run.size() / 16) {
        visit_list(index.facets.mailboxes[*hints.domain_facet()]);
        return;
      }
      [[fallthrough]];
    case Nearness::kSameDepartment:
      if (departments.empty()) return;
      if (departments.size() > 1) break;
      if (const auto list = index.in_department[departments.front()];
          list.size() < run.size() / 16) {
        visit_list(list);
      } else if (nearness == Nearness::kSameDepartment) {
        ForEachPassing(run, visit_if, EqualTo(index.department, departments.front()));
      } else {
        ForEachPassing(run, visit_if, EqualTo(index.department, departments.front()),
                       EqualTo(index.domain_mark, index.MarkOf(*hints.domain_facet()).value));
      }
      return;
    case Nearness::kSameDomain:
      if (hints.domain_facet()) visit_list(index.facets.mailboxes[*hints.domain_facet()]);
      return;
    case Nearness::kElsewhere:
      break;
  }
  for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) {
    if (!visit_if(mailbox)) return;
  }
}

template <typename Visit>
void SuggestWork::ForEachGivenOf(Nearness nearness, TermRange range, Visit visit) const {
  const auto visit_if = [&](std::uint32_t mailbox) {
    return !Counts(nearness, mailbox) || visit(mailbox);
  };
  switch (nearness) {
    case Nearness::kElsewhere:
      index.given_postings.Best({&range, 1}, visit_if);
      return;
    case Nearness::kSameDomainAndDepartment:
      if (!hints.domain_facet()) return;
      [[fallthrough]];
    case Nearness::kSameDepartment: {
      const auto departments = hints.departments();
      if (departments.size() > 1) break;
      if (!departments.empty()) index.ForEachGivenIn(departments.front(), range, visit_if);
      return;
    }
    case Nearness::kSameOrganization:
    case Nearness::kSameDomain:
      break;
  }
  ForEachOf(nearness, {0, index.mailboxes_count()}, [&](std::uint32_t mailbox) {
    return !range.contains(index.given[mailbox]) || visit(mailbox);
  });
}

// Chooses among the mailboxes that hold the word in the fields of "scope".
// REQUIRES: query.words().size() == 1 and not query.hopeless()
void ChooseByOneWord(const SuggestWork& work, const RecipientQuery& query, Scope scope);

// The same for several words as typed, everywhere.
// REQUIRES: query.words().size() > 1 and neither query.forgiving() nor query.hopeless()
void ChooseByManyWords(const SuggestWork& work, const RecipientQuery& query);

// Chooses among the mailboxes that hold several words in names, some with a letter
// wrong if query.forgiving(): who matches as typed is chosen then.
// REQUIRES: query.words().size() > 1 and not query.hopeless()
void ChooseByNames(const SuggestWork& work, const RecipientQuery& query);

}  // namespace annuaire
