// Each command against a server with canned answers: what is asked, what is
// printed for people and for programs, and how failures end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"

namespace annuaire::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class CommandsTest : public testing::Test {
 protected:
  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

void Set(v1::Coded* coded, const char* code, const char* label) {
  coded->set_code(code);
  coded->set_label(label);
}

v1::SuggestResponse TwoSuggestions() {
  v1::SuggestResponse response;
  v1::Suggestion& first = *response.add_suggestions();
  first.set_address("jean.dupre@medecin.mssante.example");
  first.set_mailbox_type("PER");
  first.set_display_name("Jean-Noël DUPRÉ");
  first.set_family_name("DUPRÉ");
  first.set_given_name("Jean-Noël");
  first.set_rpps("99700000013");
  Set(first.mutable_profession(), "10", "Médecin");
  first.mutable_organization()->set_id("540000012");
  first.mutable_organization()->set_name("CH TROIS PICS");
  first.set_city("TROISPICS");
  first.set_department("54");
  v1::Suggestion& second = *response.add_suggestions();
  second.set_address("cardio@ch.mssante.example");
  second.set_mailbox_type("ORG");
  second.set_display_name("Cardiologie");
  second.set_holder_gone(true);
  response.mutable_edition()->set_generation("20261120T061500Z");
  return response;
}

TEST_F(CommandsTest, SuggestPrintsAnAlignedTable) {
  server_.suggest.responses = {TwoSuggestions()};
  const Printed printed = Run({"suggest", "dup", "jea"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.err, "");
  EXPECT_EQ(printed.out,
            "ADDRESS                             TYPE  NAME                            PROFESSION  "
            "STRUCTURE      PLACE           RPPS\n"
            "jean.dupre@medecin.mssante.example  PER   Jean-Noël DUPRÉ                 Médecin     "
            "CH TROIS PICS  TROISPICS (54)  99700000013\n"
            "cardio@ch.mssante.example           ORG   Cardiologie (no longer listed)\n");
}

TEST_F(CommandsTest, SuggestMarksRowsThatForgiveALetter) {
  v1::SuggestResponse response = TwoSuggestions();
  response.mutable_suggestions(1)->set_corrected(true);
  server_.suggest.responses = {response};
  EXPECT_THAT(Run({"suggest", "cardoi"}).out, HasSubstr("  ≈ Cardiologie (no longer listed)\n"));
}

TEST_F(CommandsTest, SuggestFitsATerminal) {
  server_.suggest.responses = {TwoSuggestions()};
  const std::vector<std::string> words = {"suggest", "dup", "--server", server_.address()};
  const Printed printed = RunAnnuaireOnTerminal(words, 100);
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, StartsWith("\x1b[1mADDRESS "));
  EXPECT_THAT(printed.out, HasSubstr("\njean.dupre@medecin.mssante.example  PER   99700000013\n"
                                     "    Jean-Noël DUPRÉ · Médecin · CH TROIS PICS · "));
  EXPECT_THAT(RunAnnuaireOnTerminal(words, 100, {{"NO_COLOR", "1"}}).out, StartsWith("ADDRESS "));
}

TEST_F(CommandsTest, SuggestPrintsTheWholeAnswerAsJsonOnOneLine) {
  v1::SuggestResponse response = TwoSuggestions();
  response.mutable_suggestions()->RemoveLast();
  server_.suggest.responses = {response};
  const Printed printed = Run({"suggest", "--json", "dup"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            R"({"suggestions":[{"address":"jean.dupre@medecin.mssante.example",)"
            R"("mailboxType":"PER","displayName":"Jean-Noël DUPRÉ","familyName":"DUPRÉ",)"
            R"("givenName":"Jean-Noël","rpps":"99700000013",)"
            R"("profession":{"code":"10","label":"Médecin"},)"
            R"("organization":{"id":"540000012","name":"CH TROIS PICS","city":"",)"
            R"("department":""},"service":"","city":"TROISPICS","department":"54",)"
            R"("holderGone":false,"corrected":false}],"truncated":false,"corrected":false,)"
            R"("edition":{"generation":"20261120T061500Z","extractDate":""}})"
            "\n");
}

TEST_F(CommandsTest, JsonIsIndentedOnATerminal) {
  const Printed printed =
      RunAnnuaireOnTerminal({"professions", "--json", "--server", server_.address()}, 80);
  EXPECT_EQ(printed.out, "{\n \"professions\": []\n}\n");
}

TEST_F(CommandsTest, SuggestSendsEveryHint) {
  server_.suggest.responses = {TwoSuggestions()};
  Run({"suggest", "--near-department", "54", "dup", "jea", "--limit", "7", "--near-department",
       "2A", "--near-organization", "540000012", "--own-domain", "ch.mssante.example",
       "--correspondent", "a@b.example", "--correspondent=c@d.example", "--type", "PER"});
  ASSERT_EQ(server_.suggest.requests.size(), 1U);
  EXPECT_EQ(server_.suggest.requests[0].ShortDebugString(),
            "text: \"dup jea\" limit: 7 near_departments: \"54\" near_departments: \"2A\" "
            "near_organization: \"540000012\" own_domain: \"ch.mssante.example\" "
            "correspondents: \"a@b.example\" correspondents: \"c@d.example\" types: \"PER\"");
}

TEST_F(CommandsTest, AWordThatIsACommandIsTextAfterSuggest) {
  Run({"suggest", "status", "search"});
  ASSERT_EQ(server_.suggest.requests.size(), 1U);
  EXPECT_EQ(server_.suggest.requests[0].text(), "status search");
}

TEST_F(CommandsTest, NoRowIsASuccessWithANote) {
  const Printed printed = Run({"suggest", "zzz"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out, "");
  EXPECT_EQ(printed.err, "annuaire: no mailbox matches \"zzz\"\n");
  EXPECT_EQ(
      Run({"suggest", "540", "000", "023"}).err,
      "annuaire: no mailbox matches \"540 000 023\"; of a structure: annuaire search mailboxes "
      "--organization 540000023\n");
}

TEST_F(CommandsTest, LiveSuggestAsksAtEveryKeyAndPrintsTheAddressChosen) {
  server_.suggest.responses = {TwoSuggestions()};
  const Printed printed = TypeIntoAnnuaire(
      {"suggest", "-i", "--limit", "5", "--server", server_.address()},
      {{"> ", "d"}, {"jean.dupre@", "u"}, {"jean.dupre@", "\x1b[B"}, {"cardio@", "\r"}});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.out, EndsWith("\x1b[Jcardio@ch.mssante.example\n"));
  ASSERT_EQ(server_.suggest.requests.size(), 2U);
  EXPECT_EQ(server_.suggest.requests[1].ShortDebugString(), "text: \"du\" limit: 5");
}

TEST_F(CommandsTest, LiveSuggestLeftWithoutAChoiceIsNotFound) {
  const Printed printed =
      TypeIntoAnnuaire({"suggest", "-i", "--server", server_.address()}, {{"> ", "\x1b"}});
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_THAT(printed.out, EndsWith("annuaire: no mailbox was chosen\n"));
}

TEST_F(CommandsTest, LiveSuggestNeedsATerminal) { EXPECT_EQ(Run({"suggest", "-i"}).exit_code, 2); }

v1::GetPractitionerResponse OnePractitioner() {
  v1::GetPractitionerResponse response;
  v1::Practitioner& person = *response.mutable_practitioner();
  person.set_id("899700000013");
  person.set_rpps("99700000013");
  v1::PersonName& name = *person.add_names();
  name.set_family_name("DUPRÉ");
  name.set_given_name("Jean-Noël");
  v1::ProfessionHeld& held = *person.add_professions();
  Set(held.mutable_profession(), "10", "Médecin");
  Set(held.mutable_category(), "C", "Civil");
  v1::Skill& skill = *person.add_skills();
  Set(skill.mutable_skill(), "SM04", "Cardiologie");
  Set(skill.mutable_type(), "S", "Spécialité ordinale");
  v1::Activity& activity = *person.add_activities();
  Set(activity.mutable_mode(), "S", "Salarié");
  activity.set_trade_name("CH TROIS PICS");
  activity.mutable_organization()->set_id("540000012");
  activity.mutable_organization()->set_name("CH TROIS PICS");
  activity.mutable_address()->set_street_number("29");
  activity.mutable_address()->set_street_name("AVENUE DES PICS");
  activity.mutable_address()->set_delivery_line("54000 TROISPICS");
  activity.mutable_address()->mutable_country()->set_code("99000");  // France goes without saying
  v1::MailboxRef& mailbox = *person.add_mailboxes();
  mailbox.set_address("jean.dupre@medecin.mssante.example");
  mailbox.set_type("PER");
  response.mutable_edition()->set_generation("20261120T061500Z");
  response.mutable_edition()->set_extract_date("2026-11-19");
  return response;
}

TEST_F(CommandsTest, PractitionerPrintsASheet) {
  server_.practitioner.responses = {OnePractitioner()};
  const Printed printed = Run({"practitioner", "99700000013"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(server_.practitioner.requests[0].id(), "99700000013");
  EXPECT_EQ(printed.out,
            "Jean-Noël DUPRÉ\n"
            "  RPPS              99700000013\n"
            "  Id                899700000013\n"
            "  Profession        Médecin (10), Civil\n"
            "  Savoir-faire      Cardiologie (SM04), Spécialité ordinale\n"
            "\n"
            "Mailboxes\n"
            "  ADDRESS                             TYPE  SERVICE  STRUCTURE\n"
            "  jean.dupre@medecin.mssante.example  PER\n"
            "\n"
            "Activity: CH TROIS PICS\n"
            "  Mode              Salarié (S)\n"
            "  Structure         CH TROIS PICS [540000012]\n"
            "  Address           29 AVENUE DES PICS, 54000 TROISPICS\n"
            "\n"
            "edition 20261120T061500Z, extract of 2026-11-19\n");
  EXPECT_THAT(Run({"practitioner", "99700000013", "--json"}).out,
              StartsWith(R"({"practitioner":{"id":"899700000013","rpps":"99700000013",)"));
}

TEST_F(CommandsTest, OrganizationPrintsASheetThatSaysWhatIsLeftOut) {
  v1::GetOrganizationResponse response;
  v1::Organization& structure = *response.mutable_organization();
  structure.set_id("540000012");
  structure.set_kind(v1::ORGANIZATION_KIND_ESTABLISHMENT);
  structure.set_state(v1::OPEN_STATE_OPEN);
  structure.set_finess("540000012");
  structure.add_legal_names("CENTRE HOSPITALIER DES TROIS PICS");
  structure.add_trade_names("CH TROIS PICS");
  v1::PractitionerRef& person = *structure.add_practitioners();
  person.set_id("899700000013");
  person.set_family_name("DUPRÉ");
  person.set_given_name("Jean-Noël");
  structure.set_practitioners_count(1234);
  server_.organization.responses = {response};
  const Printed printed = Run({"organization", "540000012"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "CH TROIS PICS\n"
            "  Id                540000012\n"
            "  Kind              establishment (EG)\n"
            "  State             open\n"
            "  FINESS            540000012\n"
            "  Legal names       CENTRE HOSPITALIER DES TROIS PICS\n"
            "  Trade names       CH TROIS PICS\n"
            "\n"
            "Professionals (1 of 1,234)\n"
            "  ID            NAME             PROFESSION  SAVOIR-FAIRE\n"
            "  899700000013  Jean-Noël DUPRÉ\n");
  EXPECT_THAT(Run({"organization", "540000012", "--json"}).out,
              HasSubstr(R"("kind":"ORGANIZATION_KIND_ESTABLISHMENT","state":"OPEN_STATE_OPEN")"));
}

TEST_F(CommandsTest, MailboxPrintsItsHolderStructureAndDomain) {
  v1::GetMailboxResponse response;
  v1::Mailbox& mailbox = *response.mutable_mailbox();
  mailbox.set_address("jean.dupre@medecin.mssante.example");
  mailbox.set_type("PER");
  v1::Attachment& attachment = *mailbox.add_attachments();
  attachment.set_type("PER");
  attachment.set_practitioner_id("899700000013");
  attachment.mutable_name()->set_family_name("DUPRÉ");
  attachment.set_paperless(v1::PAPERLESS_ACCEPTED);
  attachment.set_description("Consultations du matin");
  attachment.set_preferred_rank(1);
  mailbox.mutable_domain()->set_name("medecin.mssante.example");
  mailbox.mutable_domain()->set_white_list_loaded(true);
  server_.mailbox.responses = {response};
  const Printed printed = Run({"mailbox", "Jean.Dupre@medecin.mssante.example"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "jean.dupre@medecin.mssante.example\n"
            "  Type              PER\n"
            "\n"
            "Attachment PER\n"
            "  Holder            DUPRÉ [899700000013] (no longer listed)\n"
            "  Description       Consultations du matin\n"
            "  Preferred rank    1\n"
            "  Paperless         accepted\n"
            "\n"
            "Domain medecin.mssante.example\n"
            "  White list        not listed\n");
  EXPECT_THAT(Run({"mailbox", "x@y", "--json"}).out, HasSubstr(R"("whiteListLoaded":true)"));
}

TEST_F(CommandsTest, DomainPrintsItsRegistrations) {
  v1::GetDomainResponse response;
  v1::Domain& domain = *response.mutable_domain();
  domain.set_name("medecin.mssante.example");
  domain.set_white_list_loaded(true);
  domain.set_listed(true);
  domain.set_mailboxes_count(81234);
  domain.add_registrations()->set_operator_name("Opérateur des Trois Pics");
  domain.mutable_registrations(0)->set_updated_at("2026-11-01T00:00:00Z");
  server_.domain.responses = {response};
  const Printed printed = Run({"domain", "medecin.mssante.example"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "medecin.mssante.example\n"
            "  White list        listed\n"
            "  Mailboxes         81,234\n"
            "\n"
            "Registration: Opérateur des Trois Pics\n"
            "  Updated           2026-11-01T00:00:00Z\n");
  EXPECT_THAT(Run({"domain", "x", "--json"}).out, HasSubstr(R"("mailboxesCount":81234)"));
}

TEST_F(CommandsTest, ProfessionsPrintsATable) {
  v1::ListProfessionsResponse response;
  v1::Profession& doctor = *response.add_professions();
  doctor.set_code("10");
  doctor.set_label("Médecin");
  doctor.set_category("profession de santé");
  doctor.set_registration(v1::REGISTRATION_COMPULSORY);
  doctor.set_authority("CNOM");
  doctor.set_practitioners_count(300123);
  server_.professions.responses = {response};
  EXPECT_EQ(Run({"professions"}).out,
            "CODE  PROFESSION  CATEGORY             REGISTRATION  AUTHORITY  PORTAL   PEOPLE\n"
            "10    Médecin     profession de santé  compulsory    CNOM               300,123\n");
  EXPECT_THAT(Run({"professions", "--json"}).out, HasSubstr(R"("practitionersCount":300123)"));
}

TEST_F(CommandsTest, FailuresEndWithTheirExitCodeAndNoAnswer) {
  struct Case {
    grpc::Status status;
    int exit_code;
    const char* message;
  };
  for (const Case& c : {
           Case{{grpc::StatusCode::NOT_FOUND, "no mailbox x@y"}, 1, "annuaire: no mailbox x@y\n"},
           {{grpc::StatusCode::INVALID_ARGUMENT, "address: no @"}, 2, "annuaire: address: no @\n"},
           {{grpc::StatusCode::UNAVAILABLE, "no generation"}, 3, "is not ready: no generation"},
           {{grpc::StatusCode::INTERNAL, "bug"}, 3, "failed: bug"},
       }) {
    server_.mailbox.status = c.status;
    for (const char* form : {"--json", "--timeout=5"}) {
      const Printed printed = Run({"mailbox", "x@y", form});
      EXPECT_EQ(printed.exit_code, c.exit_code) << c.message;
      EXPECT_EQ(printed.out, "") << c.message;
      EXPECT_THAT(printed.err, HasSubstr(c.message));
    }
  }
}

TEST_F(CommandsTest, ASilentServerIsGivenUpInTime) {
  server_.status.silent = true;
  const Printed printed = Run({"status", "--timeout", "0.2"});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_THAT(printed.err, HasSubstr("did not answer within 0.2 s"));
}

TEST_F(CommandsTest, WhatTheServerSendsCannotDriveATerminal) {
  server_.mailbox.status = {grpc::StatusCode::NOT_FOUND, "no \x1b[2J"};
  EXPECT_THAT(Run({"mailbox", "x@y"}).err, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace annuaire::cli
