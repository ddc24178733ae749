// The forms of an audit that are lists: text, JSON and CSV.

#include "cli/audit_writer.h"
#include "cli/csv.h"
#include "cli/describe.h"
#include "cli/json_text.h"
#include "directory/display/number.h"
#include "directory/display/text.h"
#include "directory/display/text_table.h"
#include "directory/naming/rule_catalogue.h"

namespace annuaire::cli {
namespace {

std::string Number(std::uint64_t number) {
  return number == 0 ? std::string() : WithThousands(number);
}

class Text final : public AuditWriter {
 public:
  Text(Output& out, const Terminal& terminal, Language language)
      : out_(out), terminal_(terminal), language_(language) {}

  void Start(const v1::AuditSummary&) override {}

  void Add(const v1::AuditRow& row) override {
    std::string structure = DescribeWithId(row.organization());
    if (structure.empty()) structure = row.holder();
    for (const v1::Finding& finding : row.findings()) {
      table_.Add({row.address(), row.type(), finding.rule(),
                  std::string(ToText(finding.severity())), structure,
                  std::string(MessageOf(finding, language_))});
    }
    if (table_.holds_a_page()) Print();
  }

  void End(const AuditTotals& totals, const AuditExceptions& exceptions) override {
    Print();
    TextTable rules({{.title = "RULE", .keep = true},
                     {.title = "VIOLATION", .right = true},
                     {.title = "SUSPECT", .right = true},
                     {.title = "INFO", .right = true}});
    for (const auto& [rule, counts] : totals.by_rule()) {
      if (Sum(counts) > 0) {
        rules.Add({rule, Number(counts[3]), Number(counts[2]), Number(counts[1])});
      }
    }
    if (!rules.empty()) out_.Write("\n" + rules.Print(terminal_));
    out_.Write("\n" + WithThousands(totals.mailboxes_with_findings()) + " of " +
               WithThousands(totals.mailboxes()) + " mailboxes have findings\n");
    if (totals.findings_not_listed() > 0) {
      out_.Write(WithThousands(totals.findings_not_listed()) +
                 " findings are counted here but not listed: raise --limit\n");
    }
    if (terminal_.is_terminal && totals.mailboxes_with_findings() > 0) {
      out_.Write("annuaire rules RULE says what to do\n");
    }
    if (!exceptions.entries().empty()) WriteExceptions(totals, exceptions);
    std::string from = "rule set " + totals.summary().rule_set_version();
    Append(from, Describe(totals.summary().edition()));
    out_.Write(Faint(Printable(from), terminal_) + "\n");
  }

 private:
  void Print() { out_.Write(table_.Print(terminal_)); }

  void WriteExceptions(const AuditTotals& totals, const AuditExceptions& exceptions) {
    const auto unused = exceptions.Unused();
    const std::uint64_t accepted = totals.findings_accepted();
    out_.Write(WithThousands(accepted) + (accepted == 1 ? " finding is" : " findings are") +
               " accepted by " + WithThousands(exceptions.Used().size()) + " of " +
               WithThousands(exceptions.entries().size()) + " exceptions\n");
    if (unused.empty()) return;
    out_.Write("\n" + Bold("Exceptions that match nothing here", terminal_) + "\n");
    TextTable table({{.title = "LINE", .right = true},
                     {.title = "ADDRESS", .keep = true},
                     {.title = "RULE", .keep = true},
                     {.title = "DATE", .keep = true},
                     {.title = "AUTHOR"},
                     {.title = "REASON"}});
    for (const AuditException* entry : unused) {
      table.Add({std::to_string(entry->line), entry->address, entry->rule, entry->date,
                 entry->author, entry->reason});
    }
    out_.Write(table.Print(terminal_) + "\n");
  }

  Output& out_;
  Terminal terminal_;
  Language language_;
  TextTable table_{{{.title = "ADDRESS", .keep = true},
                    {.title = "TYPE", .keep = true},
                    {.title = "RULE", .keep = true},
                    {.title = "SEVERITY", .keep = true},
                    {.title = "STRUCTURE OR HOLDER"},
                    {.title = "FINDING"}}};
};

class Json final : public AuditWriter {
 public:
  Json(Output& out, bool with_exceptions) : out_(out), with_exceptions_(with_exceptions) {}

  void Start(const v1::AuditSummary& summary) override {
    v1::AuditResponse response;
    *response.mutable_summary() = summary;
    Write(response);
  }

  void Add(const v1::AuditRow& row) override {
    v1::AuditResponse response;
    *response.mutable_row() = row;
    Write(response);
  }

  void End(const AuditTotals& totals, const AuditExceptions& exceptions) override {
    if (!with_exceptions_) return;
    std::string line =
        "{\"exceptions\":{\"findings\":" + std::to_string(totals.findings_accepted()) +
        ",\"used\":" + std::to_string(exceptions.Used().size()) + ",\"unused\":[";
    std::string_view comma;
    for (const AuditException* entry : exceptions.Unused()) {
      line.append(comma).append("{\"line\":").append(std::to_string(entry->line));
      line += ",\"address\":";
      AppendJsonString(line, entry->address);
      line += ",\"rule\":";
      AppendJsonString(line, entry->rule);
      line += '}';
      comma = ",";
    }
    out_.Write(line + "]}}\n");
  }

 private:
  void Write(const v1::AuditResponse& response) {
    std::string line;
    AppendJson(line, response);
    out_.Write(line += '\n');
  }

  Output& out_;
  bool with_exceptions_;
};

class Csv final : public AuditWriter {
 public:
  Csv(Output& out, Language language) : out_(out), language_(language) {}

  void Start(const v1::AuditSummary& summary) override {
    extract_date_ = summary.edition().extract_date();
    const std::string titles[] = {"adresse",    "type",        "règle",
                                  "gravité",    "constat",     "indices",
                                  "structure",  "service",     "titulaire",
                                  "opérateurs", "département", "identifiant de structure",
                                  "rpps",       "que faire",   "extrait du",
                                  "motif",      "auteur",      "date"};
    out_.Write(kCsvStart);
    out_.Write(CsvLine(titles));
  }

  void Add(const v1::AuditRow& row) override {
    for (const v1::Finding& finding : row.findings()) {
      const std::string fields[] = {row.address(),
                                    row.type(),
                                    finding.rule(),
                                    std::string(ToText(finding.severity())),
                                    std::string(MessageOf(finding, language_)),
                                    Join(finding.tokens()),
                                    DescribeWithId(row.organization()),
                                    row.service(),
                                    row.holder(),
                                    Join(row.operators()),
                                    CsvIds(row.departments()),
                                    CsvId(row.organization().id()),
                                    CsvId(row.rpps()),
                                    Remedy(finding),
                                    extract_date_,
                                    "",
                                    "",
                                    ""};
      out_.Write(CsvLine(fields));
    }
  }

  void End(const AuditTotals&, const AuditExceptions&) override {}

 private:
  std::string Remedy(const v1::Finding& finding) const {
    const Rule* rule = FindRule(finding.rule());
    if (rule == nullptr) return {};  // of a later version
    const Severity severity = SeverityOf(finding.severity());
    return language_ == Language::kFrench ? RemedyFr(*rule, severity) : RemedyEn(*rule, severity);
  }

  Output& out_;
  const Language language_;
  std::string extract_date_;
};

}  // namespace

std::unique_ptr<AuditWriter> AuditText(Output& out, const Terminal& terminal, Language language) {
  return std::make_unique<Text>(out, terminal, language);
}

std::unique_ptr<AuditWriter> AuditJson(Output& out, bool with_exceptions) {
  return std::make_unique<Json>(out, with_exceptions);
}

std::unique_ptr<AuditWriter> AuditCsv(Output& out, Language language) {
  return std::make_unique<Csv>(out, language);
}

}  // namespace annuaire::cli
