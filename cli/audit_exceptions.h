// AuditExceptions are findings somebody has looked at and accepted: a
// tab-separated file with the header address, rule, reason, author, date; or the
// CSV of an audit, where those rows are accepted that say motif, auteur and date,
// the day also as a French spreadsheet writes it.
//
// An entry silences one rule on one address, both exact but for case. It counts
// what it silenced, so that stale entries show. A line that cannot be read is
// kInvalidArgument, naming file, line and remedy: a silent exception would be
// worse than none. One thread.
//
// Example:
//
//   Result<AuditExceptions> exceptions = AuditExceptions::Load("exceptions.tsv");
//   if (!exceptions.ok()) return exceptions.status();
//   exceptions->Apply(row);  // takes the accepted findings away

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/result.h"

namespace annuaire::cli {

struct AuditException {
  std::string address;  // as written
  std::string rule;
  std::string reason;
  std::string author;
  std::string date;  // ISO
  std::uint64_t line = 0;
  std::uint64_t findings = 0;  // silenced so far
};

class AuditExceptions {
 public:
  AuditExceptions() = default;
  static Result<AuditExceptions> Load(const std::string& path);

  // Takes the accepted findings out of "row", corrects its verdict, and returns
  // them.
  std::vector<v1::Finding> Apply(v1::AuditRow& row);

  const std::vector<AuditException>& entries() const { return entries_; }
  std::vector<const AuditException*> Used() const;
  std::vector<const AuditException*> Unused() const;

 private:
  Status Add(AuditException entry);
  bool Has(const AuditException& entry) const;

  std::vector<AuditException> entries_;
  std::unordered_map<std::string, std::size_t> index_;  // folded address, tab, rule
};

}  // namespace annuaire::cli
