// The three searches, page by page, against a server with canned answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/cli/canned_server.h"
#include "tests/cli/program.h"

namespace annuaire::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ListingsTest : public testing::Test {
 protected:
  Printed Run(const std::vector<std::string>& words) const {
    return RunAnnuaire(words, {{"ANNUAIRE_SERVER", server_.address()}});
  }

  CannedServer server_;
};

v1::SearchMailboxesResponse Page(const std::vector<std::string>& addresses,
                                 const std::string& next) {
  v1::SearchMailboxesResponse response;
  for (const std::string& address : addresses) response.add_mailboxes()->set_address(address);
  response.set_next_page_token(next);
  return response;
}

TEST_F(ListingsTest, PractitionersPrintsALineEach) {
  v1::SearchPractitionersResponse response;
  v1::PractitionerSummary& person = *response.add_practitioners();
  person.set_id("899700000013");
  person.set_family_name("DUPRÉ");
  person.set_given_name("Jean-Noël");
  person.add_professions()->mutable_profession()->set_label("Médecin");
  person.add_organizations()->set_name("CH TROIS PICS");
  person.add_organizations()->set_name("CABINET");
  person.add_mailboxes("a@mssante.example");
  server_.practitioners.responses = {response};
  const Printed printed = Run({"search", "practitioners", "--name", "dup", "--no-mailbox"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out,
            "ID            NAME             PROFESSION  SAVOIR-FAIRE  STRUCTURE         MAILBOX\n"
            "899700000013  Jean-Noël DUPRÉ  Médecin                   CH TROIS PICS +1  "
            "a@mssante.example\n");
  EXPECT_EQ(server_.practitioners.requests[0].ShortDebugString(),
            "name: \"dup\" has_mailbox: false");
}

TEST_F(ListingsTest, OrganizationsPrintsALineEach) {
  v1::SearchOrganizationsResponse response;
  v1::OrganizationSummary& structure = *response.add_organizations();
  structure.set_id("540000012");
  structure.set_legal_name("CENTRE HOSPITALIER");
  structure.set_postcode("54000");
  structure.set_city("TROISPICS");
  structure.set_department("54");
  structure.set_state(v1::OPEN_STATE_CLOSED);
  structure.set_mailboxes_count(12);
  server_.organizations.responses = {response};
  EXPECT_EQ(Run({"search", "organizations", "--city", "troispics"}).out,
            "ID         NAME                CATEGORY  PLACE                 STATE   MAILBOXES  "
            "PEOPLE\n"
            "540000012  CENTRE HOSPITALIER            54000 TROISPICS (54)  closed         12  "
            "     0\n");
}

TEST_F(ListingsTest, AsCsvKeepTheZerosOfTheirNumbers) {
  v1::SearchPractitionersResponse people;
  v1::PractitionerSummary& person = *people.add_practitioners();
  person.set_id("0019999990");
  person.set_family_name("DUPRÉ");
  person.set_given_name("Jean");
  person.add_professions()->mutable_profession()->set_label("Médecin");
  v1::OrganizationRef& at = *person.add_organizations();
  at.set_id("010000012");
  at.set_name("CH TROIS PICS");
  person.add_mailboxes("a@mssante.example");
  server_.practitioners.responses = {people};
  EXPECT_EQ(Run({"search", "practitioners", "--name", "dup", "--csv"}).out,
            "\xEF\xBB\xBF"
            "identifiant;rpps;nom;prénom;professions;savoir-faire;structures;boîtes\r\n"
            "[0019999990];;DUPRÉ;Jean;Médecin;;CH TROIS PICS [010000012];a@mssante.example\r\n");

  v1::SearchOrganizationsResponse structures;
  v1::OrganizationSummary& structure = *structures.add_organizations();
  structure.set_id("010000012");
  structure.set_legal_name("CENTRE HOSPITALIER");
  structure.set_postcode("01000");
  structure.set_department("01");
  structure.set_state(v1::OPEN_STATE_CLOSED);
  structure.set_mailboxes_count(1200);
  server_.organizations.responses = {structures};
  EXPECT_EQ(Run({"search", "organizations", "--name", "ch", "--csv"}).out,
            "\xEF\xBB\xBF"
            "identifiant;raison sociale;enseigne;catégorie;code postal;ville;département;état;"
            "nature;entité juridique;boîtes;professionnels\r\n"
            "[010000012];CENTRE HOSPITALIER;;;[01000];;[01];fermée;;;1200;0\r\n");
}

TEST_F(ListingsTest, AsCsvFollowThePagesUnderOneTitle) {
  v1::SearchMailboxesResponse first = Page({"a@mssante.example"}, "t1");
  v1::Suggestion& row = *first.mutable_mailboxes(0);
  row.set_mailbox_type("PER");
  row.set_family_name("DUPRÉ");
  row.set_rpps("99700000013");
  row.set_holder_gone(true);
  row.set_department("01");
  server_.mailboxes.responses = {first, Page({"b@mssante.example"}, "")};
  const std::string titles =
      "\xEF\xBB\xBF"
      "adresse;type;nom;prénom;rpps;titulaire absent de l'extrait;profession;savoir-faire;service;"
      "structure;identifiant de structure;ville;département\r\n";
  EXPECT_EQ(Run({"search", "mailboxes", "--domain", "mssante.example", "--all", "--csv"}).out,
            titles +
                "a@mssante.example;PER;DUPRÉ;;[99700000013];oui;;;;;;;[01]\r\n"
                "b@mssante.example;;;;;;;;;;;;\r\n");
  server_.mailboxes.responses = {Page({}, "")};
  EXPECT_EQ(Run({"search", "mailboxes", "--csv"}).out, titles);
  EXPECT_EQ(Run({"search", "mailboxes", "--csv", "--json"}).exit_code, 2);
}

TEST_F(ListingsTest, OnePageSaysHowToGetTheNext) {
  server_.mailboxes.responses = {Page({"a@mssante.example"}, "t1")};
  const Printed printed =
      Run({"search", "mailboxes", "--type", "ORG", "--page-size", "1", "--page", "t0"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.err, "annuaire: there are more: add --page t1, or --all\n");
  EXPECT_EQ(server_.mailboxes.requests[0].ShortDebugString(),
            "type: \"ORG\" page_size: 1 page_token: \"t0\"");
  EXPECT_THAT(Run({"search", "mailboxes", "--json"}).out, HasSubstr("\"nextPageToken\":\"t1\""));
}

TEST_F(ListingsTest, AllFollowsThePagesUnderOneTitle) {
  server_.mailboxes.responses = {Page({"a@mssante.example", "b@mssante.example"}, "t1"),
                                 Page({}, "t2"), Page({"c@mssante.example"}, "")};
  const Printed printed = Run({"search", "mailboxes", "--domain", "mssante.example", "--all"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.err, "");
  EXPECT_EQ(printed.out,
            "ADDRESS            TYPE  NAME  PROFESSION  STRUCTURE  PLACE  RPPS\n"
            "a@mssante.example\n"
            "b@mssante.example\n"
            "c@mssante.example\n");
  ASSERT_EQ(server_.mailboxes.requests.size(), 3U);
  EXPECT_EQ(server_.mailboxes.requests[2].ShortDebugString(),
            "domain: \"mssante.example\" page_size: 500 page_token: \"t2\"");
}

TEST_F(ListingsTest, AllWithJsonPrintsOneRowALine) {
  server_.mailboxes.responses = {Page({"a@mssante.example"}, "t1"),
                                 Page({"b@mssante.example"}, "")};
  const std::string out = Run({"search", "mailboxes", "--all", "--json"}).out;
  EXPECT_THAT(out, StartsWith("{\"address\":\"a@mssante.example\","));
  EXPECT_THAT(out, HasSubstr("}\n{\"address\":\"b@mssante.example\","));
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2);
}

TEST_F(ListingsTest, NoRowIsASuccessWithANote) {
  const Printed printed = Run({"search", "practitioners", "--name", "zzz", "--json"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.out, "{\"practitioners\":[],\"nextPageToken\":\"\"}\n");
  EXPECT_EQ(printed.err, "annuaire: no practitioners match\n");
  EXPECT_EQ(Run({"search", "practitioners", "--profession", "médecin"}).err,
            "annuaire: no practitioners match; --profession takes a code: annuaire professions "
            "lists them\n");
}

TEST_F(ListingsTest, ATokenOfAnEditionThatIsGoneSaysSo) {
  server_.mailboxes.status = {grpc::StatusCode::ABORTED,
                              "page_token: the directory was renewed; start the listing again"};
  const Printed printed = Run({"search", "mailboxes", "--page", "old"});
  EXPECT_EQ(printed.exit_code, 3);
  EXPECT_EQ(printed.err, "annuaire: --page: the directory was renewed; start the listing again\n");
}

TEST_F(ListingsTest, StopsQuietlyWhenTheReaderLeaves) {
  server_.mailboxes.responses = {Page(std::vector<std::string>(500, "a@mssante.example"), "again")};
  // The pages never end; head does, and so must the program.
  const std::string command = "set -o pipefail; " ANNUAIRE_BIN_DIR
                              "/annuaire search mailboxes --all --server " +
                              server_.address() + " | head -n 3 > /dev/null";
  EXPECT_EQ(std::system(("bash -c '" + command + "'").c_str()), 0);
}

TEST_F(ListingsTest, AFullDiskIsAFailure) {
  server_.mailboxes.responses = {Page({"a@mssante.example"}, "")};
  const std::string command = "(" ANNUAIRE_BIN_DIR "/annuaire search mailboxes --server " +
                              server_.address() + " > /dev/full) 2> /dev/null";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 3);
}

}  // namespace
}  // namespace annuaire::cli
