// Where matches are looked for, the nearest first: the sender's department, his
// or her domain, everywhere. Private to this room; lives no longer than the
// index. One thread.
//
// Each way to go through an area passes over the mailboxes outside it by lists
// and columns that are kept in its order, sixteen at a step.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "directory/lookup/column_scan.h"
#include "directory/lookup/recipient_index.h"
#include "directory/lookup/suggest_hints.h"

namespace annuaire {

class SuggestArea {
 public:
  static SuggestArea Everywhere(const RecipientIndex& index) {
    return SuggestArea(index, Kind::kEverywhere, Nearness::kElsewhere, {});
  }
  // "nearest": none of its mailboxes is nearer, but for those of the sender's
  // structure.
  static SuggestArea Department(const RecipientIndex& index, Nearness nearest,
                                std::uint8_t department) {
    SuggestArea area(index, Kind::kDepartment, nearest, index.in_department[department]);
    area.mark_ = department;
    return area;
  }
  static SuggestArea Domain(const RecipientIndex& index, std::uint32_t facet) {
    SuggestArea area(index, Kind::kDomain, Nearness::kSameDomain, index.facets.mailboxes[facet]);
    area.facet_ = facet;
    area.mark_ = DomainMarkOf(facet);
    return area;
  }

  // Of its mailboxes that are in no nearer area.
  Nearness nearest() const { return nearest_; }

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

  // Calls visit(position) for positions of "run" in postings whose further
  // names "names" are and whose value in "column" is in "wanted"; some are
  // outside the area.
  template <typename Visit>
  void ForEachWithin(const FurtherNames& names, std::span<const std::uint32_t> column,
                     ColumnRange run, TermRange wanted, Visit visit) const;
  // The same for those that share a bit with "wanted" in "column".
  template <typename Visit>
  void ForEachSharing(const FurtherNames& names, std::span<const std::uint32_t> column,
                      ColumnRange run, std::uint32_t wanted, Visit visit) const;

 private:
  enum class Kind : std::uint8_t { kEverywhere, kDepartment, kDomain };

  SuggestArea(const RecipientIndex& index, Kind kind, Nearness nearest,
              std::span<const std::uint32_t> mailboxes)
      : index_(index), kind_(kind), nearest_(nearest), mailboxes_(mailboxes) {}

  // Where those of "run" stand in mailboxes_. REQUIRES: not everywhere
  ColumnRange PositionsOf(MailboxRange run) const {
    const auto first = std::lower_bound(mailboxes_.begin(), mailboxes_.end(), run.first);
    const auto last = std::lower_bound(first, mailboxes_.end(), run.last);
    return {static_cast<std::uint32_t>(first - mailboxes_.begin()),
            static_cast<std::uint32_t>(last - mailboxes_.begin())};
  }
  // ForEachGivenIn() for a department and for a domain.
  template <typename Visit>
  void ForEachGivenInDepartment(MailboxRange run, TermRange given, Visit visit) const;
  template <typename Visit>
  void ForEachGivenInDomain(MailboxRange run, TermRange given, Visit visit) const;
  template <typename Visit>
  void ForEachMarked(const FurtherNames& names, ColumnRange run, Visit visit) const {
    ForEachEqual(kind_ == Kind::kDepartment ? names.department : names.domain_mark, run, mark_,
                 visit);
  }

  const RecipientIndex& index_;
  Kind kind_;
  Nearness nearest_;
  std::span<const std::uint32_t> mailboxes_;  // of the area, unless it is everywhere
  std::uint32_t facet_ = 0;                   // of a domain
  std::uint8_t mark_ = 0;                     // in the columns of FurtherNames
};

template <typename Visit>
void SuggestArea::ForEachIn(MailboxRange run, Visit visit) const {
  if (kind_ == Kind::kEverywhere) {
    for (std::uint32_t mailbox = run.first; mailbox < run.last; ++mailbox) {
      if (!visit(mailbox)) return;
    }
    return;
  }
  const ColumnRange positions = PositionsOf(run);
  for (std::uint32_t at = positions.first; at < positions.last; ++at) {
    if (!visit(mailboxes_[at])) return;
  }
}

template <typename Visit>
void SuggestArea::ForEachGivenInDepartment(MailboxRange run, TermRange given, Visit visit) const {
  const auto begin = static_cast<std::uint32_t>(mailboxes_.data() - index_.in_department[0].data());
  const ColumnRange positions = PositionsOf(run);
  annuaire::ForEachWithin(index_.given_in_department,
                          {begin + positions.first, begin + positions.last}, given,
                          [&](std::uint32_t at) { return visit(mailboxes_[at - begin]); });
}

template <typename Visit>
void SuggestArea::ForEachGivenInDomain(MailboxRange run, TermRange given, Visit visit) const {
  const ColumnRange positions = PositionsOf(run);
  if (positions.size() > run.size() / 16) {
    annuaire::ForEachWithin(index_.given, run, given, [&](std::uint32_t mailbox) {
      return index_.domain[mailbox] != facet_ || visit(mailbox);
    });
    return;
  }
  for (std::uint32_t at = positions.first; at < positions.last; ++at) {
    if (given.contains(index_.given[mailboxes_[at]]) && !visit(mailboxes_[at])) return;
  }
}

template <typename Visit>
void SuggestArea::ForEachGivenIn(MailboxRange run, TermRange given, Visit visit) const {
  if (run.empty()) return;
  if (kind_ == Kind::kDepartment) return ForEachGivenInDepartment(run, given, visit);
  if (kind_ == Kind::kDomain) return ForEachGivenInDomain(run, given, visit);
  const ColumnRange postings = index_.given_postings.PositionsOf(given);
  if (postings.size() > run.size() / 2) {
    annuaire::ForEachWithin(index_.given, run, given, visit);
    return;
  }
  const auto mailboxes = index_.given_postings.documents();
  annuaire::ForEachWithin(mailboxes, postings, {run.first, run.last}, [&](std::uint32_t at) {
    visit(mailboxes[at]);
    return true;
  });
}

template <typename Visit>
void SuggestArea::ForEachGiven(TermRange given, Visit visit) const {
  if (kind_ == Kind::kEverywhere) {
    index_.given_postings.Best({&given, 1}, visit);
  } else {
    ForEachGivenIn({0, index_.mailboxes_count()}, given, visit);
  }
}

template <typename Visit>
void SuggestArea::ForEachWithin(const FurtherNames& names, std::span<const std::uint32_t> column,
                                ColumnRange run, TermRange wanted, Visit visit) const {
  const auto visit_all = [&](std::uint32_t at) {
    visit(at);
    return true;
  };
  if (kind_ == Kind::kEverywhere) {
    annuaire::ForEachWithin(column, run, wanted, visit_all);
  } else {
    ForEachMarked(names, run, [&](std::uint32_t at) {
      if (wanted.contains(column[at])) visit(at);
      return true;
    });
  }
}

template <typename Visit>
void SuggestArea::ForEachSharing(const FurtherNames& names, std::span<const std::uint32_t> column,
                                 ColumnRange run, std::uint32_t wanted, Visit visit) const {
  const auto visit_all = [&](std::uint32_t at) {
    visit(at);
    return true;
  };
  if (kind_ == Kind::kEverywhere) {
    annuaire::ForEachSharing(column, run, wanted, visit_all);
  } else {
    ForEachMarked(names, run, [&](std::uint32_t at) {
      if ((column[at] & wanted) != 0) visit(at);
      return true;
    });
  }
}

}  // namespace annuaire
