#include "cli/audit_exceptions.h"

#include <algorithm>
#include <utility>

#include "cli/line_source.h"
#include "cli/tab_columns.h"
#include "directory/base/day.h"
#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/record/patient_address.h"

namespace annuaire::cli {
namespace {

const std::vector<std::string_view> kColumns = {"address", "rule", "reason", "author", "date"};

std::string KeyOf(std::string_view address, std::string_view rule) {
  return FoldAddress(address).append("\t").append(rule);
}

// As the catalogue writes it; as typed when there is none.
std::string RuleOf(std::string_view typed) {
  const Rule* rule = FindRule(typed);
  return std::string(rule == nullptr ? typed : rule->id);
}

constexpr const char* kExpected =
    "; the first line names, separated by tabs: address, rule, reason, author, date";

Status CheckHeader(const TabColumns& columns) {
  for (const std::string_view name : kColumns) {
    if (!columns.Has(name)) {
      return InvalidArgumentError("no column \"" + std::string(name) + "\"" + kExpected);
    }
  }
  return OkStatus();
}

Status CheckEntry(const AuditException& entry) {
  if (entry.address.find('@') == std::string::npos) {
    return InvalidArgumentError("no address; write the whole address, with its @");
  }
  if (IsPatientAddress(entry.address)) {
    return InvalidArgumentError("a patient address has no findings to accept; remove the line");
  }
  if (FindRule(entry.rule) == nullptr) {
    return InvalidArgumentError("no rule '" + entry.rule + "'; annuaire rules lists them");
  }
  if (entry.reason.empty()) return InvalidArgumentError("no reason; say why this is accepted");
  if (entry.author.empty()) return InvalidArgumentError("no author; say who accepted this");
  if (!IsDay(entry.date)) {
    return InvalidArgumentError("date '" + entry.date + "'; write a day as YYYY-MM-DD");
  }
  return OkStatus();
}

}  // namespace

Status AuditExceptions::Add(AuditException entry) {
  RETURN_IF_ERROR(CheckEntry(entry));
  const auto [at, added] = index_.emplace(KeyOf(entry.address, entry.rule), entries_.size());
  if (!added) {
    return InvalidArgumentError("the same address and rule as line " +
                                std::to_string(entries_[at->second].line) + "; keep one");
  }
  entries_.push_back(std::move(entry));
  return OkStatus();
}

Result<AuditExceptions> AuditExceptions::Load(const std::string& path) {
  Result<LineSource> source = LineSource::Open(path);
  if (!source.ok()) return source.status();
  std::string_view line;
  while (source->Next(line) && IsSkipped(line)) {
  }
  RETURN_IF_ERROR(Status(source->status()));
  if (IsSkipped(line)) return InvalidArgumentError(path + ": empty" + kExpected);
  const TabColumns columns(line);
  RETURN_IF_ERROR(CheckHeader(columns).Annotate(source->Where()));
  AuditExceptions exceptions;
  while (source->Next(line)) {
    if (IsSkipped(line)) continue;
    if (!IsValidUtf8(line)) {
      return InvalidArgumentError(source->Where() + ": not UTF-8; save the file as UTF-8");
    }
    const std::vector<std::string_view> row = Cut(line, '\t');
    if (row.size() > columns.size()) {
      return InvalidArgumentError(source->Where() + ": " + std::to_string(row.size()) +
                                  " fields where the header names " +
                                  std::to_string(columns.size()) + "; remove the tabs too many");
    }
    RETURN_IF_ERROR(exceptions
                        .Add({.address = std::string(columns.Field(row, "address")),
                              .rule = RuleOf(columns.Field(row, "rule")),
                              .reason = std::string(columns.Field(row, "reason")),
                              .author = std::string(columns.Field(row, "author")),
                              .date = std::string(columns.Field(row, "date")),
                              .line = source->line_number()})
                        .Annotate(source->Where()));
  }
  RETURN_IF_ERROR(Status(source->status()));
  return exceptions;
}

std::vector<v1::Finding> AuditExceptions::Apply(v1::AuditRow& row) {
  std::vector<v1::Finding> accepted;
  if (entries_.empty()) return accepted;
  auto& findings = *row.mutable_findings();
  for (int i = 0; i < findings.size();) {
    const auto at = index_.find(KeyOf(row.address(), findings[i].rule()));
    if (at == index_.end()) {
      ++i;
      continue;
    }
    ++entries_[at->second].findings;
    accepted.push_back(std::move(findings[i]));
    findings.erase(findings.begin() + i);
  }
  if (accepted.empty()) return accepted;
  row.set_verdict(v1::SEVERITY_OK);
  for (const v1::Finding& finding : findings) {
    row.set_verdict(std::max(row.verdict(), finding.severity()));
  }
  return accepted;
}

std::vector<const AuditException*> AuditExceptions::Used() const {
  std::vector<const AuditException*> used;
  for (const AuditException& entry : entries_) {
    if (entry.findings > 0) used.push_back(&entry);
  }
  return used;
}

std::vector<const AuditException*> AuditExceptions::Unused() const {
  std::vector<const AuditException*> unused;
  for (const AuditException& entry : entries_) {
    if (entry.findings == 0) unused.push_back(&entry);
  }
  return unused;
}

}  // namespace annuaire::cli
