#include "cli/audit_totals.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "cli/severity_text.h"

namespace annuaire::cli {

std::uint64_t Sum(const BySeverity& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void AuditTotals::SetSummary(v1::AuditSummary summary) {
  summary_ = std::move(summary);
  for (const v1::AuditCount& count : summary_.counts()) {
    by_rule_[count.rule()][static_cast<std::size_t>(SeverityOf(count.severity()))] +=
        count.findings();
    findings_counted_ += count.findings();
  }
}

void AuditTotals::Add(const v1::AuditRow& row, const std::vector<v1::Finding>& accepted) {
  for (const v1::Finding& finding : accepted) {
    std::uint64_t& count =
        by_rule_[finding.rule()][static_cast<std::size_t>(SeverityOf(finding.severity()))];
    if (count > 0) --count;
  }
  findings_accepted_ += accepted.size();
  if (row.findings().empty() && mailboxes_with_findings() > 0) ++mailboxes_accepted_;
}

BySeverity AuditTotals::by_severity() const {
  BySeverity totals{};
  for (const auto& [rule, counts] : by_rule_) {
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] += counts[i];
  }
  return totals;
}

std::uint64_t AuditTotals::findings_not_listed() const {
  return findings_counted_ - std::min(findings_counted_, findings_accepted_ + findings_listed_);
}

}  // namespace annuaire::cli
