// "annuaire validate" and "annuaire audit" against a server with canned answers.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

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

v1::Finding MakeFinding(const char* rule, v1::Severity severity, const char* message,
                        const char* token) {
  v1::Finding finding;
  finding.set_rule(rule);
  finding.set_severity(severity);
  finding.set_message_fr(message);
  finding.set_message_en(std::string("en: ") + message);
  finding.add_tokens(token);
  return finding;
}

v1::ValidateResponse Published(const std::string& address) {
  v1::ValidateResponse answer;
  answer.set_address(address);
  answer.set_publication(v1::PUBLICATION_PUBLISHED);
  answer.set_type("PER");
  answer.set_domain_listed(true);
  v1::HolderState& holder = *answer.add_holders();
  holder.mutable_name()->set_given_name("Jean");
  holder.mutable_name()->set_family_name("DUPRÉ");
  holder.set_rpps("99700000013");
  answer.mutable_organization()->set_name("CH TROIS PICS");
  return answer;
}

// "bad…" is a violation and not published; "patient" a patient's.
v1::ValidateResponse JudgeByName(const v1::ValidateRequest& request) {
  v1::ValidateResponse answer = Published(request.address());
  if (request.address().starts_with("bad")) {
    answer.set_verdict(v1::SEVERITY_VIOLATION);
    answer.set_publication(v1::PUBLICATION_NOT_PUBLISHED);
    *answer.add_findings() = MakeFinding("ORG-01", v1::SEVERITY_VIOLATION, "un nom", "dupont");
    answer.set_nearest_address("good@ch.mssante.fr");
  } else if (request.address() == "patient") {
    answer = v1::ValidateResponse();
    answer.set_patient(true);
    answer.set_publication(v1::PUBLICATION_NOT_APPLICABLE);
  }
  return answer;
}

class MailboxCommandsTest : public testing::Test {
 protected:
  MailboxCommandsTest() { server_.judge = JudgeByName; }

  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

TEST_F(MailboxCommandsTest, ValidatePrintsABlockForEachAddress) {
  v1::ValidateRequest bad;
  bad.set_address("bad@ch.mssante.fr");
  v1::ValidateRequest patient;
  patient.set_address("patient");
  server_.validate.responses = {JudgeByName(bad), JudgeByName(patient)};
  const Printed printed =
      Run({"validate", "bad@ch.mssante.fr", "x@patient.mssante.fr", "--expected-type", "org"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "bad@ch.mssante.fr  violation\n"
            "  ORG-01  violation  un nom [dupont]\n"
            "  Directory         not published, PER\n"
            "  Holder            Jean DUPRÉ 99700000013 (no longer listed)\n"
            "  Structure         CH TROIS PICS\n"
            "  Domain            listed\n"
            "  Note              did you mean good@ch.mssante.fr?\n"
            "(patient address)  ok\n"
            "  Directory         not looked up\n");
  EXPECT_EQ(server_.validate.requests[0].ShortDebugString(),
            "address: \"bad@ch.mssante.fr\" expected_type: \"ORG\" with_sighting: true");
}

TEST_F(MailboxCommandsTest, ValidateTellsADomainThatIsNotListedFromAListNobodyLoaded) {
  struct Case {
    const char* what;
    bool listed, loaded;
    v1::Publication publication;
    const char *line, *in_csv;
  };
  for (const Case& c :
       {Case{"listed", true, true, v1::PUBLICATION_PUBLISHED, "  Domain            listed\n",
             "oui"},
        Case{"not listed", false, true, v1::PUBLICATION_NOT_PUBLISHED,
             "  Domain            not on the white list\n", "non"},
        Case{"no list", false, false, v1::PUBLICATION_PUBLISHED,
             "  Domain            no white list loaded\n", "inconnu"},
        Case{"not looked up", false, false, v1::PUBLICATION_NOT_APPLICABLE, "", "sans objet"}}) {
    SCOPED_TRACE(c.what);
    v1::ValidateResponse answer;
    answer.set_address("a@b.fr");
    answer.set_publication(c.publication);
    answer.set_domain_listed(c.listed);
    answer.set_white_list_loaded(c.loaded);
    server_.validate.responses = {answer};
    const std::string block = Run({"validate", "a@b.fr"}).out;
    EXPECT_EQ(block.substr(std::min(block.find("  Domain"), block.size())), c.line);
    EXPECT_THAT(Run({"validate", "a@b.fr", "--csv"}).out,
                HasSubstr(";" + std::string(c.in_csv) + ";"));
  }
}

TEST_F(MailboxCommandsTest, ValidateAnswersAFileInItsOrder) {
  const ScratchFile file("\xEF\xBB\xBFgood@ch.mssante.fr\r\n\r\n  bad1@ch.mssante.fr \npatient");
  const Printed table = Run({"validate", "--file", file.path(), "--lang", "en"});
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_EQ(
      table.out,
      "ADDRESS             VERDICT    DIRECTORY      TYPE  HOLDER                             "
      "        STRUCTURE      RULES   REMARKS\n"
      "good@ch.mssante.fr  ok         published      PER   Jean DUPRÉ 99700000013 (no longer "
      "listed)  CH TROIS PICS\n"
      "bad1@ch.mssante.fr  violation  not published  PER   Jean DUPRÉ 99700000013 (no longer "
      "listed)  CH TROIS PICS  ORG-01  en: un nom did you mean good@ch.mssante.fr?\n"
      "(patient address)   ok         not looked up\n");
  EXPECT_EQ(table.err,
            "annuaire: 3 validated: 1 published, 1 not published, 1 not looked up; 2 ok, 1 "
            "violation\n");

  const Printed json = Run({"validate", "--file", file.path(), "--json"});
  EXPECT_THAT(json.out, StartsWith("{\"address\":\"good@ch.mssante.fr\",\"verdict\":"));
  EXPECT_THAT(json.out, HasSubstr("}\n{\"address\":\"bad1@ch.mssante.fr\",\"verdict\":"));
  EXPECT_EQ(std::count(json.out.begin(), json.out.end(), '\n'), 3);

  const Printed csv = Run({"validate", "--file", file.path(), "--csv", "--only", "suspect"});
  EXPECT_EQ(csv.out,
            "\xEF\xBB\xBF"
            "adresse;verdict;publication;type;type différent;titulaires;structure;domaine listé;"
            "opérateurs;règles;constats;adresse proche;publiée jusqu'au;boîtes actuelles du "
            "titulaire;ligne\r\n"
            "bad1@ch.mssante.fr;violation;non publiée;PER;non;Jean DUPRÉ 99700000013 (absent de "
            "l'extrait);CH TROIS PICS;oui;;ORG-01;un nom;good@ch.mssante.fr;;;3\r\n");
}

TEST_F(MailboxCommandsTest, ValidateStreamsManyMoreThanAWindowHolds) {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "a" + std::to_string(i) + "@ch.mssante.fr\n";
  const ScratchFile file(text);
  const Printed printed = Run({"validate", "--file", file.path(), "--json"});
  EXPECT_EQ(printed.exit_code, 0) << printed.err;
  std::size_t at = 0;
  for (int i = 0; i < 30000; ++i) {
    const std::string want = "{\"address\":\"a" + std::to_string(i) + "@";
    ASSERT_EQ(printed.out.compare(at, want.size(), want), 0) << "row " << i;
    at = printed.out.find('\n', at) + 1;
  }
  EXPECT_EQ(at, printed.out.size());
}

TEST_F(MailboxCommandsTest, ValidateReadsStandardInput) {
  const ScratchFile file("bad@ch.mssante.fr\n");
  const ScratchFile out;
  const std::string command = ANNUAIRE_BIN_DIR "/annuaire validate --file - --json --server " +
                              server_.address() + " < " + file.path() + " > " + out.path() +
                              " 2> /dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(out.Text(), StartsWith("{\"address\":\"bad@ch.mssante.fr\""));
}

TEST_F(MailboxCommandsTest, ValidateCutsWhatIsNoAddressAndSaysSo) {
  const ScratchFile file(std::string(600, 'a') + "@ch.mssante.fr\n");
  const Printed printed = Run({"validate", "--file", file.path(), "--json"});
  EXPECT_THAT(printed.out, StartsWith("{\"address\":\"" + std::string(512, 'a') + "\""));
  EXPECT_THAT(printed.err, HasSubstr("1 line of more than 512 bytes was cut"));
}

TEST_F(MailboxCommandsTest, ValidateTakesAddressesOutOfTheirSurroundings) {
  const ScratchFile file(
      "nom;adresse\n\"Dr X\" <a@ch.mssante.fr>\n\nmailto:b@ch.mssante.fr\n"
      "c@ch.mssante.fr;d@ch.mssante.fr\n");
  const Printed taken = Run({"validate", "--file", file.path(), "--extract", "--csv"});
  EXPECT_EQ(taken.exit_code, 0);
  for (const char* lines :
       {"\na@ch[^\n]*;2\r\n", "\nb@ch[^\n]*;4\r\n", "\nc@ch[^\n]*;5\r\nd@ch[^\n]*;5\r\n"}) {
    EXPECT_THAT(taken.out, testing::ContainsRegex(lines));
  }
  EXPECT_THAT(taken.err, HasSubstr("annuaire: 4 validated"));
  EXPECT_THAT(taken.err,
              HasSubstr("annuaire: 1 line holds no address, the first is " + file.path() + ":1\n"));

  const Printed whole = Run({"validate", "--file", file.path(), "--csv"});
  EXPECT_THAT(whole.err, HasSubstr("annuaire: 4 validated"));
  EXPECT_THAT(whole.err, HasSubstr("annuaire: 3 lines hold an address and more"));

  server_.validate.responses = {v1::ValidateResponse(), v1::ValidateResponse()};
  EXPECT_EQ(Run({"validate", "--extract", "<a@b.fr>, c@d.fr"}).exit_code, 0);
  ASSERT_EQ(server_.validate.requests.size(), 2U);
  EXPECT_EQ(server_.validate.requests[0].address(), "a@b.fr");
  EXPECT_EQ(server_.validate.requests[1].address(), "c@d.fr");
  EXPECT_EQ(Run({"validate", "--extract", "nobody"}).exit_code, 2);

  server_.validate.responses = {v1::ValidateResponse(), v1::ValidateResponse()};
  const Printed typed = Run({"validate", "Dr X <a@b.fr>", "c@d.fr"});
  EXPECT_THAT(typed.err, HasSubstr("annuaire: what was typed holds an address and more, as "));
  EXPECT_THAT(typed.err, HasSubstr("--extract takes the address out\n"));
  server_.validate.responses = {v1::ValidateResponse()};
  EXPECT_THAT(Run({"validate", "c@d.fr"}).err, testing::Not(HasSubstr("--extract")));
}

TEST_F(MailboxCommandsTest, ValidateEndsWithOneOnWhatItIsToldToFailOn) {
  const ScratchFile good("good@ch.mssante.fr\n");
  const ScratchFile bad("good@ch.mssante.fr\nbad@ch.mssante.fr\n");
  EXPECT_EQ(Run({"validate", "--file", good.path(), "--fail-on", "info"}).exit_code, 0);
  EXPECT_EQ(Run({"validate", "--file", bad.path(), "--fail-on", "violation"}).exit_code, 1);
  EXPECT_EQ(Run({"validate", "--file", bad.path()}).exit_code, 0);
}

// "gone…" was published once, "new…" never was.
v1::ValidateResponse JudgeByPublication(const v1::ValidateRequest& request) {
  v1::ValidateResponse answer = JudgeByName(request);
  const bool gone = request.address().starts_with("gone");
  if (gone || request.address().starts_with("new")) {
    answer.set_publication(v1::PUBLICATION_NOT_PUBLISHED);
  }
  if (gone) {
    answer.mutable_withdrawn()->set_address(request.address());
    answer.mutable_withdrawn()->mutable_sighting()->set_last_seen("2026-11-18");
  }
  return answer;
}

// The first column of a CSV, without its title.
std::vector<std::string> FirstColumn(const std::string& csv) {
  std::vector<std::string> cells;
  for (std::size_t end = csv.find('\n'); end + 1 < csv.size(); end = csv.find('\n', end + 1)) {
    cells.push_back(csv.substr(end + 1, csv.find(';', end) - end - 1));
  }
  return cells;
}

TEST_F(MailboxCommandsTest, ValidateShowsAndFailsOnWhatIsAskedFor) {
  server_.judge = JudgeByPublication;
  const ScratchFile all("good@b.fr\nbad@b.fr\ngone@b.fr\nnew@b.fr\npatient\n");
  const ScratchFile good("good@b.fr\n");
  struct Case {
    const char* what;
    std::vector<std::string> shown;
  };
  for (const Case& c :
       {Case{"info", {"bad@b.fr"}}, Case{"suspect", {"bad@b.fr"}}, Case{"violation", {"bad@b.fr"}},
        Case{"not-published", {"bad@b.fr", "gone@b.fr", "new@b.fr"}},
        Case{"withdrawn", {"gone@b.fr"}}}) {
    SCOPED_TRACE(c.what);
    const Printed printed = Run({"validate", "--file", all.path(), "--only", c.what, "--csv"});
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_EQ(FirstColumn(printed.out), c.shown);
    EXPECT_EQ(Run({"validate", "--file", all.path(), "--fail-on", c.what}).exit_code, 1);
    EXPECT_EQ(Run({"validate", "--file", good.path(), "--fail-on", c.what}).exit_code, 0);
  }
}

TEST_F(MailboxCommandsTest, ValidateFailsWhenTheStreamDoes) {
  const ScratchFile file("a@b.fr\nb@b.fr\nc@b.fr\n");
  server_.stream_answers_max = 2;
  const Printed cut = Run({"validate", "--file", file.path(), "--json"});
  EXPECT_EQ(cut.exit_code, 3);
  EXPECT_EQ(std::count(cut.out.begin(), cut.out.end(), '\n'), 2);
  EXPECT_THAT(cut.err, HasSubstr("the answers are incomplete, 2 so far: the server ended the"));

  server_.stream_answers_max = 0;
  server_.stream_status = {grpc::StatusCode::UNAVAILABLE, "no generation"};
  const Printed failed = Run({"validate", "--file", file.path()});
  EXPECT_EQ(failed.exit_code, 3);
  EXPECT_THAT(failed.err, HasSubstr("is not ready: no generation"));
}

TEST_F(MailboxCommandsTest, ASilentStreamIsGivenUpInTime) {
  const ScratchFile file("a@b.fr\n");
  server_.validate.silent = true;
  const Printed printed = Run({"validate", "--file", file.path(), "--timeout", "0.2"});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_THAT(printed.err, HasSubstr("did not answer within 0.2 s"));
}

TEST_F(MailboxCommandsTest, AStreamThatTheServerEndsWaitsForNoInput) {
  server_.stream_answers_max = 0;
  server_.stream_status = {grpc::StatusCode::UNAVAILABLE, "going"};
  int typed[2];
  ASSERT_EQ(pipe2(typed, O_CLOEXEC), 0);
  const std::string line = "a@b.fr\n";
  ASSERT_EQ(write(typed[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
  const int kept = dup(STDIN_FILENO);
  dup2(typed[0], STDIN_FILENO);  // more may be typed as long as typed[1] is open
  const Printed printed = Run({"validate", "--file", "-"});
  dup2(kept, STDIN_FILENO);
  for (const int fd : {typed[0], typed[1], kept}) close(fd);
  EXPECT_EQ(printed.exit_code, 3);
}

TEST_F(MailboxCommandsTest, ValidateRefusesWordsThatDoNotGoTogether) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"validate"},
                                                {"validate", "a@b.fr", "--file", "x"},
                                                {"validate", "a@b.fr", "--json", "--csv"},
                                                {"validate", "--file", "/nonexistent"},
                                                {"validate", "a@b.fr", "--only", "ok"},
                                                {"audit", "--json", "--csv"},
                                                {"audit", "--csv", "--html", "x"},
                                                {"audit", "--exceptions", "/nonexistent"}}) {
    const Printed printed = Run(words);
    EXPECT_EQ(printed.exit_code, 2) << words.back();
    EXPECT_EQ(printed.out, "");
  }
}

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

TEST_F(MailboxCommandsTest, AuditAsksWithItsFilters) {
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

TEST_F(MailboxCommandsTest, AuditPrintsFindingsThenTotals) {
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

TEST_F(MailboxCommandsTest, AuditOnATerminalSaysWhereTheRemediesAre) {
  server_.audit_items = AuditItems();
  const std::vector<std::string> words = {"audit", "--server", server_.address()};
  const std::string line = "mailboxes have findings\nannuaire rules RULE says what to do\n";
  EXPECT_THAT(RunAnnuaireOnTerminal(words, 100).out, HasSubstr(line));
  EXPECT_THAT(Run({"audit"}).out, Not(HasSubstr("annuaire rules")));
  server_.audit_items = {};
  EXPECT_THAT(RunAnnuaireOnTerminal(words, 100).out, Not(HasSubstr("annuaire rules")));
}

TEST_F(MailboxCommandsTest, AuditSaysWhatALimitLeavesOut) {
  server_.audit_items = AuditItems();
  server_.audit_items.resize(2);
  EXPECT_THAT(Run({"audit", "--limit", "1"}).out,
              HasSubstr("2 findings are counted here but not listed: raise --limit\n"));
}

TEST_F(MailboxCommandsTest, AuditAsCsvIsSafeInASpreadsheet) {
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

TEST_F(MailboxCommandsTest, AuditAsCsvObeysItsLanguage) {
  server_.audit_items = AuditItems();
  const std::string csv = Run({"audit", "--csv", "--lang", "en"}).out;
  EXPECT_THAT(csv, HasSubstr(";en: « dupont » est un nom.;"));
  EXPECT_THAT(csv, HasSubstr(RemedyEn(*FindRule("ORG-01"), Severity::kViolation)));
}

TEST_F(MailboxCommandsTest, AuditTakesItsCsvBackWithTheFindingsAccepted) {
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

TEST_F(MailboxCommandsTest, AuditPageIsWholeAndEscaped) {
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

TEST_F(MailboxCommandsTest, AuditPageLeadsFromAFindingToItsRemedyAndFromABarToItsRows) {
  server_.audit_items = AuditItems();
  const std::string html = Run({"audit", "--html", "-"}).out;
  EXPECT_THAT(html, HasSubstr("<p><a href=\"#ORG-01\">ORG-01</a> «"));
  EXPECT_THAT(html, HasSubstr("<dt id=\"ORG-01\">ORG-01"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#liste\" data-rule=\"ORG-01\">ORG-01</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#liste\" data-text=\"ch.mssante.fr\">ch.mssante.fr</a>"));
  EXPECT_THAT(html, HasSubstr(" id=\"liste\">"));
}

TEST_F(MailboxCommandsTest, AuditEndsWithOneOnWhatItIsToldToFailOn) {
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

TEST_F(MailboxCommandsTest, AuditCountsTheAcceptedBeyondItsLimit) {
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

TEST_F(MailboxCommandsTest, AuditPageShowsTheWorstFirst) {
  server_.audit_items = AuditItems();
  const std::string page = Run({"audit", "--html", "-"}).out;
  std::reverse(server_.audit_items.begin() + 1, server_.audit_items.end());
  EXPECT_EQ(Run({"audit", "--html", "-"}).out, page);
  EXPECT_LT(page.find("<td class=\"address\">dr.dupont"), page.find("<td class=\"address\">jean"));
}

TEST_F(MailboxCommandsTest, AuditWithExceptionsReportsThem) {
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

TEST_F(MailboxCommandsTest, AuditThatFailsLeavesNoPage) {
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
