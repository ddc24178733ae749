// Who the sender is, and how near a mailbox is to him or her. Lives no longer than the index.

#pragma once

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "directory/completion/recipient_index.h"
#include "directory/packed/number_lists.h"
#include "directory/packed/row_index.h"

namespace annuaire {

// Nearest first.
enum class Nearness : std::uint8_t {
  kSameOrganization,
  kSameDomainAndDepartment,
  kSameDepartment,
  kSameDomain,
  kElsewhere,
};

class SuggestHints {
 public:
  explicit SuggestHints(const RecipientIndex& index) : index_(index) {}

  // A position in Departments() + 1; 0 is none.
  void AddDepartment(std::uint32_t position) {
    if (position == 0 || is_near_department_[position]) return;
    is_near_department_.set(position);
    departments_.push_back(static_cast<std::uint8_t>(position));
  }
  // Mailboxes of the sender's structure, rising.
  void SetColleagues(NumberList<MailboxIndex> colleagues) { colleagues_ = colleagues; }
  // The sender's domain is that of the mailbox.
  void SetDomainOf(std::uint32_t mailbox) { domain_facet_ = index_.DomainOf(mailbox); }

  bool any() const { return !departments_.empty() || !colleagues_.empty() || domain_facet_; }
  Nearness Of(std::uint32_t mailbox) const {
    if (!any()) return Nearness::kElsewhere;
    if (IsColleague(mailbox)) return Nearness::kSameOrganization;
    const bool domain = IsOfDomain(mailbox);
    if (is_near_department_[index_.department[mailbox]]) {
      return domain ? Nearness::kSameDomainAndDepartment : Nearness::kSameDepartment;
    }
    return domain ? Nearness::kSameDomain : Nearness::kElsewhere;
  }
  // No mailbox is nearer.
  Nearness nearest() const {
    if (!colleagues_.empty()) return Nearness::kSameOrganization;
    if (departments_.empty()) return domain_facet_ ? Nearness::kSameDomain : Nearness::kElsewhere;
    return domain_facet_ ? Nearness::kSameDomainAndDepartment : Nearness::kSameDepartment;
  }
  // Of(mailbox) == nearness, told at once of the many in another department or domain.
  bool Is(Nearness nearness, std::uint32_t mailbox) const {
    if (!any()) return nearness == Nearness::kElsewhere;
    const bool by_department =
        nearness == Nearness::kSameDomainAndDepartment || nearness == Nearness::kSameDepartment;
    if (by_department && !is_near_department_[index_.department[mailbox]]) return false;
    const bool by_domain =
        nearness == Nearness::kSameDomainAndDepartment || nearness == Nearness::kSameDomain;
    if (by_domain && !IsOfDomain(mailbox)) return false;
    return Of(mailbox) == nearness;
  }

  // Positions in Departments() + 1.
  std::span<const std::uint8_t> departments() const { return departments_; }
  // Rising.
  NumberList<MailboxIndex> colleagues() const { return colleagues_; }
  // The sender's domain among the facets of mailboxes, if any has it.
  std::optional<std::uint32_t> domain_facet() const { return domain_facet_; }

 private:
  bool IsColleague(std::uint32_t mailbox) const {
    return !colleagues_.empty() &&
           std::binary_search(colleagues_.begin(), colleagues_.end(), MailboxIndex{mailbox});
  }
  bool IsOfDomain(std::uint32_t mailbox) const {
    return domain_facet_ && index_.IsOfDomain(mailbox, *domain_facet_);
  }

  const RecipientIndex& index_;
  std::bitset<256> is_near_department_;
  std::vector<std::uint8_t> departments_;
  NumberList<MailboxIndex> colleagues_;
  std::optional<std::uint32_t> domain_facet_;
};

}  // namespace annuaire
