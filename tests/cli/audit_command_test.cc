// "annuaire audit" against a server with canned answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/csv.h"
#include "directory/naming/rule_catalogue.h"
#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"
#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class AuditCommandTest : public testing::Test {
 protected:
  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

// Three mailboxes: a violation, a suspect with hostile texts, an info.
std::vector<v1::AuditResponse> AuditItems() {
  std::vector<v1::AuditResponse> items(4);
  v1::AuditSummary& summary = *items[0].mutable_summary();
  summary.set_mailboxes_examined(1234);
  summary.set_mailboxes_with_findings(3);
  summary.set_rule_set_version("2026-11-20.1");
  summary.mutable_edition()->set_generation("20261120T061500Z");
  summary.mutable_edition()->set_extract_date("2026-11-19");
  const auto add = [&](std::size_t i, const char* address, const char* type,
                       const v1::Finding& finding) -> v1::AuditRow& {
    v1::AuditRow& row = *items[i].mutable_row();
    row.set_address(address);
    row.set_type(type);
    row.set_verdict(finding.severity());
    *row.add_findings() = finding;
    v1::AuditCount& count = *summary.add_counts();
    count.set_rule(finding.rule());
    count.set_severity(finding.severity());
    count.set_findings(1);
    return row;
  };
  add(1, "dr.dupont@ch.mssante.fr", "ORG",
      MakeFinding("ORG-01", v1::SEVERITY_VIOLATION, "« dupont » est un nom.", "dupont"))
      .mutable_organization()
      ->set_name("CH TROIS PICS");
  add(2, "<script>alert(1)</script>@lab.mssante.fr", "ORG",
      MakeFinding("ORG-02", v1::SEVERITY_SUSPECT, "=HYPERLINK(\"x\")", "\"><img src=x>"))
      .set_service("<script>alert(2)</script>");
  add(3, "jean.martin@ch.mssante.fr", "PER",
      MakeFinding("PER-03", v1::SEVERITY_INFO, "parti", "martin"))
      .set_holder("Jean MARTIN");
  items.back().mutable_row()->set_rpps("99700000011");
  return items;
}

TEST_F(AuditCommandTest, AuditAsksWithItsFilters) {
  EXPECT_EQ(Run({"audit",
                 "--domain",
                 ".ch.mssante.fr",
                 "--operator",
                 "mailiz",
                 "--organization",
                 "540000012",
                 "--department",
                 "2A",
                 "--department",
                 "2B",
                 "--region",
                 "Corse",
                 "--type",
                 "ORG",
                 "--rule",
                 "ORG",
                 "--rule",
                 "PER-01",
                 "--severity",
                 "suspect",
                 "--limit",
                 "7"})
                .exit_code,
            0);
  EXPECT_EQ(
      server_.audit_requests[0].ShortDebugString(),
      "domain: \".ch.mssante.fr\" operator: \"mailiz\" organization: \"540000012\" "
      "departments: \"2A\" departments: \"2B\" type: \"ORG\" rules: \"ORG\" rules: \"PER-01\" "
      "minimum_severity: SEVERITY_SUSPECT limit: 7 region: \"Corse\"");
  Run({"audit"});
  EXPECT_EQ(server_.audit_requests[1].ShortDebugString(), "minimum_severity: SEVERITY_INFO");
}

TEST_F(AuditCommandTest, AuditPrintsFindingsThenTotals) {
  server_.audit_items = AuditItems();
  const Printed printed = Run({"audit"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "ADDRESS                                   TYPE  RULE    SEVERITY   STRUCTURE OR "
            "HOLDER  FINDING\n"
            "dr.dupont@ch.mssante.fr                   ORG   ORG-01  violation  CH TROIS PICS      "
            "  « dupont » est un nom.\n"
            "<script>alert(1)</script>@lab.mssante.fr  ORG   ORG-02  suspect                       "
            "  =HYPERLINK(\"x\")\n"
            "jean.martin@ch.mssante.fr                 PER   PER-03  info       Jean MARTIN        "
            "  parti\n"
            "\n"
            "RULE    VIOLATION  SUSPECT  INFO\n"
            "ORG-01          1\n"
            "ORG-02                   1\n"
            "PER-03                         1\n"
            "\n"
            "3 of 1,234 mailboxes have findings\n"
            "rule set 2026-11-20.1, edition 20261120T061500Z, extract of 2026-11-19\n");
}

TEST_F(AuditCommandTest, AuditOnATerminalSaysWhereTheRemediesAre) {
  server_.audit_items = AuditItems();
  const std::vector<std::string> words = {"audit", "--server", server_.address()};
  const std::string line = "mailboxes have findings\nannuaire rules RULE says what to do\n";
  EXPECT_THAT(RunAnnuaireOnTerminal(words, 100).out, HasSubstr(line));
  EXPECT_THAT(Run({"audit"}).out, Not(HasSubstr("annuaire rules")));
  server_.audit_items = {};
  EXPECT_THAT(RunAnnuaireOnTerminal(words, 100).out, Not(HasSubstr("annuaire rules")));
}

TEST_F(AuditCommandTest, AuditSaysWhatALimitLeavesOut) {
  server_.audit_items = AuditItems();
  server_.audit_items.resize(2);
  EXPECT_THAT(Run({"audit", "--limit", "1"}).out,
              HasSubstr("2 findings are counted here but not listed: raise --limit\n"));
}

TEST_F(AuditCommandTest, AuditAsCsvIsSafeInASpreadsheet) {
  server_.audit_items = AuditItems();
  v1::OrganizationRef& structure = *server_.audit_items[1].mutable_row()->mutable_organization();
  structure.set_department("01");
  structure.set_id("010000012");
  server_.audit_items[1].mutable_row()->add_departments("01");
  server_.audit_items[3].mutable_row()->add_departments("54");
  server_.audit_items[3].mutable_row()->add_departments("2A");
  const auto remedy = [](const char* rule, Severity severity) {
    std::string cell;
    AppendCsvField(cell, RemedyFr(*FindRule(rule), severity));
    return cell;
  };
  EXPECT_EQ(
      Run({"audit", "--csv"}).out,
      "\xEF\xBB\xBF"
      "adresse;type;règle;gravité;constat;indices;structure;service;titulaire;opérateurs;"
      "département;identifiant de structure;rpps;que faire;extrait du;motif;auteur;date\r\n"
      "dr.dupont@ch.mssante.fr;ORG;ORG-01;violation;« dupont » est un nom.;dupont;CH TROIS "
      "PICS, (01) [010000012];;;;[01];[010000012];;" +
          remedy("ORG-01", Severity::kViolation) +
          ";2026-11-19;;;\r\n"
          "<script>alert(1)</script>@lab.mssante.fr;ORG;ORG-02;suspect;\"'=HYPERLINK(\"\"x\"\")\""
          ";\"\"\"><img src=x>\";;<script>alert(2)</script>;;;;;;" +
          remedy("ORG-02", Severity::kSuspect) +
          ";2026-11-19;;;\r\n"
          "jean.martin@ch.mssante.fr;PER;PER-03;info;parti;martin;;;Jean MARTIN;;[54], "
          "[2A];;[99700000011];" +
          remedy("PER-03", Severity::kInfo) + ";2026-11-19;;;\r\n");
}

TEST_F(AuditCommandTest, AuditAsCsvObeysItsLanguage) {
  server_.audit_items = AuditItems();
  const std::string csv = Run({"audit", "--csv", "--lang", "en"}).out;
  EXPECT_THAT(csv, HasSubstr(";en: « dupont » est un nom.;"));
  EXPECT_THAT(csv, HasSubstr(RemedyEn(*FindRule("ORG-01"), Severity::kViolation)));
}

TEST_F(AuditCommandTest, AuditTakesItsCsvBackWithTheFindingsAccepted) {
  server_.audit_items = AuditItems();
  std::string csv = Run({"audit", "--csv"}).out;
  csv.insert(csv.find(";;;\r\n") + 1, "nom; du \"service\"");
  const std::size_t filled = csv.find("nom; du");
  csv.replace(filled, std::string("nom; du \"service\";;").size(),
              "\"nom; du \"\"service\"\"\";A. Petit;01/10/2026");
  const ScratchFile sheet(csv);
  const Printed printed = Run({"audit", "--exceptions", sheet.path()});
  EXPECT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_THAT(printed.out, Not(HasSubstr("dr.dupont@")));
  EXPECT_THAT(printed.out, HasSubstr("\n2 of 1,234 mailboxes have findings\n"));
  EXPECT_THAT(printed.out, HasSubstr("by 1 of 1 exceptions\n"));
}

TEST_F(AuditCommandTest, AuditPageIsWholeAndEscaped) {
  server_.audit_items = AuditItems();
  const ScratchFile page;
  const Printed printed = Run({"audit", "--department", "54<", "--html", page.path()});
  EXPECT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_EQ(printed.out, "");
  EXPECT_EQ(printed.err, "annuaire: wrote " + page.path() + "\n");
  const std::string html = page.Text();
  EXPECT_THAT(html, StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
  EXPECT_THAT(html, HasSubstr("Département 54&lt;"));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;@<wbr>lab.mssante.fr"));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(2)&lt;/script&gt;"));
  EXPECT_THAT(html, HasSubstr("<mark>&quot;&gt;&lt;img src=x&gt;</mark>"));
  EXPECT_THAT(html, HasSubstr("«\u00A0dupont\u00A0» est un nom."));
  EXPECT_THAT(html, HasSubstr("19 novembre 2026"));
  EXPECT_THAT(html, HasSubstr("20 novembre 2026</b>, version 2026-11-20.1<"));
  EXPECT_THAT(html, HasSubstr("1\u202F234"));
  EXPECT_THAT(html, HasSubstr("<svg "));
  EXPECT_THAT(html, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  for (const char* outside : {"http://", "https://", "src=\"", "href=\"h", "@import", "url("}) {
    EXPECT_THAT(html, Not(HasSubstr(outside)));
  }
  EXPECT_EQ(Run({"audit", "--department", "54<", "--html", "-"}).out, html);
}

TEST_F(AuditCommandTest, AuditPageLeadsFromAFindingToItsRemedyAndFromABarToItsRows) {
  server_.audit_items = AuditItems();
  const std::string html = Run({"audit", "--html", "-"}).out;
  EXPECT_THAT(html, HasSubstr("<p><a href=\"#ORG-01\">ORG-01</a> «"));
  EXPECT_THAT(html, HasSubstr("<dt id=\"ORG-01\">ORG-01"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#liste\" data-rule=\"ORG-01\">ORG-01</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#liste\" data-text=\"ch.mssante.fr\">ch.mssante.fr</a>"));
  EXPECT_THAT(html, HasSubstr(" id=\"liste\">"));
}

TEST_F(AuditCommandTest, AuditEndsWithOneOnWhatItIsToldToFailOn) {
  server_.audit_items = AuditItems();
  EXPECT_EQ(Run({"audit", "--fail-on", "violation", "--csv"}).exit_code, 1);
  const ScratchFile accepted(
      "address\trule\treason\tauthor\tdate\n"
      "dr.dupont@ch.mssante.fr\tORG-01\tnom du service\tA. Petit\t2026-10-01\n");
  EXPECT_EQ(Run({"audit", "--fail-on", "violation", "--exceptions", accepted.path()}).exit_code, 0);
  EXPECT_EQ(Run({"audit", "--fail-on", "suspect", "--exceptions", accepted.path()}).exit_code, 1);
  server_.audit_items = {};
  EXPECT_EQ(Run({"audit", "--fail-on", "info"}).exit_code, 0);
}

TEST_F(AuditCommandTest, AuditCountsTheAcceptedBeyondItsLimit) {
  server_.audit_items = AuditItems();
  const ScratchFile accepted(
      "address\trule\treason\tauthor\tdate\n"
      "dr.dupont@ch.mssante.fr\tORG-01\tnom du service\tA. Petit\t2026-10-01\n");
  const std::vector<std::string> words{"audit", "--exceptions", accepted.path(), "--limit",
                                       "1",     "--fail-on"};
  std::vector<std::string> on_violation = words;
  on_violation.emplace_back("violation");
  const Printed printed = Run(on_violation);
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, HasSubstr("\n2 of 1,234 mailboxes have findings\n"
                                     "1 findings are counted here but not listed"));
  std::vector<std::string> on_suspect = words;
  on_suspect.emplace_back("suspect");
  EXPECT_EQ(Run(on_suspect).exit_code, 1);
  EXPECT_EQ(server_.audit_requests.back().limit(), 0U);
}

TEST_F(AuditCommandTest, AuditPageShowsTheWorstFirst) {
  server_.audit_items = AuditItems();
  const std::string page = Run({"audit", "--html", "-"}).out;
  std::reverse(server_.audit_items.begin() + 1, server_.audit_items.end());
  EXPECT_EQ(Run({"audit", "--html", "-"}).out, page);
  EXPECT_LT(page.find("<td class=\"address\">dr.dupont"), page.find("<td class=\"address\">jean"));
}

TEST_F(AuditCommandTest, AuditWithExceptionsReportsThem) {
  server_.audit_items = AuditItems();
  const ScratchFile file(
      "address\trule\treason\tauthor\tdate\n"
      "Dr.Dupont@ch.mssante.fr\tORG-01\tnom du service\tA. Petit\t2026-10-01\n"
      "nobody@ch.mssante.fr\tORG-01\t<b>fermée</b>\tA. Petit\t2026-10-02\n");
  const std::string text = Run({"audit", "--exceptions", file.path()}).out;
  EXPECT_THAT(text, Not(HasSubstr("dr.dupont@")));
  EXPECT_THAT(text, HasSubstr("\n2 of 1,234 mailboxes have findings\n"
                              "1 finding is accepted by 1 of 2 exceptions\n"
                              "\nExceptions that match nothing here\n"
                              "LINE  ADDRESS               RULE    DATE        AUTHOR    REASON\n"
                              "   3  nobody@ch.mssante.fr  ORG-01  2026-10-02  A. Petit  "));

  EXPECT_THAT(Run({"audit", "--exceptions", file.path(), "--json"}).out,
              HasSubstr("\n{\"exceptions\":{\"findings\":1,\"used\":1,\"unused\":[{\"line\":3,"
                        "\"address\":\"nobody@ch.mssante.fr\",\"rule\":\"ORG-01\"}]}}\n"));
  const Printed page = Run({"audit", "--exceptions", file.path(), "--html", "-"});
  EXPECT_THAT(page.out, HasSubstr("<h2>Exceptions</h2>"));
  EXPECT_THAT(page.out, HasSubstr("&lt;b&gt;fermée&lt;/b&gt;"));
  EXPECT_EQ(page.err,
            "annuaire: 1 of 2 exceptions used\n"
            "annuaire: exception of line 3 matches nothing here: nobody@ch.mssante.fr ORG-01\n");
}

TEST_F(AuditCommandTest, AuditThatFailsLeavesNoPage) {
  server_.audit_items = AuditItems();
  server_.audit_status = {grpc::StatusCode::FAILED_PRECONDITION, "no verdicts in this generation"};
  const std::string path = ScratchFile().path();
  const Printed printed = Run({"audit", "--html", path});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_THAT(printed.err, HasSubstr("no verdicts in this generation"));
  EXPECT_NE(access(path.c_str(), F_OK), 0);
  EXPECT_NE(access((path + ".part").c_str(), F_OK), 0);
}

}  // namespace
}  // namespace annuaire::cli
