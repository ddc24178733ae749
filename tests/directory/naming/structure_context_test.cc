#include "directory/naming/structure_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace annuaire {
namespace {

using ::testing::ElementsAre;

TEST(FactsOfTest, AnOrganizationTellsItsNamesPlacesAndState) {
  Organization hospital;
  hospital.key = "R10100000000001";
  hospital.state = OpenState::kClosed;
  hospital.closed_on = "2026-03-31";
  hospital.legal_names = {"CENTRE HOSPITALIER DE TROISPICS", "CH TROISPICS"};
  hospital.trade_names = {"CLINIQUE DU LAC"};
  Address address;
  address.recipient_complement = "PAVILLON JEAN VALETTE";
  address.geographic_complement = "ENTREE B";
  address.street_name = "DES FONTAINES";
  address.distribution = "BP 12";
  address.delivery_line = "54000 TROISPICS CEDEX";
  address.commune = {"54999", "Troispics"};
  hospital.addresses = {address, address};
  const StructureFacts facts = FactsOf(hospital);
  EXPECT_THAT(facts.names,
              ElementsAre("CENTRE HOSPITALIER DE TROISPICS", "CH TROISPICS", "CLINIQUE DU LAC"));
  EXPECT_THAT(facts.places, ElementsAre("BP 12", "DES FONTAINES", "ENTREE B",
                                        "PAVILLON JEAN VALETTE", "TROISPICS CEDEX", "Troispics"));
  EXPECT_EQ(facts.state, OpenState::kClosed);
  EXPECT_EQ(facts.closed_on, "2026-03-31");
  EXPECT_EQ(facts.has_finess, Known::kNo);
  hospital.legal_entity_finess = "540000002";
  EXPECT_EQ(FactsOf(hospital).has_finess, Known::kYes);
}

TEST(StructureContextTest, ItsNamesAreItsOwnAndTheirInitialsToo) {
  StructureFacts facts;
  facts.names = {"MAISON JEANNE ZORGLUB"};
  facts.places = {"RUE CLAUDE ZORBLECK"};
  const StructureContext structure(facts);
  for (const auto& [text, want] :
       std::initializer_list<std::pair<std::string_view, bool>>{{"zorglub", true},
                                                                {"jeannezorglub", true},
                                                                {"jzorglub", true},
                                                                {"mjeanne", false},
                                                                {"pzorglub", false},
                                                                {"claudezorbleck", true},
                                                                {"czorbleck", false},
                                                                {"", false}}) {
    EXPECT_EQ(structure.IsOwn(text), want) << text;
  }
}

}  // namespace
}  // namespace annuaire
