#include "directory/join/organization_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace annuaire {
namespace {

using ::testing::ElementsAre;

Organization Full() {
  Organization o;
  o.key = "010000024";
  o.kind = OrganizationKind::kLegalEntity;
  o.state = OpenState::kClosed;
  o.sources = kFromFinessPlus;
  o.finess = "010000024";
  o.legal_entity_finess = "010780054";
  o.sirets = {"1", "2"};
  o.sirens = {"3"};
  o.technical_ids = {"T"};
  o.former_ids = {"F"};
  o.legal_names = {"L1", "L2"};
  o.trade_names = {"E"};
  o.category = {"355", "CH"};
  o.category_group = {"1102", "CHs"};
  o.legal_status = {"13", "EP"};
  o.tariff_mode = {"03", "ARS"};
  o.public_service = {"1", "EPS"};
  o.ape = "8610Z";
  o.uai = "0010000A";
  o.sectors = {{"SA01", "S"}};
  o.addresses = {
      {"c", "g", "1", "B", {"R", "Rue"}, "N", "BP", "L6", "01000", {"01053", "B"}, {"99000", "F"}},
      Address{}};
  o.phones = {"p"};
  o.faxes = {"f"};
  o.emails = {"e"};
  o.coordinates = {"46", "5", "x", "y", "s"};
  o.opened_on = "1";
  o.closed_on = "2";
  o.authorised_on = "3";
  o.updated_on = "4";
  return o;
}

// Every field, so that one forgotten in packing shows.
void ExpectSame(const Organization& a, const Organization& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.state, b.state);
  EXPECT_EQ(a.sources, b.sources);
  EXPECT_EQ(a.finess, b.finess);
  EXPECT_EQ(a.legal_entity_finess, b.legal_entity_finess);
  EXPECT_EQ(a.sirets, b.sirets);
  EXPECT_EQ(a.sirens, b.sirens);
  EXPECT_EQ(a.technical_ids, b.technical_ids);
  EXPECT_EQ(a.former_ids, b.former_ids);
  EXPECT_EQ(a.legal_names, b.legal_names);
  EXPECT_EQ(a.trade_names, b.trade_names);
  EXPECT_EQ(a.category, b.category);
  EXPECT_EQ(a.category_group, b.category_group);
  EXPECT_EQ(a.legal_status, b.legal_status);
  EXPECT_EQ(a.tariff_mode, b.tariff_mode);
  EXPECT_EQ(a.public_service, b.public_service);
  EXPECT_EQ(a.ape, b.ape);
  EXPECT_EQ(a.uai, b.uai);
  EXPECT_EQ(a.sectors, b.sectors);
  EXPECT_EQ(a.addresses, b.addresses);
  EXPECT_EQ(a.phones, b.phones);
  EXPECT_EQ(a.faxes, b.faxes);
  EXPECT_EQ(a.emails, b.emails);
  EXPECT_EQ(a.coordinates, b.coordinates);
  EXPECT_EQ(a.opened_on, b.opened_on);
  EXPECT_EQ(a.closed_on, b.closed_on);
  EXPECT_EQ(a.authorised_on, b.authorised_on);
  EXPECT_EQ(a.updated_on, b.updated_on);
}

TEST(OrganizationFieldsTest, UnpacksWhatWasPacked) {
  FieldPacker packer;
  PackOrganization(Full(), packer);
  const std::string bytes(packer.bytes());
  Organization unpacked;
  UnpackOrganization(bytes, unpacked);
  ExpectSame(unpacked, Full());
  EXPECT_EQ(LegalEntityIn(bytes), Full().legal_entity_finess);
  PackOrganization(Organization{}, packer);
  UnpackOrganization(packer.bytes(), unpacked);
  ExpectSame(unpacked, Organization{});
}

TEST(OrganizationFieldsTest, MergeFillsGapsAndKeepsTheFirst) {
  Organization into;
  into.key = Full().key;
  Merge(Full(), into);
  ExpectSame(into, Full());
  Organization other = Full();
  other.kind = OrganizationKind::kEstablishment;
  other.state = OpenState::kOpen;
  other.sources = kFromFinessLegacy;
  other.ape = "9999Z";
  other.legal_names = {"L2", "L3"};
  other.category = {"355", "other label"};
  Merge(other, into);
  DropRepeats(into);
  EXPECT_EQ(into.kind, OrganizationKind::kLegalEntity);
  EXPECT_EQ(into.state, OpenState::kClosed);
  EXPECT_EQ(into.sources, kFromFinessPlus | kFromFinessLegacy);
  EXPECT_EQ(into.ape, "8610Z");
  EXPECT_EQ(into.category.label, "CH");
  EXPECT_THAT(into.legal_names, ElementsAre("L1", "L2", "L3"));
}

TEST(OrganizationFieldsTest, MergeTakesTheLabelOfTheSameCodeOnly) {
  Organization into;
  into.category = {"355", ""};
  into.legal_status = {"13", ""};
  Organization other;
  other.category = {"355", "CH"};
  other.legal_status = {"14", "other"};
  Merge(other, into);
  EXPECT_EQ(into.category, (Coded{"355", "CH"}));
  EXPECT_EQ(into.legal_status, (Coded{"13", ""}));
}

}  // namespace
}  // namespace annuaire
