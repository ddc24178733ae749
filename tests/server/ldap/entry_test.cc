#include "server/ldap/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::ldap_front {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

MailboxRow Cardiologist() {
  MailboxRow row;
  row.address = "jean-noel.dupre@ch-troispics.mssante.fr";
  row.type_code = "PER";
  row.type = MailboxType::kPersonal;
  row.practitioner_id = IdText("899700000013");
  row.family_name = "DUPRÉ";
  row.given_name = "JEAN-NOËL";
  row.profession = {"10", "Médecin"};
  row.skill = {"SM04", "Cardiologie"};
  row.has_organization = true;
  row.organization.legal_name = "CENTRE HOSPITALIER";
  row.organization.trade_name = "CH Trois Pics";
  row.organization.postcode = "54999";
  row.city = "Troispics";
  row.department = "54";
  return row;
}

MailboxRow Service() {
  MailboxRow row;
  row.address = "cardiologie@ch-troispics.mssante.fr";
  row.type_code = "ORG";
  row.type = MailboxType::kOrganizational;
  row.service = "Service de cardiologie";
  row.has_organization = true;
  row.organization.legal_name = "CH Trois Pics";
  row.city = "Troispics";
  return row;
}

TEST(EntryTest, TellsHomonymsApartInCn) {
  EXPECT_THAT(ValuesOf(Cardiologist(), Attribute::kCn),
              ElementsAre("DUPRÉ Jean-Noël – Cardiologie – CH Trois Pics, Troispics",
                          "Jean-Noël DUPRÉ – Cardiologie – CH Trois Pics, Troispics"));
}

TEST(EntryTest, DescribesAPerson) {
  const MailboxRow row = Cardiologist();
  EXPECT_THAT(ValuesOf(row, Attribute::kSn), ElementsAre("DUPRÉ"));
  EXPECT_THAT(ValuesOf(row, Attribute::kGivenName), ElementsAre("Jean-Noël"));
  EXPECT_THAT(ValuesOf(row, Attribute::kDisplayName), ElementsAre("Jean-Noël DUPRÉ"));
  EXPECT_THAT(ValuesOf(row, Attribute::kMail), ElementsAre(row.address));
  EXPECT_THAT(ValuesOf(row, Attribute::kO), ElementsAre("CH Trois Pics"));
  EXPECT_THAT(ValuesOf(row, Attribute::kOu), IsEmpty());
  EXPECT_THAT(ValuesOf(row, Attribute::kTitle), ElementsAre("Médecin"));
  EXPECT_THAT(ValuesOf(row, Attribute::kL), ElementsAre("Troispics"));
  EXPECT_THAT(ValuesOf(row, Attribute::kPostalCode), ElementsAre("54999"));
  EXPECT_THAT(ValuesOf(row, Attribute::kSt), ElementsAre("Meurthe-et-Moselle"));
  EXPECT_THAT(ValuesOf(row, Attribute::kEmployeeNumber), ElementsAre("99700000013"));
  EXPECT_THAT(ValuesOf(row, Attribute::kEmployeeType), ElementsAre("PER"));
}

TEST(EntryTest, GivesTheProfessionOfWhoHasNoSkillAndTheCityOfWhoHasNoStructure) {
  MailboxRow row = Cardiologist();
  row.skill = {};
  row.has_organization = false;
  EXPECT_THAT(ValuesOf(row, Attribute::kCn), ElementsAre("DUPRÉ Jean-Noël – Médecin – Troispics",
                                                         "Jean-Noël DUPRÉ – Médecin – Troispics"));
  row.given_name = {};
  EXPECT_THAT(ValuesOf(row, Attribute::kCn), ElementsAre("DUPRÉ – Médecin – Troispics"));
}

TEST(EntryTest, NamesASharedMailboxInCnAndSn) {
  EXPECT_THAT(ValuesOf(Service(), Attribute::kCn),
              ElementsAre("Service de cardiologie – CH Trois Pics, Troispics",
                          "CH Trois Pics – Service de cardiologie, Troispics"));
  EXPECT_THAT(ValuesOf(Service(), Attribute::kSn),
              ElementsAre("Service de cardiologie – CH Trois Pics"));
  EXPECT_THAT(ValuesOf(Service(), Attribute::kGivenName), IsEmpty());
  EXPECT_THAT(ValuesOf(Service(), Attribute::kOu), ElementsAre("Service de cardiologie"));
  MailboxRow nameless = Service();
  nameless.service = {};
  EXPECT_THAT(ValuesOf(nameless, Attribute::kSn), ElementsAre("cardiologie – CH Trois Pics"));
  MailboxRow unnamed_person = Cardiologist();
  unnamed_person.family_name = {};
  EXPECT_THAT(ValuesOf(unnamed_person, Attribute::kSn),
              ElementsAre("jean-noel.dupre – CH Trois Pics"));
}

TEST(EntryTest, LeavesOutWhatSlapdCouldNotRead) {
  MailboxRow row = Service();
  row.service = "\xC3";
  EXPECT_THAT(ValuesOf(row, Attribute::kOu), IsEmpty());
  EXPECT_TRUE(CanBeEntry(row));
  row.address = "é@x.mssante.fr";
  EXPECT_FALSE(CanBeEntry(row));
  row.address = "a b@x.mssante.fr";
  EXPECT_FALSE(CanBeEntry(row));
}

TEST(DnTest, IsEscapedAndComparedFolded) {
  EXPECT_EQ(DnOf("a+b@x.fr", "ou=bal"), "mail=a\\+b@x.fr,ou=bal");
  for (const auto& [value, want] : std::initializer_list<std::pair<const char*, const char*>>{
           {"a@x.fr", "a@x.fr"},
           {"a\\+b@x.fr", "a+b@x.fr"},
           {"a\\2Bb@x.fr", "a+b@x.fr"},
           {"a\\2bb\\5c@x.fr", "a+b\\@x.fr"},
           {"\\#a\\\\2B@x.fr", "#a\\2B@x.fr"},
           {"a\\", "a\\"}}) {
    EXPECT_EQ(UnescapedRdn(value), want);
  }
  EXPECT_EQ(FoldDn(" OU = Bal ,  o=MSSante,c=FR"), "ou=bal,o=mssante,c=fr");
}

}  // namespace
}  // namespace annuaire::ldap_front
