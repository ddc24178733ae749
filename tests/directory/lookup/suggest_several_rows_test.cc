// Suggestions of mailboxes that several rows attach to people, structures and activities: what any
// of them says counts as if it were the first.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"
#include "tests/directory/lookup/suggest_fixture.h"

namespace annuaire {
namespace {

constexpr const char* kFirst = "a@medecin.mssante.fr";
constexpr const char* kSecond = "b@medecin.mssante.fr";
constexpr const char* kPlain = "c@medecin.mssante.fr";

constexpr const char* kHospital = "540000015";
constexpr const char* kHome = "540000023";
constexpr const char* kPharmacy = "2A0000154";

Attachment Surgeon(Attachment row) {
  row.profession = {"10", "Chirurgien"};
  row.skill = {};
  return row;
}

Attachment At(const char* organization, Attachment row) {
  row.organization_key = organization;
  return row;
}

Attachment Gone(Attachment row) {
  row.practitioner_id = "899700000096";
  return row;
}

// A role that does not name its professional.
Attachment Role(Attachment row) {
  row.practitioner_id = {};
  row.name = {};
  row.service = "URGENCES";
  return row;
}

Mailbox Box(const char* address, const char* type, std::vector<Attachment> rows) {
  Mailbox mailbox = Holder(SmallWorld(), address, "");
  mailbox.type_code = type;
  mailbox.attachments = std::move(rows);
  return mailbox;
}

TEST(SuggestSeveralRowsTest, OrderTable) {
  const Attachment doctor = Holder(SmallWorld(), kFirst, "MARTIN", "ANNE").attachments[0];
  Attachment service;
  service.organization_key = kHospital;
  Attachment surgery = service;
  surgery.legal_name = "CLINIQUE DU CHIRURGIEN";
  struct Case {
    const char* what;
    std::vector<Mailbox> mailboxes;
    SuggestQuery query;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"who does it by another row is meant, too, before a structure called so",
            {Box(kFirst, "PER", {Surgeon(doctor)}), Box(kSecond, "PER", {doctor, Surgeon(doctor)}),
             Box(kPlain, "ORG", {surgery})},
            {.text = "chirurgien nancy"},
            {kFirst, kSecond, kPlain}},
           {"a second structure tells as much as the first",
            {Box(kFirst, "PER", {At(kPharmacy, doctor), doctor}), Box(kSecond, "PER", {doctor})},
            {.text = "martin pics"},
            {kFirst, kSecond}},
           {"one of several structures is the sender's",
            {Box(kFirst, "PER", {doctor}),
             Box(kSecond, "PER", {At(kPharmacy, doctor), At(kHome, doctor)})},
            {.text = "martin", .near_organization = kHome},
            {kSecond, kFirst}},
           {"contact@ of several structures stands for more than a service of one",
            {Box("contact@ch-troispics.mssante.fr", "ORG", {service, At(kHome, service)}),
             Box("accueil.urgences@ch-troispics.mssante.fr", "ORG", {service})},
            {.text = "troispics"},
            {"contact@ch-troispics.mssante.fr", "accueil.urgences@ch-troispics.mssante.fr"}},
           {"in the order of its holder, named by whichever row",
            {Box(kFirst, "PER", {Role(doctor), doctor}), Box(kSecond, "PER", {doctor})},
            {.text = "martin"},
            {kFirst, kSecond}},
           {"in the extract is who has one holder there",
            {Box(kFirst, "PER", {Gone(doctor)}),
             Box(kSecond, "PER", {Gone(doctor), doctor, Gone(doctor)})},
            {.text = "martin"},
            {kSecond, kFirst}}}) {
    World world = SmallWorld();
    world.mailboxes = c.mailboxes;
    const auto directory = world.Build();
    EXPECT_EQ(AddressesOf(*directory, directory->Suggest(c.query)), c.want) << c.what;
  }
}

}  // namespace
}  // namespace annuaire
