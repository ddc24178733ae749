#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "directory/record/geography.h"

namespace annuaire {
namespace {

// Domains of which one operator has all words of "name", none if it has no word; a domain that is
// not listed counts as its nearest listed parent's operator's.
NumberSet DomainsOperatedBy(const Tables& t, std::string_view name) {
  const std::vector<std::string> wanted = DemandingWords(name);
  const auto matches = [&](Symbol operator_name) {
    const std::vector<std::string> terms = IndexTerms(t.text(operator_name));
    return !wanted.empty() &&
           std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
             return std::any_of(terms.begin(), terms.end(),
                                [&](const std::string& term) { return term.starts_with(word); });
           });
  };
  NumberSet domains(t.domains.size());
  for (std::uint32_t i = 0; i < t.domains.size(); ++i) {
    const std::uint32_t listed = t.FindListedDomain(t.text(t.domains[i].name));
    if (listed == kNoIndex) continue;
    const auto operators = t.OperatorsOf(t.domains[listed]);
    if (std::any_of(operators.begin(), operators.end(), matches)) domains.Add(i);
  }
  return domains;
}

// Which of the rules in the tables the filter asks for; all when it names none.
std::vector<bool> RulesAsked(const Tables& t, std::span<const std::string_view> asked) {
  std::vector<bool> wanted(t.rules.size(), asked.empty());
  for (std::size_t i = 0; i < t.rules.size(); ++i) {
    const std::string_view id = t.text(t.rules[i]);
    for (const std::string_view rule : asked) {
      const bool family = id.size() > rule.size() && id.starts_with(rule) && id[rule.size()] == '-';
      if (id == rule || family) wanted[i] = true;
    }
  }
  return wanted;
}

AuditResult::Unknown UnknownOf(const Tables& t, const AuditFilter& filter, const NumberSet& domains,
                               const NumberSet& operated) {
  using Unknown = AuditResult::Unknown;
  if (!filter.domain.empty() && domains.empty()) return Unknown::kDomain;
  if (!filter.operator_name.empty() && operated.empty()) return Unknown::kOperator;
  if (!filter.organization.empty() && OrganizationsByNumber(t, filter.organization).empty()) {
    return Unknown::kOrganization;
  }
  return Unknown::kNothing;
}

}  // namespace

AuditResult Directory::Audit(const AuditFilter& filter) const {
  const Tables& t = *tables_;
  const NumberSet domains = filter.domain.empty() ? NumberSet() : DomainsNamed(t, filter.domain);
  const NumberSet operated =
      filter.operator_name.empty() ? NumberSet() : DomainsOperatedBy(t, filter.operator_name);
  const CodeFilter type(t, filter.type);
  const PlaceFilter place(t, {}, {}, filter.departments, filter.region);
  const std::vector<bool> rules = RulesAsked(t, filter.rules);
  Candidates candidates;
  if (!filter.organization.empty()) candidates = MailboxesOfOrganization(t, filter.organization);

  AuditResult result;
  result.unknown = UnknownOf(t, filter, domains, operated);
  if (result.unknown != AuditResult::Unknown::kNothing) return result;
  std::map<std::pair<std::uint16_t, std::uint8_t>, std::uint64_t> counts;
  const auto examine = [&](std::uint32_t i) {
    const MailboxEntry& entry = t.mailboxes[i];
    if (!type.Allows(entry.type) || (!filter.domain.empty() && !domains.Has(entry.domain)) ||
        (!filter.operator_name.empty() && !operated.Has(entry.domain)) ||
        !IsAttachedIn(t, i, place)) {
      return;
    }
    ++result.examined;
    bool passes = false;
    for (const RemarkEntry& remark : t.remarks_of_mailbox[i]) {
      if (!rules[remark.rule] || remark.severity < filter.minimum_severity) continue;
      passes = true;
      ++counts[{remark.rule, remark.severity}];
    }
    if (passes) result.mailboxes.push_back(MailboxIndex{i});
  };
  if (candidates) {
    for (const std::uint32_t i : *candidates) examine(i);
  } else {
    for (std::uint32_t i = 0; i + 1 < t.mailboxes.size(); ++i) examine(i);
  }

  std::vector<std::pair<std::string, MailboxIndex>> by_address;
  by_address.reserve(result.mailboxes.size());
  for (const MailboxIndex i : result.mailboxes) {
    by_address.emplace_back(FoldAddress(t.text(t.mailboxes[static_cast<std::uint32_t>(i)].address)),
                            i);
  }
  std::sort(by_address.begin(), by_address.end());
  for (std::size_t i = 0; i < by_address.size(); ++i) result.mailboxes[i] = by_address[i].second;
  for (const auto& [key, remarks] : counts) {
    result.counts.push_back({t.text(t.rules[key.first]), key.second, remarks});
  }
  std::sort(result.counts.begin(), result.counts.end(),
            [](const AuditCount& a, const AuditCount& b) {
              return std::pair(a.rule_id, a.severity) < std::pair(b.rule_id, b.severity);
            });
  return result;
}

}  // namespace annuaire
