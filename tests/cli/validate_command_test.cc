// "annuaire validate" against a server with canned answers.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"
#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

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

class ValidateCommandTest : public testing::Test {
 protected:
  ValidateCommandTest() { server_.judge = JudgeByName; }

  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

TEST_F(ValidateCommandTest, ValidatePrintsABlockForEachAddress) {
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

TEST_F(ValidateCommandTest, ValidateTellsADomainThatIsNotListedFromAListNobodyLoaded) {
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

TEST_F(ValidateCommandTest, ValidateAnswersAFileInItsOrder) {
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
  EXPECT_THAT(json.out, testing::ContainsRegex("\"bad1@[^\n]*,\"line\":3}\n"));

  const Printed csv = Run({"validate", "--file", file.path(), "--csv", "--only", "suspect"});
  EXPECT_EQ(csv.out,
            "\xEF\xBB\xBF"
            "adresse;verdict;publication;type;type différent;titulaires;structure;domaine listé;"
            "opérateurs;règles;constats;adresse proche;publiée jusqu'au;boîtes actuelles du "
            "titulaire;ligne\r\n"
            "bad1@ch.mssante.fr;violation;non publiée;PER;non;Jean DUPRÉ 99700000013 (absent de "
            "l'extrait);CH TROIS PICS;oui;;ORG-01;un nom;good@ch.mssante.fr;;;3\r\n");
}

TEST_F(ValidateCommandTest, ValidateStreamsManyMoreThanAWindowHolds) {
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

TEST_F(ValidateCommandTest, ValidateReadsStandardInput) {
  const ScratchFile file("bad@ch.mssante.fr\n");
  const ScratchFile out;
  const std::string command = ANNUAIRE_BIN_DIR "/annuaire validate --file - --json --server " +
                              server_.address() + " < " + file.path() + " > " + out.path() +
                              " 2> /dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(out.Text(), StartsWith("{\"address\":\"bad@ch.mssante.fr\""));
}

TEST_F(ValidateCommandTest, ValidateSaysThatTheReaderOfItsAnswersHasLeft) {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "a" + std::to_string(i) + "@ch.mssante.fr\n";
  const ScratchFile file(text);
  const ScratchFile err;
  const std::string command = ANNUAIRE_BIN_DIR "/annuaire validate --file " + file.path() +
                              " --csv --server " + server_.address() + " 2> " + err.path() +
                              " | head -1 > /dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(err.Text(), StartsWith("annuaire: the reader of the answers has left; so far "));
}

TEST_F(ValidateCommandTest, ValidateCutsWhatIsNoAddressAndSaysSo) {
  const ScratchFile file(std::string(600, 'a') + "@ch.mssante.fr\n");
  const Printed printed = Run({"validate", "--file", file.path(), "--json"});
  EXPECT_THAT(printed.out, StartsWith("{\"address\":\"" + std::string(512, 'a') + "\""));
  EXPECT_THAT(printed.err, HasSubstr("1 line of more than 512 bytes was cut"));
}

TEST_F(ValidateCommandTest, ValidateTakesAddressesOutOfTheirSurroundings) {
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

TEST_F(ValidateCommandTest, ValidateEndsWithOneOnWhatItIsToldToFailOn) {
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

TEST_F(ValidateCommandTest, ValidateShowsAndFailsOnWhatIsAskedFor) {
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

TEST_F(ValidateCommandTest, ValidateFailsWhenTheStreamDoes) {
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

TEST_F(ValidateCommandTest, ASilentStreamIsGivenUpInTime) {
  const ScratchFile file("a@b.fr\n");
  server_.validate.silent = true;
  const Printed printed = Run({"validate", "--file", file.path(), "--timeout", "0.2"});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_THAT(printed.err, HasSubstr("did not answer within 0.2 s"));
}

TEST_F(ValidateCommandTest, AStreamThatTheServerEndsWaitsForNoInput) {
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

TEST_F(ValidateCommandTest, ValidateRefusesWordsThatDoNotGoTogether) {
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

}  // namespace
}  // namespace annuaire::cli
