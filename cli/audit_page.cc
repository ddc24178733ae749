// The page of an audit: what an administrator sends. The rows are rendered as
// they come; the page is put around them at the end, when the totals are known.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "cli/audit_page_assets.h"
#include "cli/audit_writer.h"
#include "cli/describe.h"
#include "cli/html.h"
#include "directory/base/fold.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/record/mailbox.h"

namespace annuaire::cli {
namespace {

constexpr std::size_t kDomainsShown = 15;
constexpr Severity kWorstFirst[] = {Severity::kViolation, Severity::kSuspect, Severity::kInfo};

std::string_view Name(Severity severity) {
  constexpr std::string_view kNames[] = {"Conforme", "Information", "À vérifier", "Violation"};
  return kNames[static_cast<std::size_t>(severity)];
}

// "s3", of the style sheet and the filters.
std::string Class(Severity severity) { return "s" + std::to_string(static_cast<int>(severity)); }

std::string Tag(Severity severity) {
  return "<span class=\"tag " + Class(severity) + "\">" + std::string(Name(severity)) + "</span>";
}

std::string Plural(std::uint64_t number, const char* one, const char* many) {
  return FrenchCount(number) + " " + (number < 2 ? one : many);
}

std::string Tile(std::string_view css_class, const std::string& number, std::string_view label) {
  return "<div class=\"tile " + std::string(css_class) + "\"><b>" + number + "</b><span>" +
         std::string(label) + "</span></div>\n";
}

// "s2 s3", as the filters read it.
std::string Joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) Append(text, word, " ");
  return text;
}

struct Bar {
  std::string label;
  BySeverity counts{};
};

void SortLongestFirst(std::vector<Bar>& bars) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar& a, const Bar& b) { return Sum(a.counts) > Sum(b.counts); });
}

// One bar of a chart, cut by severity; "scale" is the longest bar's total. Its label
// filters the list by "filter": "rule", the rule, or "text", a word of the rows.
std::string BarRow(const Bar& bar, std::uint64_t scale, std::string_view title,
                   std::string_view filter) {
  const std::string label = Html(bar.label);
  std::string html = "<div class=\"bar\"><span title=\"" + Html(title) +
                     "\"><a href=\"#liste\" data-" + std::string(filter) + "=\"" + label + "\">" +
                     label +
                     "</a></span><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
                     "role=\"img\" aria-label=\"" +
                     label + "\">";
  std::uint64_t before = 0;
  for (const Severity severity : kWorstFirst) {
    const std::uint64_t count = bar.counts[static_cast<std::size_t>(severity)];
    if (count == 0) continue;
    const std::uint64_t from = before * 1000 / scale;
    before += count;
    const std::uint64_t to = std::max(before * 1000 / scale, from + 2);
    html += "<rect class=\"" + Class(severity) + "\" x=\"" + std::to_string(from) + "\" width=\"" +
            std::to_string(to - from) + "\" height=\"10\"><title>" + FrenchCount(count) + " " +
            std::string(Name(severity)) + "</title></rect>";
  }
  return html + "</svg><b>" + FrenchCount(Sum(bar.counts)) + "</b></div>\n";
}

std::string Legend() {
  std::string html = "<div class=\"legend\">";
  for (const Severity severity : kWorstFirst) {
    html += "<span><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"" +
            Class(severity) + "\" width=\"10\" height=\"10\" rx=\"2\"/></svg>" +
            std::string(Name(severity)) + "</span>";
  }
  return html + "</div>\n";
}

// An address, which may break after its @.
std::string AddressHtml(const std::string& address) {
  std::string html = Html(address);
  if (const std::size_t at = html.rfind('@'); at != std::string::npos) html.insert(at + 1, "<wbr>");
  return html;
}

std::string FindingHtml(const v1::Finding& finding) {
  const std::string rule = Html(finding.rule());
  std::string html =
      "<p><a href=\"#" + rule + "\">" + rule + "</a> " + French(Html(finding.message_fr()));
  for (const std::string& token : finding.tokens()) html += "<mark>" + Html(token) + "</mark>";
  return html + "</p>";
}

std::string RuleEntry(const std::string& id, const BySeverity& counts) {
  const Rule* rule = FindRule(id);
  std::string html = "<dt id=\"" + Html(id) + "\">" + Html(id);
  for (const Severity severity : kWorstFirst) {
    if (counts[static_cast<std::size_t>(severity)] > 0) {
      html += " <span class=\"tag " + Class(severity) + "\">" +
              FrenchCount(counts[static_cast<std::size_t>(severity)]) + " · " +
              std::string(Name(severity)) + "</span>";
    }
  }
  html += "</dt>\n";
  if (rule == nullptr) return html + "<dd>Règle plus récente que ce programme.</dd>\n";
  html += "<dd>" + French(Html(rule->text_fr)) + "</dd>\n";
  for (const Severity severity : kWorstFirst) {
    const std::string remedy = RemedyFr(*rule, severity);
    if (counts[static_cast<std::size_t>(severity)] == 0 || remedy.empty()) continue;
    html += "<dd>Que faire (" + std::string(Name(severity)) + ")\u00A0: " + French(Html(remedy)) +
            "</dd>\n";
  }
  html += "<dd><small>Source : " + Html(rule->source);
  if (!rule->source_date.empty()) html += ", " + Html(rule->source_date);
  return html + "</small></dd>\n";
}

std::string ExceptionTable(const std::vector<const AuditException*>& entries) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th>Adresse</th><th>Règle</th><th>Motif</th>"
      "<th>Auteur</th><th>Date</th></tr></thead><tbody>\n";
  for (const AuditException* entry : entries) {
    html += "<tr><td class=\"address\">" + AddressHtml(entry->address) + "</td><td>" +
            Html(entry->rule) + "</td><td>" + Html(entry->reason) + "</td><td>" +
            Html(entry->author) + "</td><td>" + Html(FrenchDate(entry->date)) + "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

class Page final : public AuditWriter {
 public:
  Page(Output& out, std::string scope) : out_(out), scope_(std::move(scope)) {}

  void Start(const v1::AuditSummary&) override {}
  void Add(const v1::AuditRow& row) override;
  void End(const AuditTotals& totals, const AuditExceptions& exceptions) override;

 private:
  std::string Head(const AuditTotals& totals) const;
  std::string Tiles(const AuditTotals& totals) const;
  std::string RuleChart(const AuditTotals& totals) const;
  std::string DomainChart(const AuditTotals& totals) const;
  std::string List(const AuditTotals& totals) const;
  std::string Rules(const AuditTotals& totals) const;
  std::string Exceptions(const AuditTotals& totals, const AuditExceptions& exceptions) const;

  Output& out_;
  std::string scope_;
  std::array<std::string, 4> rows_;  // by verdict
  std::uint64_t rows_count_ = 0;
  std::map<std::string, BySeverity> by_domain_;
};

void Page::Add(const v1::AuditRow& row) {
  BySeverity& of_domain = by_domain_[FoldAddress(DomainOf(row.address()))];
  std::set<std::string> severities;
  std::set<std::string> rules;
  std::string findings;
  Severity verdict = Severity::kInfo;
  for (const v1::Finding& finding : row.findings()) {
    const Severity severity = SeverityOf(finding.severity());
    ++of_domain[static_cast<std::size_t>(severity)];
    verdict = std::max(verdict, severity);
    severities.insert(Class(severity));
    rules.insert(finding.rule());
    findings += FindingHtml(finding);
  }
  std::string who = Html(DescribeWithId(row.organization()));
  std::string holder = row.holder();
  if (!row.rpps().empty()) holder.append(", RPPS ").append(row.rpps());
  for (const std::string& line : {row.service(), holder, Join(row.operators())}) {
    if (!line.empty()) who.append(who.empty() ? "" : "<br>").append(Html(line));
  }
  // Worst first when sorted upwards.
  const int key = 3 - static_cast<int>(verdict);
  rows_[static_cast<std::size_t>(verdict)] +=
      "<tr data-severities=\"" + Html(Joined(severities)) + "\" data-rules=\"" +
      Html(Joined(rules)) + "\"><td class=\"address\">" + AddressHtml(row.address()) + "</td><td>" +
      Html(row.type()) + "</td><td data-key=\"" + std::to_string(key) + "\">" + Tag(verdict) +
      "</td><td>" + findings + "</td><td class=\"who\">" + who + "</td></tr>\n";
  ++rows_count_;
}

std::string Page::Head(const AuditTotals& totals) const {
  const v1::AuditSummary& summary = totals.summary();
  return "<header><div><h1>Audit des adresses MSSanté</h1>\n<p>" + Html(scope_) +
         "</p>\n<ul><li>Extrait de l'annuaire du <b>" +
         Html(FrenchDate(summary.edition().extract_date())) + "</b></li><li>Règles du <b>" +
         Html(FrenchDate(summary.rule_set_version())) + "</b>, version " +
         Html(summary.rule_set_version()) + "</li><li>Édition " +
         Html(summary.edition().generation()) + "</li></ul></div></header>\n";
}

std::string Page::Tiles(const AuditTotals& totals) const {
  const BySeverity counts = totals.by_severity();
  const std::uint64_t found = totals.mailboxes_with_findings();
  std::string html = "<div class=\"tiles\">\n";
  html += Tile("", FrenchCount(totals.mailboxes()), "boîtes examinées");
  html += Tile("", FrenchCount(found),
               "boîtes avec un constat, " + FrenchShare(found, totals.mailboxes()));
  html += Tile("s3", FrenchCount(counts[3]), counts[3] < 2 ? "violation" : "violations");
  html += Tile("s2", FrenchCount(counts[2]),
               counts[2] < 2 ? "constat à vérifier" : "constats à vérifier");
  html += Tile("s1", FrenchCount(counts[1]), counts[1] < 2 ? "information" : "informations");
  return html + "</div>\n";
}

std::string Page::RuleChart(const AuditTotals& totals) const {
  std::vector<Bar> bars;
  for (const auto& [id, counts] : totals.by_rule()) {
    if (Sum(counts) > 0) bars.push_back({id, counts});
  }
  SortLongestFirst(bars);
  std::string html = "<section class=\"rules\"><h2>Constats par règle</h2>\n";
  for (const Bar& bar : bars) {
    const Rule* rule = FindRule(bar.label);
    html +=
        BarRow(bar, Sum(bars.front().counts), rule == nullptr ? bar.label : rule->text_fr, "rule");
  }
  return html + Legend() + "</section>\n";
}

std::string Page::DomainChart(const AuditTotals& totals) const {
  std::vector<Bar> bars;
  for (const auto& [domain, counts] : by_domain_) bars.push_back({domain, counts});
  SortLongestFirst(bars);
  const std::size_t shown = std::min(bars.size(), kDomainsShown);
  std::string html = "<section class=\"domains\"><h2>Constats par domaine</h2>\n";
  for (std::size_t i = 0; i < shown; ++i) {
    html += BarRow(bars[i], Sum(bars.front().counts), bars[i].label, "text");
  }
  html += Legend();
  if (shown < bars.size()) {
    html += "<p class=\"note\">Les " + std::to_string(shown) + " premiers de " +
            Plural(bars.size(), "domaine", "domaines") + ".</p>\n";
  }
  if (totals.findings_not_listed() > 0) {
    html += "<p class=\"note\">Parmi les constats listés ci-dessous seulement.</p>\n";
  }
  return html + "</section>\n";
}

std::string Page::List(const AuditTotals& totals) const {
  std::string html = "<section class=\"list\" id=\"liste\"><h2>Boîtes et constats</h2>\n";
  if (rows_count_ == 0) return html + "<p>Aucun constat.</p></section>\n";
  html +=
      "<form id=\"filters\" hidden>"
      "<input id=\"text\" type=\"search\" placeholder=\"Adresse, structure, mot…\" "
      "aria-label=\"Chercher\">"
      "<select id=\"severity\" aria-label=\"Gravité\"><option value=\"\">Toutes gravités</option>";
  for (const Severity severity : kWorstFirst) {
    html +=
        "<option value=\"" + Class(severity) + "\">" + std::string(Name(severity)) + "</option>";
  }
  html +=
      "</select><select id=\"rule\" aria-label=\"Règle\"><option value=\"\">Toutes règles</option>";
  for (const auto& [rule, counts] : totals.by_rule()) {
    if (Sum(counts) > 0) html += "<option>" + Html(rule) + "</option>";
  }
  html +=
      "</select><button type=\"reset\">Tout voir</button><output id=\"count\"></output></form>\n"
      "<div class=\"wide\"><table id=\"findings\"><thead><tr><th>Adresse</th><th>Type</th>"
      "<th aria-sort=\"ascending\">Gravité</th><th>Constats</th>"
      "<th>Structure, service, titulaire</th></tr></thead><tbody>\n";
  for (const Severity severity : kWorstFirst) html += rows_[static_cast<std::size_t>(severity)];
  html += "</tbody></table></div>\n<p><button id=\"more\" type=\"button\" hidden></button></p>\n";
  if (totals.findings_not_listed() > 0) {
    html += "<p class=\"note\">La liste est limitée : " +
            Plural(totals.findings_not_listed(), "autre constat est compté",
                   "autres constats sont comptés") +
            " ci-dessus sans y figurer.</p>\n";
  }
  return html + "</section>\n";
}

std::string Page::Rules(const AuditTotals& totals) const {
  std::string entries;
  for (const auto& [id, counts] : totals.by_rule()) {
    if (Sum(counts) > 0) entries += RuleEntry(id, counts);
  }
  if (entries.empty()) return {};
  return "<section class=\"list\"><h2>Règles en cause et remèdes</h2><dl>\n" + entries +
         "</dl></section>\n";
}

std::string Page::Exceptions(const AuditTotals& totals, const AuditExceptions& exceptions) const {
  if (exceptions.entries().empty()) return {};
  const auto used = exceptions.Used();
  const auto unused = exceptions.Unused();
  std::string html = "<section class=\"list\"><h2>Exceptions</h2>\n<p>" +
                     Plural(totals.findings_accepted(), "constat accepté", "constats acceptés") +
                     ", absents des comptes ci-dessus, par " + FrenchCount(used.size()) + " des " +
                     Plural(exceptions.entries().size(), "exception", "exceptions") +
                     " du fichier.</p>\n";
  if (!used.empty()) html += ExceptionTable(used);
  if (!unused.empty()) {
    html += "<p>Sans effet ici, car l'adresse a été corrigée ou sort du périmètre :</p>\n" +
            ExceptionTable(unused);
  }
  return html + "</section>\n";
}

void Page::End(const AuditTotals& totals, const AuditExceptions& exceptions) {
  out_.Write(
      "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<title>Audit des adresses MSSanté : " +
      Html(scope_) + "</title>\n<style>");
  out_.Write(kAuditPageStyle);
  out_.Write("</style></head>\n<body>\n" + Head(totals) + "<main>\n" + Tiles(totals));
  if (rows_count_ > 0) {
    out_.Write("<div class=\"charts\">\n" + RuleChart(totals) + DomainChart(totals) + "</div>\n");
  }
  out_.Write(List(totals) + Rules(totals) + Exceptions(totals, exceptions));
  out_.Write(
      "</main>\n<footer><p>Un constat est un signal : <b>violation</b>, les preuves "
      "convaincraient le titulaire de la boîte ; <b>à vérifier</b>, quelqu'un doit regarder ; "
      "<b>information</b>, rien à corriger. Les boîtes en liste rouge ne sont pas publiées et "
      "n'ont pas été examinées.</p><p>Données : Annuaire Santé, Agence du Numérique en Santé, "
      "Licence Ouverte 2.0. Page établie par annuaire, qui ne demande rien au "
      "réseau.</p></footer>\n"
      "<script>");
  out_.Write(kAuditPageScript);
  out_.Write("</script>\n</body></html>\n");
}

}  // namespace

std::unique_ptr<AuditWriter> AuditPage(Output& out, std::string scope) {
  return std::make_unique<Page>(out, std::move(scope));
}

}  // namespace annuaire::cli
