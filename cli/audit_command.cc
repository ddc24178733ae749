#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/answer_file.h"
#include "cli/audit_writer.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/filter_flags.h"
#include "cli/progress.h"
#include "cli/status.h"
#include "cli/stream_watch.h"

namespace annuaire::cli {
namespace {

constexpr FilterFlag kFilters[] = {
    {"domain", "this domain, or with its sub-domains when it starts with a dot"},
    {"operator", "words of the name of the domain's operator"},
    {"organization", "any number of the structure: FINESS, SIRET…"},
    {"region", "INSEE region code, or its name"},
    {"type", "PER, ORG, APP or CAB"},
};

// What was typed after "audit".
struct AuditWords {
  v1::AuditRequest request;
  Severity severity = Severity::kInfo;
  Severity fail_on = Severity::kOk;  // kOk: never
  std::uint32_t limit = 0;           // 0: none
  std::string exceptions;
  bool csv = false;
  std::string page;
  Language language = Language::kFrench;
};

// What was asked, in French, for the page's title.
std::string Scope(const v1::AuditRequest& request) {
  std::string scope;
  const auto add = [&scope](const char* name, const std::string& value) {
    if (!value.empty()) Append(scope, name + (" " + value), " · ");
  };
  add("Domaine", request.domain());
  add("Opérateur", request.operator_());
  add("Structure", request.organization());
  add(request.departments_size() > 1 ? "Départements" : "Département", Join(request.departments()));
  add("Région", request.region());
  add("Type", request.type());
  add("Règles", Join(request.rules()));
  if (request.minimum_severity() == v1::SEVERITY_SUSPECT) add("À vérifier", "et violations");
  if (request.minimum_severity() == v1::SEVERITY_VIOLATION) add("Violations", "seules");
  return scope.empty() ? "Tout l'annuaire" : scope;
}

// Leaves at most "left" findings in the row, and counts them off.
void Limit(v1::AuditRow& row, std::int64_t& left) {
  const int listed = static_cast<int>(std::min<std::int64_t>(left, row.findings_size()));
  row.mutable_findings()->DeleteSubrange(listed, row.findings_size() - listed);
  left -= listed;
}

// Streams the audit into "writer"; rows as soon as they come.
Status Run(Session& session, const AuditWords& words, AuditExceptions& exceptions,
           AuditWriter& writer, Output& out) {
  grpc::ClientContext context;
  StreamWatch watch(context, session.options.timeout_seconds);
  watch.Begin();
  const auto reader =
      session.client.stub<v1::MailboxService::Stub>().Audit(&context, words.request);
  AuditTotals totals;
  Progress progress(session.err_terminal, session.out_terminal);
  Status written;
  std::uint64_t rows = 0;
  std::int64_t left = words.limit > 0 ? words.limit : std::numeric_limits<std::int64_t>::max();
  v1::AuditResponse response;
  while (reader->Read(&response)) {
    watch.End();
    if (response.has_summary()) {
      writer.Start(response.summary());
      totals.SetSummary(std::move(*response.mutable_summary()));
    } else if (response.has_row()) {
      v1::AuditRow& row = *response.mutable_row();
      totals.Add(row, exceptions.Apply(row));
      Limit(row, left);
      totals.AddListed(row.findings_size());
      if (!row.findings().empty()) writer.Add(row);
      progress.Show(++rows);
    }
    written = out.FlushWhenLarge();
    if (!written.ok() || out.closed()) {
      context.TryCancel();
      break;
    }
    watch.Begin();
  }
  watch.Begin();
  const grpc::Status ended = reader->Finish();
  watch.End();
  RETURN_IF_ERROR(std::move(written));
  if (out.closed()) return OkStatus();
  RETURN_IF_ERROR(session.client.Explain(watch.Judge(ended)));
  writer.End(totals, exceptions);
  const BySeverity counts = totals.by_severity();
  if (words.fail_on != Severity::kOk &&
      std::any_of(counts.begin() + static_cast<int>(words.fail_on), counts.end(),
                  [](std::uint64_t count) { return count > 0; })) {
    session.exit_code = kExitUnmet;
  }
  return out.Flush();
}

Status WritePage(Session& session, const AuditWords& words, AuditExceptions& exceptions) {
  const auto write = [&](Output& out) {
    return Run(session, words, exceptions, *AuditPage(out, Scope(words.request)), out);
  };
  if (words.page == "-") return write(session.out);
  RETURN_IF_ERROR(WriteAnswerFile(words.page, write));
  session.Note("wrote " + words.page);
  return OkStatus();
}

// The remarks that the form asked for has no place for.
void NoteExceptions(Session& session, const AuditExceptions& exceptions) {
  const auto unused = exceptions.Unused();
  session.Note(std::to_string(exceptions.Used().size()) + " of " +
               std::to_string(exceptions.entries().size()) + " exceptions used");
  for (const AuditException* entry : unused) {
    session.Note("exception of line " + std::to_string(entry->line) +
                 " matches nothing here: " + entry->address + " " + entry->rule);
  }
}

Status Audit(Session& session, const AuditWords& words) {
  if (int{words.csv} + int{session.options.json} + int{!words.page.empty()} > 1) {
    return InvalidArgumentError("--json, --csv and --html are forms of one answer: give one");
  }
  AuditExceptions exceptions;
  if (!words.exceptions.empty()) {
    Result<AuditExceptions> loaded = AuditExceptions::Load(words.exceptions);
    if (!loaded.ok()) return loaded.status();
    exceptions = *std::move(loaded);
  }
  AuditWords asked = words;
  asked.request.set_minimum_severity(static_cast<v1::Severity>(words.severity));
  // The server knows no exceptions: all findings are needed to tell what is left.
  if (words.exceptions.empty()) asked.request.set_limit(words.limit);
  Status status;
  if (!asked.page.empty()) {
    status = WritePage(session, asked, exceptions);
  } else {
    const std::unique_ptr<AuditWriter> writer =
        asked.csv              ? AuditCsv(session.out, words.language)
        : session.options.json ? AuditJson(session.out, !words.exceptions.empty())
                               : AuditText(session.out, session.out_terminal, words.language);
    status = Run(session, asked, exceptions, *writer, session.out);
  }
  RETURN_IF_ERROR(std::move(status));
  if (!words.exceptions.empty() && (asked.csv || !asked.page.empty())) {
    NoteExceptions(session, exceptions);
  }
  return OkStatus();
}

}  // namespace

void AddAuditCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<AuditWords>();
  CLI::App* command =
      app.add_subcommand("audit", "What the naming rules say of the published mailboxes");
  AddFilterFlags(*command, words->request, kFilters);
  const auto add_texts = [&](const char* flag, auto* (v1::AuditRequest::*list)(),
                             const char* help) {
    command
        ->add_option_function<std::vector<std::string>>(
            flag,
            [words, list](const std::vector<std::string>& texts) {
              (words->request.*list)()->Add(texts.begin(), texts.end());
            },
            help)
        ->allow_extra_args(false);
  };
  add_texts("--department", &v1::AuditRequest::mutable_departments,
            "department of the structure, or of the holder: 54, 2A; may be repeated");
  add_texts("--rule", &v1::AuditRequest::mutable_rules,
            "rule ORG-01, or family ORG; may be repeated");
  AddSeverityFlag(*command, "--severity", words->severity,
                  "least severity that counts: info, suspect or violation (info)");
  AddSeverityFlag(*command, "--fail-on", words->fail_on,
                  "exit 1 when a finding that counts is suspect, or violation, or worse");
  command
      ->add_option("--limit", words->limit, "findings listed at most; the totals count all (all)")
      ->type_name("N");
  command
      ->add_option("--exceptions", words->exceptions,
                   "accepted findings: tab-separated, with address, rule, reason, author, date; or "
                   "a CSV of this command, its last columns filled in")
      ->type_name("FILE");
  command->add_flag("--csv", words->csv, "for a French spreadsheet");
  command->add_option("--html", words->page, "one page to send, in French; - for standard output")
      ->type_name("FILE");
  AddLanguageFlag(*command, words->language);
  command->footer(
      "Example:\n  annuaire audit --department 54 --severity suspect --html audit.html");
  command->callback(
      [&chosen, words] { chosen = [words](Session& session) { return Audit(session, *words); }; });
}

}  // namespace annuaire::cli
