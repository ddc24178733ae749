// AuditTotals are the counts of an audit once the accepted findings are taken
// away: the server's summary less the exceptions.

#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/naming/finding.h"

namespace annuaire::cli {

using BySeverity = std::array<std::uint64_t, 4>;  // findings, by Severity
std::uint64_t Sum(const BySeverity& counts);

class AuditTotals {
 public:
  void SetSummary(v1::AuditSummary summary);
  // One row of the stream: what is left of it, and what was taken away.
  void Add(const v1::AuditRow& row, const std::vector<v1::Finding>& accepted);
  void AddListed(int findings) { findings_listed_ += static_cast<std::uint64_t>(findings); }

  std::uint64_t mailboxes() const { return summary_.mailboxes_examined(); }
  std::uint64_t mailboxes_with_findings() const {
    return summary_.mailboxes_with_findings() - mailboxes_accepted_;
  }
  // "ORG-01" -> findings.
  const std::map<std::string, BySeverity>& by_rule() const { return by_rule_; }
  BySeverity by_severity() const;
  std::uint64_t findings_accepted() const { return findings_accepted_; }
  // Findings that were counted but not listed, because of --limit.
  std::uint64_t findings_not_listed() const;
  const v1::AuditSummary& summary() const { return summary_; }

 private:
  v1::AuditSummary summary_;
  std::map<std::string, BySeverity> by_rule_;
  std::uint64_t findings_counted_ = 0;
  std::uint64_t findings_listed_ = 0;
  std::uint64_t findings_accepted_ = 0;
  std::uint64_t mailboxes_accepted_ = 0;
};

}  // namespace annuaire::cli
