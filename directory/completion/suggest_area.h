// Where matches are looked for, the nearest first: the sender's department, his
// or her domain, everywhere. Private to this room; lives no longer than the
// index. One thread.
//
// Each way to go through an area passes over the mailboxes outside it by lists
// and columns that are kept in its order, sixteen at a step.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "directory/completion/column_scan.h"
#include "directory/completion/recipient_index.h"
#include "directory/completion/suggest_hints.h"

namespace annuaire {

class SuggestArea {
 public:
  static SuggestArea Everywhere(const RecipientIndex& index) { return SuggestArea(index); }
  // What is in a department; "nearest" says how near its nearest mailboxes are.
  static SuggestArea InDepartment(const RecipientIndex& index, std::uint8_t department,
                                  Nearness nearest);
  static SuggestArea OfDomain(const RecipientIndex& index, std::uint32_t domain_facet);

  // Of its mailboxes that are in no area gone through before.
  Nearness nearest() const { return nearest_; }
  bool everywhere() const { return !department_ && !domain_facet_; }

  // Calls visit(mailbox) for those of "run", rising, until it returns false.
  template <typename Visit>
  void ForEachIn(MailboxRange run, Visit visit) const;

  // Calls visit(mailbox) for those of "run" whose given name is in "given", in no
  // order; visit returns false once no later mailbox is wanted.
  template <typename Visit>
  void ForEachGivenIn(MailboxRange run, TermRange given, Visit visit) const;

  // The same for all mailboxes, rising, until it returns false.
  template <typename Visit>
  void ForEachGiven(TermRange given, Visit visit) const;

  // Calls visit(position) for the positions of "run" that pass, in postings that
  // "names" stand beside; some are outside the area.
  template <typename Test, typename Visit>
  void ForEachFurther(const FurtherNames& names, ColumnRange run, Test test, Visit visit) const;

 private:
  explicit SuggestArea(const RecipientIndex& index) : index_(index) {}

  // What tells of a column that rows are perhaps of the domain, and what visits those that are.
  // REQUIRES: domain_facet_
  EqualTo PerhapsOfDomain(std::span<const std::uint8_t> marks) const {
    return EqualTo(marks, index_.MarkOf(*domain_facet_).value);
  }
  template <typename Visit>
  auto IfOfDomain(Visit& visit) const {
    return [this, &visit](std::uint32_t mailbox) {
      return !index_.IsOfDomain(mailbox, *domain_facet_) || visit(mailbox);
    };
  }
  // Those of "list", which rises, that are in "run".
  static std::span<const std::uint32_t> Of(ColumnRange run, std::span<const std::uint32_t> list) {
    const auto first = std::lower_bound(list.begin(), list.end(), run.first);
    return {first, std::lower_bound(first, list.end(), run.last)};
  }
  // Where those of "run" stand in mailboxes_. REQUIRES: not everywhere()
  ColumnRange PositionsOf(MailboxRange run) const {
    const auto found = Of(run, mailboxes_);
    const auto first = static_cast<std::uint32_t>(found.data() - mailboxes_.data());
    return {first, first + static_cast<std::uint32_t>(found.size())};
  }
  // Runs so short are gone through faster than their mailboxes are found in a list.
  static constexpr std::uint32_t kShortRun = 512;
  // Calls visit(mailbox) for those of a short run that pass, until it returns false.
  // REQUIRES: not everywhere()
  template <typename Visit, typename... Tests>
  void ForEachOfShort(MailboxRange run, Visit visit, Tests... tests) const;
  // ForEachGivenIn(), everywhere and in a near area.
  template <typename Visit>
  void ForEachGivenAnywhere(MailboxRange run, TermRange given, Visit visit) const;
  template <typename Visit>
  void ForEachGivenNear(MailboxRange run, TermRange given, Visit visit) const;

  const RecipientIndex& index_;
  Nearness nearest_ = Nearness::kElsewhere;
  std::optional<std::uint8_t> department_;  // or else the domain; neither everywhere
  std::optional<std::uint32_t> domain_facet_;
  std::span<const std::uint32_t> mailboxes_;  // of the one or the other
};

inline SuggestArea SuggestArea::InDepartment(const RecipientIndex& index, std::uint8_t department,
                                             Nearness nearest) {
  SuggestArea area(index);
  area.nearest_ = nearest;
  area.department_ = department;
  area.mailboxes_ = index.in_department[department];
  return area;
}

inline SuggestArea SuggestArea::OfDomain(const RecipientIndex& index, std::uint32_t domain_facet) {
  SuggestArea area(index);
  area.nearest_ = Nearness::kSameDomain;
  area.domain_facet_ = domain_facet;
  area.mailboxes_ = index.facets.mailboxes[domain_facet];
  return area;
}

template <typename Visit, typename... Tests>
void SuggestArea::ForEachOfShort(MailboxRange run, Visit visit, Tests... tests) const {
  if (department_) {
    ForEachPassing(run, visit, EqualTo(index_.department, *department_), tests...);
  } else {
    ForEachPassing(run, IfOfDomain(visit), PerhapsOfDomain(index_.domain_mark), tests...);
  }
}

template <typename Visit>
void SuggestArea::ForEachIn(MailboxRange run, Visit visit) const {
  if (everywhere()) {
    for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) {
      if (!visit(mailbox)) return;
    }
    return;
  }
  if (run.size() <= kShortRun) return ForEachOfShort(run, visit);
  const ColumnRange positions = PositionsOf(run);
  for (std::uint32_t at = positions.first; at < positions.last; ++at) {
    if (!visit(mailboxes_[at])) return;
  }
}

template <typename Visit>
void SuggestArea::ForEachGivenNear(MailboxRange run, TermRange given, Visit visit) const {
  if (run.size() <= kShortRun) return ForEachOfShort(run, visit, Within(index_.given, given));
  const ColumnRange positions = PositionsOf(run);
  if (department_) {
    const auto begin =
        static_cast<std::uint32_t>(mailboxes_.data() - index_.in_department[0].data());
    ForEachPassing(
        {begin + positions.first, begin + positions.last},
        [&](std::uint32_t at) { return visit(mailboxes_[at - begin]); },
        Within(index_.given_in_department, given));
  } else if (positions.size() > run.size() / 16) {
    ForEachPassing(run, IfOfDomain(visit), PerhapsOfDomain(index_.domain_mark),
                   Within(index_.given, given));
  } else {
    for (std::uint32_t at = positions.first; at < positions.last; ++at) {
      if (given.contains(index_.given[mailboxes_[at]]) && !visit(mailboxes_[at])) return;
    }
  }
}

template <typename Visit>
void SuggestArea::ForEachGivenAnywhere(MailboxRange run, TermRange given, Visit visit) const {
  const ColumnRange postings = index_.given_postings.PositionsOf(given);
  if (postings.size() > run.size() / 2) {
    ForEachPassing(run, visit, Within(index_.given, given));
    return;
  }
  const auto mailboxes = index_.given_postings.documents();
  const auto visit_all = [&](std::uint32_t at) {
    visit(mailboxes[at]);
    return true;
  };
  ForEachPassing(postings, visit_all, Within(mailboxes, {run.first, run.last}));
}

template <typename Visit>
void SuggestArea::ForEachGivenIn(MailboxRange run, TermRange given, Visit visit) const {
  if (run.empty()) return;
  if (everywhere()) {
    ForEachGivenAnywhere(run, given, visit);
  } else {
    ForEachGivenNear(run, given, visit);
  }
}

template <typename Visit>
void SuggestArea::ForEachGiven(TermRange given, Visit visit) const {
  if (everywhere()) {
    index_.given_postings.Best({&given, 1}, visit);
  } else {
    ForEachGivenNear({0, index_.mailboxes_count()}, given, visit);
  }
}

template <typename Test, typename Visit>
void SuggestArea::ForEachFurther(const FurtherNames& names, ColumnRange run, Test test,
                                 Visit visit) const {
  const auto visit_all = [&](std::uint32_t at) {
    visit(at);
    return true;
  };
  if (everywhere()) return ForEachPassing(run, visit_all, test);
  if (run.size() > kShortRun) {
    const auto near =
        Of(run, department_ ? names.in_department[*department_]
                            : names.of_domain[*domain_facet_ - index_.facets.domains_begin]);
    if (near.size() < run.size() / 16) {
      for (const std::uint32_t at : near) {
        if (test.One(at)) visit(at);
      }
      return;
    }
  }
  if (department_) {
    ForEachPassing(run, visit_all, EqualTo(names.department, *department_), test);
  } else {
    ForEachPassing(run, visit_all, PerhapsOfDomain(names.domain_mark), test);
  }
}

}  // namespace annuaire
