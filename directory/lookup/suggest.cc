// Completion of recipients. The ranking is told in directory.h and README.md;
// every path below gives exactly the answer of ranking all matches.

#include <algorithm>
#include <bitset>
#include <cassert>
#include <optional>
#include <span>
#include <string>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/recipient_query.h"
#include "directory/lookup/tables.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

// How near the sender a mailbox is, nearest first.
enum Nearness : std::uint32_t {
  kSameOrganization,
  kSameDomainAndDepartment,
  kSameDepartment,
  kSameDomain,
  kElsewhere,
};

class Hints {
 public:
  Hints(const Tables& tables, const SuggestQuery& query) : tables_(tables) {
    for (const auto code : query.near_departments) {
      if (const Department* found = FindDepartment(code)) {
        departments_.set(static_cast<std::size_t>(found - Departments().data()) + 1);
      }
    }
    if (!query.near_organization.empty()) {
      organization_ = tables_.FindOrganization(query.near_organization);
    }
    if (!query.own_domain.empty()) domain_ = tables_.FindDomain(query.own_domain);
  }

  bool any() const {
    return departments_.any() || organization_ != kNoIndex || domain_ != kNoIndex;
  }

  Nearness Of(std::uint32_t mailbox) const {
    if (organization_ != kNoIndex) {
      const auto list = tables_.mailboxes_of_organization[organization_];
      if (std::binary_search(list.begin(), list.end(), MailboxIndex{mailbox})) {
        return kSameOrganization;
      }
    }
    const MailboxEntry& entry = tables_.mailboxes[mailbox];
    const bool department = departments_[entry.department];
    const bool domain = entry.domain == domain_;
    if (department) return domain ? kSameDomainAndDepartment : kSameDepartment;
    return domain ? kSameDomain : kElsewhere;
  }

  // Calls visit(list) for the lists, sorted, that together hold every mailbox
  // of a nearness, among others.
  template <typename Visit>
  void ForEachList(Nearness nearness, Visit visit) const {
    switch (nearness) {
      case kSameOrganization:
        if (organization_ != kNoIndex) {
          visit(tables_.mailboxes_of_organization[organization_]);
        }
        return;
      case kSameDomainAndDepartment:
      case kSameDepartment:
        if (nearness == kSameDomainAndDepartment && domain_ == kNoIndex) return;
        for (std::size_t department = 1; department < departments_.size(); ++department) {
          if (departments_[department]) visit(tables_.mailboxes_in_department[department]);
        }
        return;
      case kSameDomain:
        if (domain_ != kNoIndex) visit(tables_.mailboxes_of_domain[domain_]);
        return;
      case kElsewhere:
        return;
    }
  }

 private:
  const Tables& tables_;
  std::bitset<256> departments_;
  std::uint32_t organization_ = kNoIndex;
  std::uint32_t domain_ = kNoIndex;
};

// A mailbox and all that ranks it but its number, packed: smaller is better.
struct Ranked {
  std::uint64_t rank;
  std::uint32_t mailbox;

  friend bool operator<(const Ranked& a, const Ranked& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.mailbox < b.mailbox;
  }
};

std::uint64_t PackRank(const RecipientMatch& match, Nearness nearness) {
  return std::uint64_t{match.corrected_words} << 40 | std::uint64_t{match.context_words} << 32 |
         std::uint64_t{nearness} << 24 | match.penalty;
}

bool HasTerm(std::span<const ForwardEntry> words, TermRange range, TermField field) {
  auto it =
      std::lower_bound(words.begin(), words.end(), range.first,
                       [](ForwardEntry entry, std::uint32_t term) { return entry.term() < term; });
  for (; it != words.end() && it->term() < range.last; ++it) {
    if (it->field() == field) return true;
  }
  return false;
}

class Suggester {
 public:
  Suggester(const Tables& tables, const SuggestQuery& query)
      : tables_(tables), query_(query), hints_(tables, query), wanted_(query.limit + 1) {}

  Suggestions Run() {
    const RecipientQuery as_typed(tables_.recipients, query_.text, false);
    if (as_typed.empty()) {
      AddSenderOnly();
      return Finish(chosen_.size());
    }
    AddNamedExactly();
    AddCorrespondents(as_typed);
    AddPass(as_typed);
    const std::size_t as_typed_count = chosen_.size();
    if (!Enough()) {
      const RecipientQuery forgiving(tables_.recipients, query_.text, true);
      AddCorrespondents(forgiving);
      AddBest(forgiving, kTermFieldsCount);
    }
    return Finish(as_typed_count);
  }

 private:
  bool Enough() const { return chosen_.size() >= wanted_; }

  bool TypeAllowed(std::uint32_t mailbox) const {
    if (query_.types.empty()) return true;
    const std::string_view code = tables_.code_at(tables_.mailboxes[mailbox].type);
    return std::find(query_.types.begin(), query_.types.end(), code) != query_.types.end();
  }

  bool Chosen(std::uint32_t mailbox) const {
    return std::find(chosen_.begin(), chosen_.end(), mailbox) != chosen_.end();
  }

  void Choose(std::uint32_t mailbox) {
    if (!Enough() && !Chosen(mailbox) && TypeAllowed(mailbox)) chosen_.push_back(mailbox);
  }

  // Somebody who types a whole address or an RPPS wants that mailbox, that holder.
  void AddNamedExactly() {
    const std::uint32_t same = tables_.FindMailbox(query_.text);
    if (same != kNoIndex) Choose(same);
    const auto id = ParseTypedPractitionerId(query_.text);
    if (!id) return;
    const std::uint32_t practitioner = tables_.FindPractitioner(id->text());
    if (practitioner == kNoIndex) return;
    for (const MailboxIndex mailbox : tables_.mailboxes_of_practitioner[practitioner]) {
      Choose(static_cast<std::uint32_t>(mailbox));
    }
  }

  // Addresses the sender has written to, most recent first, that match.
  void AddCorrespondents(const RecipientQuery& words) {
    for (const auto address : query_.correspondents) {
      const std::uint32_t mailbox = tables_.FindMailbox(address);
      if (mailbox != kNoIndex && words.Match(mailbox)) Choose(mailbox);
    }
  }

  void AddPass(const RecipientQuery& words) {
    if (words.hopeless()) return;
    // Words found in names rank before any found in context, so that the many
    // matches by context are looked at only when they are needed.
    const bool single = words.words_count() == 1 && query_.types.empty();
    const std::size_t names = static_cast<std::size_t>(TermField::kGivenName) + 1;
    if (single) {
      AddSingleWord(words, 0, names);
      if (!Enough()) AddSingleWord(words, names, kTermFieldsCount);
    } else {
      AddBest(words, names);
      if (!Enough()) AddBest(words, kTermFieldsCount);
    }
  }

  // Ranks every mailbox in which all words stand in fields below fields_count.
  void AddBest(const RecipientQuery& words, std::size_t fields_count) {
    std::vector<Ranked> ranked;
    words.ForEach(fields_count, [&](std::uint32_t mailbox) {
      if (!TypeAllowed(mailbox)) return;
      ranked.push_back({PackRank(*words.Match(mailbox), hints_.Of(mailbox)), mailbox});
    });
    ChooseBest(ranked);
  }

  void ChooseBest(std::vector<Ranked>& ranked) {
    // Some of the best may be chosen already.
    const std::size_t enough = std::min(ranked.size(), wanted_ + chosen_.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(enough),
                      ranked.end());
    for (std::size_t i = 0; i < enough; ++i) Choose(ranked[i].mailbox);
  }

  // One word, fields [first, last), all of which count alike as name or as
  // context: nearest first, field by field, whole words before begun ones.
  void AddSingleWord(const RecipientQuery& word, std::size_t first, std::size_t last) {
    const auto for_each_cell = [&](auto visit) {
      for (std::size_t field = first; field < last && !Enough(); ++field) {
        if (const auto whole = word.whole_term()) {
          const TermRange range{*whole, *whole + 1};
          visit(field, std::span<const TermRange>(&range, 1));
        }
        if (!Enough()) visit(field, std::span<const TermRange>(word.ranges()));
      }
    };
    if (hints_.any()) {
      for (std::uint32_t near = kSameOrganization; near < kElsewhere && !Enough(); ++near) {
        for_each_cell([&](std::size_t field, std::span<const TermRange> ranges) {
          AddNear(static_cast<Nearness>(near), static_cast<TermField>(field), ranges.front());
        });
      }
    }
    for_each_cell([&](std::size_t field, std::span<const TermRange> ranges) {
      tables_.recipients.postings[field].Best(ranges, [&](std::uint32_t mailbox) {
        if (hints_.Of(mailbox) == kElsewhere) Choose(mailbox);
        return !Enough();
      });
    });
  }

  // Mailboxes of a nearness that have a term of "range" in "field", best first:
  // from the postings or from the sender's lists, whichever is shorter.
  void AddNear(Nearness nearness, TermField field, TermRange range) {
    const auto holders = tables_.recipients.postings[static_cast<std::size_t>(field)].Of(range);
    AddFirstNear(nearness, holders, [&](std::uint32_t mailbox) {
      return HasTerm(tables_.recipients.forward[mailbox], range, field);
    });
  }

  // "holders": all that "holds" accepts, unless there are too many to name.
  template <typename Holds>
  void AddFirstNear(Nearness nearness, std::optional<std::span<const std::uint32_t>> holders,
                    Holds holds) {
    std::vector<std::uint32_t> found;
    hints_.ForEachList(nearness, [&](auto list) {
      if (holders && holders->size() <= list.size()) {
        for (const std::uint32_t mailbox : *holders) {
          if (hints_.Of(mailbox) == nearness) found.push_back(mailbox);
        }
        return;
      }
      // Sorted, so the first are the best; some may be chosen already.
      std::size_t left = wanted_ + chosen_.size();
      for (const auto index : list) {
        if (left == 0) break;
        const auto mailbox = static_cast<std::uint32_t>(index);
        if (hints_.Of(mailbox) != nearness || !TypeAllowed(mailbox) || !holds(mailbox)) continue;
        found.push_back(mailbox);
        --left;
      }
    });
    std::sort(found.begin(), found.end());
    for (const std::uint32_t mailbox : found) {
      if (Enough()) return;
      Choose(mailbox);
    }
  }

  // Nothing typed yet: whom the sender writes to, then who is near.
  void AddSenderOnly() {
    for (const auto address : query_.correspondents) {
      if (const auto mailbox = tables_.FindMailbox(address); mailbox != kNoIndex) Choose(mailbox);
    }
    if (!Enough() && hints_.any()) {
      for (std::uint32_t near = kSameOrganization; near < kElsewhere && !Enough(); ++near) {
        AddFirstNear(static_cast<Nearness>(near), std::nullopt, [](std::uint32_t) { return true; });
      }
    }
  }

  Suggestions Finish(std::size_t as_typed_count) {
    Suggestions result;
    result.truncated = chosen_.size() > query_.limit;
    if (result.truncated) chosen_.resize(query_.limit);
    result.as_typed = std::min(as_typed_count, chosen_.size());
    for (const std::uint32_t mailbox : chosen_) result.mailboxes.push_back(MailboxIndex{mailbox});
    return result;
  }

  const Tables& tables_;
  const SuggestQuery& query_;
  const Hints hints_;
  const std::size_t wanted_;  // one more than the limit tells whether it truncates
  std::vector<std::uint32_t> chosen_;
};

}  // namespace

Suggestions Directory::Suggest(const SuggestQuery& query) const {
  assert(query.limit >= 1 && query.limit <= SuggestQuery::kLimitMax);
  return Suggester(*tables_, query).Run();
}

}  // namespace annuaire
