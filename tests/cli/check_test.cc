// "annuaire check" and "annuaire rules": they need no server, and none is there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kPatient = "123456789012345@patient.mssante.fr";

Printed RunOffline(std::vector<std::string> words) {
  return RunAnnuaire(words, {{"ANNUAIRE_SERVER", "127.0.0.1:1"}});
}

TEST(CheckTest, JudgesWhatTheFlagsSay) {
  struct Case {
    std::vector<std::string> flags;
    const char* line;
  };
  const Case cases[] = {
      {{"--address", "accueil@ch-xxx.mssante.fr", "--type", "ORG"},
       R"({"address":"accueil@ch-xxx.mssante.fr","verdict":"SEVERITY_OK","findings":[]})"},
      {{"--address", "secretariat.dr.dupont@ch-xxx.mssante.fr", "--type", "ORG", "--staff",
        "MARTIN/LUC", "--staff", "DUPONT/JEAN"},
       R"({"address":"secretariat.dr.dupont@ch-xxx.mssante.fr","verdict":"SEVERITY_VIOLATION",)"
       R"("findings":[)"
       R"({"rule":"ORG-01","severity":"SEVERITY_VIOLATION","message":"La partie locale nomme )"
       R"(une personne )"
       R"(: « dupont » est le nom d'un professionnel de la structure.","evidence":["dupont"]}]})"},
      {{"--address", "jean.dupont@medecin.mssante.fr", "--type", "PER", "--holder", "DUPONT/JEAN"},
       R"({"address":"jean.dupont@medecin.mssante.fr","verdict":"SEVERITY_OK","findings":[]})"},
      {{"--address", "jean.moulin@ch-xxx.mssante.fr", "--type", "ORG", "--organization",
        "EHPAD JEAN MOULIN"},
       R"({"address":"jean.moulin@ch-xxx.mssante.fr","verdict":"SEVERITY_OK","findings":[]})"},
      {{"--address", "a..b@ch-xxx.mssante.fr", "--lang", "en"},
       R"({"address":"a..b@ch-xxx.mssante.fr","verdict":"SEVERITY_VIOLATION",)"
       R"("findings":[{"rule":"SYN-01",)"},
      {{"--address", "a@b.fr\xff"},
       "{\"address\":\"a@b.fr\uFFFD\",\"verdict\":\"SEVERITY_VIOLATION\","},
      {{"--address", kPatient},
       R"({"address":"","verdict":"SEVERITY_INFO","findings":[{"rule":"PAT-03",)"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> words = {"check", "--json"};
    words.insert(words.end(), c.flags.begin(), c.flags.end());
    const Printed printed = RunOffline(words);
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_THAT(printed.out, StartsWith(c.line));
    EXPECT_THAT(printed.out, EndsWith("]}\n"));
  }
}

TEST(CheckTest, HoldersServiceAndDescriptionCount) {
  EXPECT_THAT(RunOffline({"check", "--type", "PER", "--address", "jean.dupont@medecin.mssante.fr",
                          "--holder", "DURAND/ANNE", "--json"})
                  .out,
              HasSubstr("\"rule\":\"PER-01\""));
  EXPECT_THAT(
      RunOffline({"check", "--type", "ORG", "--address", "accueil@ch-xxx.mssante.fr", "--service",
                  "Secrétariat du Dr DUPONT", "--staff", "DUPONT/JEAN", "--json"})
          .out,
      HasSubstr("\"rule\":\"ORG-02\""));
  EXPECT_THAT(RunOffline({"check", "--type", "ORG", "--address", "accueil@ch-xxx.mssante.fr",
                          "--description", "Secrétariat du Dr DUPONT", "--staff", "DUPONT/JEAN"})
                  .out,
              AllOf(HasSubstr("ORG-02"), HasSubstr("La description nomme une personne")));
}

TEST(CheckTest, PrintsABlockForPeople) {
  const Printed printed =
      RunOffline({"check", "--type", "ORG", "--lang", "en", "--address",
                  "secretariat.dr.dupont@ch-xxx.mssante.fr", "--staff", "DUPONT/JEAN"});
  EXPECT_EQ(printed.out,
            "secretariat.dr.dupont@ch-xxx.mssante.fr  violation\n"
            "  ORG-01  violation  The local part names a person: \"dupont\" is the family name of "
            "a professional of the structure. [dupont]\n"
            "          → Create a mailbox named after the service and close this one; for a person "
            "the type is PER.\n");
  EXPECT_THAT(RunAnnuaireOnTerminal({"check", "--address", "a@b.fr"}, 80).out,
              HasSubstr("\x1b[1;31mviolation\x1b[0m"));
}

TEST(CheckTest, APatientAddressIsNeverEchoed) {
  const ScratchFile batch(std::string("address\ttype\n") + kPatient + "\tPER\n" + kPatient +
                          "\tXYZ\n");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"check", "--address", kPatient},
        {"check", "--type", "ORG", "--address", std::string(kPatient) + "."},
        {"check", "--type", "ORG", "--address", "123456789012345@test.patient.mssante.fr"},
        {"check", "--address", kPatient, "--json"},
        {"check", "--batch", batch.path()}}) {
    const Printed printed = RunOffline(words);
    EXPECT_THAT(printed.out + printed.err, Not(HasSubstr("123456789")));
    EXPECT_FALSE(printed.out.empty());
  }
  EXPECT_THAT(RunOffline({"check", "--address", kPatient}).out,
              StartsWith("(patient address)  info\n"));
}

TEST(CheckTest, FailOnSetsTheExitCodeAlone) {
  struct Case {
    const char* address;  // a suspect, a violation, neither
    const char* fail_on;
    int exit_code;
  };
  for (const Case& c : {
           Case{"accueil@ch-xxx.mssante.fr", "suspect", 0},
           {"dr.durand@ch-xxx.mssante.fr", "suspect", 1},
           {"dr.durand@ch-xxx.mssante.fr", "violation", 0},
           {"a..b@ch-xxx.mssante.fr", "suspect", 1},
           {"a..b@ch-xxx.mssante.fr", "violation", 1},
       }) {
    const Printed printed =
        RunOffline({"check", "--type", "ORG", "--address", c.address, "--fail-on", c.fail_on});
    EXPECT_EQ(printed.exit_code, c.exit_code) << c.address << " " << printed.out;
    EXPECT_THAT(printed.out, StartsWith(c.address));
    EXPECT_EQ(printed.err, "");
  }
}

TEST(CheckTest, ABatchFindsItsColumnsByName) {
  const ScratchFile batch(
      "\xEF\xBB\xBFstaff\tAddress\tlabel\ttype\tdescription\r\n"
      "MARTIN/LUC; DUPONT/JEAN\tdr.dupont@ch-xxx.mssante.fr\t\tORG\tDr DUPONT\r\n"
      "\r\n"
      "# a remark\r\n"
      "\ta@b.fr");
  const Printed printed = RunOffline({"check", "--batch", batch.path(), "--json"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, StartsWith("{\"address\":\"dr.dupont@ch-xxx.mssante.fr\",\"verdict\":"
                                      "\"SEVERITY_VIOLATION\",\"findings\":[{\"rule\":\"ORG-01\""));
  EXPECT_THAT(printed.out, HasSubstr("{\"rule\":\"ORG-02\""));
  EXPECT_THAT(printed.out,
              HasSubstr("]}\n{\"address\":\"a@b.fr\",\"verdict\":\"SEVERITY_VIOLATION\","));
  EXPECT_EQ(printed.err, "annuaire: column \"label\" says nothing to the rules and is left out\n");
  EXPECT_THAT(RunOffline({"check", "--batch", batch.path()}).err,
              HasSubstr("annuaire: 2 checked: 2 violation\n"));
}

TEST(CheckTest, ABatchThatCannotBeReadNamesTheLineAndTheRemedy) {
  struct Case {
    std::string text;
    const char* where;
    const char* remedy;
  };
  for (const Case& c : {
           Case{"", ": empty", "the first line names the columns"},
           {"adress\ttype\n", ":1: no column \"address\"", "separated by tabs"},
           {"address\taddress\n", ":1: column \"address\" stands twice", "keep one"},
           {"address\na@b.fr\tORG\n", ":2: 2 fields where the header names 1", "remove the tabs"},
           {"type\taddress\nORG\n", ":2: no address", "fill the column"},
           {"type\taddress\n\nORGA\ta@b.fr\n", ":3: type 'ORGA'", "PER, ORG, APP or CAB"},
           {"address\tholders\na@b.fr\tDUPONT\n", ":2: holder 'DUPONT'", "NOM/PRENOM"},
           {"address\tstaff\na@b.fr\tA/B;/C\n", ":2: staff '/C'", "NOM/PRENOM"},
           {"address\tstaff\na@b.fr\tA/B/C\n", ":2: staff 'A/B/C'", "NOM/PRENOM"},
           {"address\tservice\na@b.fr\tg\xe9riatrie\n", ":2: not UTF-8", "save the file as UTF-8"},
       }) {
    const ScratchFile batch(c.text);
    const Printed printed = RunOffline({"check", "--batch", batch.path()});
    EXPECT_EQ(printed.exit_code, 2) << c.text;
    EXPECT_THAT(printed.err, HasSubstr(batch.path() + c.where));
    EXPECT_THAT(printed.err, HasSubstr(c.remedy));
  }
}

TEST(CheckTest, RefusesWordsThatDoNotGoTogether) {
  struct Case {
    std::vector<std::string> words;
    const char* message;
  };
  for (const Case& c : {
           Case{{"check"}, "nothing to check: give --address ADDRESS or --batch FILE"},
           {{"check", "--batch", "x", "--type", "ORG"}, "--batch FILE says all"},
           {{"check", "--batch", "/nonexistent"}, "cannot open /nonexistent: No such file"},
           {{"check", "--address", "a@b", "--type", "XYZ"}, "--type: XYZ not in"},
           {{"check", "--address", "a@b", "--holder", "DUPONT"}, "holder 'DUPONT': write NOM/"},
           {{"check", "--address", "a@b", "--lang", "de"}, "--lang: de not in"},
           {{"check", "--address", "a@b", "--fail-on", "ok"}, "--fail-on: ok not in"},
       }) {
    const Printed printed = RunOffline(c.words);
    EXPECT_EQ(printed.exit_code, 2) << c.message;
    EXPECT_EQ(printed.out, "");
    EXPECT_THAT(printed.err, HasSubstr(c.message));
  }
}

TEST(RulesTest, ListsTheCatalogue) {
  const Printed all = RunOffline({"rules"});
  EXPECT_EQ(all.exit_code, 0);
  EXPECT_THAT(all.out, StartsWith("SYN-01  violation\n  L'adresse suit la syntaxe"));
  EXPECT_THAT(all.out, HasSubstr("\nrule set 20"));
  EXPECT_THAT(RunOffline({"rules", "org-01", "--lang", "en"}).out,
              AllOf(StartsWith("ORG-01  violation\n  "), HasSubstr("\n  → Create a mailbox"),
                    Not(HasSubstr("ORG-02"))));
  EXPECT_THAT(RunOffline({"rules", "ORG", "--json"}).out,
              AllOf(StartsWith("{\"rules\":[{\"id\":\"ORG-01\",\"severity\":"
                               "\"SEVERITY_VIOLATION\",\"textFr\":\""),
                    HasSubstr("\"ruleSetVersion\":\"20")));
  const Printed none = RunOffline({"rules", "XYZ"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.err, "annuaire: no rule XYZ; annuaire rules lists them all\n");
}

}  // namespace
}  // namespace annuaire::cli
