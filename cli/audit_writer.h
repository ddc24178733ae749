// An AuditWriter puts an audit into one form: text, JSON, CSV or a page. It is
// given the rows as they come, then the totals.

#pragma once

#include <memory>
#include <string>

#include "cli/audit_exceptions.h"
#include "cli/audit_totals.h"
#include "cli/output.h"
#include "cli/severity_text.h"
#include "directory/display/terminal.h"

namespace annuaire::cli {

class AuditWriter {
 public:
  virtual ~AuditWriter() = default;
  // Before the rows.
  virtual void Start(const v1::AuditSummary& summary) = 0;
  // REQUIRES: a row with findings.
  virtual void Add(const v1::AuditRow& row) = 0;
  virtual void End(const AuditTotals& totals, const AuditExceptions& exceptions) = 0;
};

// Tables, the totals last, where they stay in sight.
std::unique_ptr<AuditWriter> AuditText(Output& out, const Terminal& terminal, Language language);
// AuditResponse messages one a line; then, when there are exceptions,
// {"exceptions":{"findings":N,"used":N,"unused":[{"line","address","rule"}]}}.
std::unique_ptr<AuditWriter> AuditJson(Output& out, bool with_exceptions);
// One line a finding, titles in French; see csv.h. Its last columns are empty, for who
// accepts a finding to fill in: see audit_exceptions.h.
std::unique_ptr<AuditWriter> AuditCsv(Output& out, Language language);
// One page of HTML in French, complete in itself, the worst mailboxes first. "scope" says what was
// asked: "Domaine ch-xxx.mssante.fr".
std::unique_ptr<AuditWriter> AuditPage(Output& out, std::string scope);

}  // namespace annuaire::cli
