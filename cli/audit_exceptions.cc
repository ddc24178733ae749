#include "cli/audit_exceptions.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/csv.h"
#include "cli/line_source.h"
#include "cli/tab_columns.h"
#include "directory/base/day.h"
#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/record/patient_address.h"

namespace annuaire::cli {
namespace {

// What the columns are called, folded, in each of the two files it may be.
struct Form {
  bool csv;  // of an audit: not every row is an exception
  std::string_view address, rule, reason, author, date;
};
constexpr Form kTabbed = {false, "address", "rule", "reason", "author", "date"};
constexpr Form kSheet = {true, "adresse", "regle", "motif", "auteur", "date"};

const Form& FormOf(std::string_view header) {
  const bool tabbed = header.find('\t') != std::string_view::npos;
  return !tabbed && header.find(';') != std::string_view::npos ? kSheet : kTabbed;
}

Result<std::vector<std::string>> CellsOf(std::string_view line, const Form& form) {
  if (form.csv) return CsvFields(line);
  const std::vector<std::string_view> cells = Cut(line, '\t');
  return std::vector<std::string>(cells.begin(), cells.end());
}

// "01/10/2026" is 2026-10-01 to who works in a French spreadsheet.
std::string DayOf(std::string_view typed, const Form& form) {
  const bool french = form.csv && typed.size() == 10 && typed[2] == '/' && typed[5] == '/';
  if (!french) return std::string(typed);
  std::string day(typed.substr(6));
  return day.append("-").append(typed.substr(3, 2)).append("-").append(typed.substr(0, 2));
}

std::string KeyOf(std::string_view address, std::string_view rule) {
  return FoldAddress(address).append("\t").append(rule);
}

// As the catalogue writes it; as typed when there is none.
std::string RuleOf(std::string_view typed) {
  const Rule* rule = FindRule(typed);
  return std::string(rule == nullptr ? typed : rule->id);
}

constexpr const char* kExpected =
    "; the first line names, separated by tabs: address, rule, reason, author, date; or the file "
    "is the CSV of an audit";

Status CheckHeader(const TabColumns& columns, const Form& form) {
  for (const std::string_view name :
       {form.address, form.rule, form.reason, form.author, form.date}) {
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
  const Form& form = FormOf(line);
  const Result<std::vector<std::string>> names = CellsOf(line, form);
  if (!names.ok()) return Status(names.status()).Annotate(source->Where());
  const TabColumns columns(std::vector<std::string_view>(names->begin(), names->end()));
  RETURN_IF_ERROR(CheckHeader(columns, form).Annotate(source->Where()));
  AuditExceptions exceptions;
  while (source->Next(line)) {
    if (form.csv ? Trim(line).empty() : IsSkipped(line)) continue;
    if (!IsValidUtf8(line)) {
      return InvalidArgumentError(source->Where() + ": not UTF-8; save the file as UTF-8");
    }
    const Result<std::vector<std::string>> cells = CellsOf(line, form);
    if (!cells.ok()) return Status(cells.status()).Annotate(source->Where());
    if (cells->size() > columns.size()) {
      return InvalidArgumentError(source->Where() + ": " + std::to_string(cells->size()) +
                                  " fields where the header names " +
                                  std::to_string(columns.size()) +
                                  "; remove the separators too many");
    }
    const std::vector<std::string_view> row(cells->begin(), cells->end());
    AuditException entry = {.address = std::string(columns.Field(row, form.address)),
                            .rule = RuleOf(columns.Field(row, form.rule)),
                            .reason = std::string(columns.Field(row, form.reason)),
                            .author = std::string(columns.Field(row, form.author)),
                            .date = DayOf(columns.Field(row, form.date), form),
                            .line = source->line_number()};
    const bool untouched = entry.reason.empty() && entry.author.empty() && entry.date.empty();
    if (form.csv && (untouched || exceptions.Has(entry))) continue;
    RETURN_IF_ERROR(exceptions.Add(std::move(entry)).Annotate(source->Where()));
  }
  RETURN_IF_ERROR(Status(source->status()));
  return exceptions;
}

bool AuditExceptions::Has(const AuditException& entry) const {
  return index_.contains(KeyOf(entry.address, entry.rule));
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
