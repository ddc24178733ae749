#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/extract/finess_csv.h"
#include "directory/extract/finess_plus.h"
#include "tests/directory/join/join_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;

TEST(JoinStructuresTest, MergesStructuresOfAllSources) {
  Join join;
  AddFile<MailboxParser>(join, kMailboxes);
  AddFile<PersonActivityParser>(join, kActivities);
  FinessCsvParser csv;
  const std::string text = ReadSample("etalab-cs1100502-stock.sample.csv") +
                           "structureet;549000016;549000024;CH FICTIF LEGACY" +
                           std::string(28, ';') + "\n" +
                           "geolocalisation;549000016;1;2;LAMBERT_93;2026-05-12";
  JoinPart& legacy = join.AddPart();
  for (const std::string_view line : LinesOf(text)) {
    ASSERT_TRUE(csv.Parse(line).ok()) << line;
    if (csv.has_row()) legacy.Add(csv.row());
  }
  legacy.Close();
  const std::string json =
      R"({"pmej":[{"informationsGeneralesPMEJ":{"numFinessPm":"549000032"},"ege":[
         {"informationsGeneralesEGE":{"numFinessEge":"549000016","nomEgeLong":"CH Fictif"},
          "etatObjet":"I"}]}]})";
  JoinPart& plus = join.AddPart();
  ASSERT_TRUE(ReadFinessPlus(InChunks(json, 100), [&plus](const Organization& row) {
                plus.Add(row);
                return OkStatus();
              }).ok());
  plus.Close();

  const auto organizations = Organizations(join);
  const Organization& hospital = organizations.at("549000016");
  EXPECT_EQ(hospital.sources,
            kFromFinessPlus | kFromFinessLegacy | kFromActivities | kFromMailboxes);
  EXPECT_EQ(hospital.kind, OrganizationKind::kEstablishment);
  EXPECT_EQ(hospital.state, OpenState::kClosed);
  EXPECT_EQ(hospital.legal_entity_finess, "549000032");
  EXPECT_THAT(hospital.legal_names,
              ElementsAre("CH Fictif", "CH FICTIF LEGACY", "CENTRE HOSPITALIER FICTIF"));
  EXPECT_THAT(hospital.sirets, ElementsAre("99999001300016"));
  EXPECT_THAT(hospital.technical_ids, ElementsAre("F549000016"));
  EXPECT_THAT(hospital.former_ids, ElementsAre("1549000016"));
  EXPECT_THAT(hospital.phones, ElementsAre("+33 3 00 00 00 02"));
  EXPECT_THAT(hospital.sectors, ElementsAre(Coded{"SA01", "Etablissement public de santé"}));
  EXPECT_EQ(hospital.coordinates.x, "1");
  EXPECT_EQ(hospital.addresses.size(), 2u);  // the activity's and the mailbox's

  // Named as a legal entity by activities and the legacy file, as a site by a mailbox.
  const Organization& entity = organizations.at("549000024");
  EXPECT_EQ(entity.kind, OrganizationKind::kLegalEntity);
  EXPECT_EQ(entity.sources, kFromFinessLegacy | kFromActivities | kFromMailboxes);
  EXPECT_EQ(entity.finess, "549000024");

  const Organization& practice = organizations.at("R99900000000001");
  EXPECT_EQ(practice.kind, OrganizationKind::kUnknown);
  EXPECT_EQ(practice.sources, kFromActivities);
  EXPECT_EQ(practice.finess, "");
  EXPECT_THAT(practice.trade_names, ElementsAre("Cabinet individuel"));
  EXPECT_THAT(practice.emails, ElementsAre("contact@exemple.invalid"));

  EXPECT_THAT(organizations.at("99999002100019").sources, kFromActivities | kFromMailboxes);
  EXPECT_EQ(organizations.at("010780054").kind, OrganizationKind::kLegalEntity);
}

// A mailbox names its structure by a number that it had before.
TEST(JoinStructuresTest, AFormerNumberIsTheStructureThatHadIt) {
  constexpr const char* kRang = "499700000013001";
  struct Site {
    const char* key;
    const char* former_id;
  };
  struct Case {
    const char* name;
    std::vector<Site> sites;
    std::string mailbox_of;  // as published
    std::string want;
    std::vector<std::string> structures;
  };
  const Case cases[] = {
      {"its former number",
       {{"R10000000000001", kRang}, {"R10000000000001", ""}},
       kRang,
       "R10000000000001",
       {"R10000000000001"}},
      {"of two files",
       {{"R10000000000001", kRang}, {"R10000000000001", kRang}},
       kRang,
       "R10000000000001",
       {"R10000000000001"}},
      {"nobody's",
       {{"R10000000000001", "499700000021001"}},
       kRang,
       kRang,
       {kRang, "R10000000000001"}},
      {"of two structures",
       {{"R10000000000001", kRang}, {"R10000000000002", kRang}},
       kRang,
       kRang,
       {kRang, "R10000000000001", "R10000000000002"}},
      {"still a key",
       {{"R10000000000001", kRang}, {kRang, ""}},
       kRang,
       kRang,
       {kRang, "R10000000000001"}},
      {"a structure that moved keeps a number that is published today",
       {{"R10000000000001", "1540002698"}},
       "540002698",
       "540002698",
       {"540002698", "R10000000000001"}},
  };
  for (const Case& c : cases) {
    for (const bool is_fallback : {false, true}) {
      Join join;
      JoinPart& mailboxes = join.AddPart();
      MailboxRow mailbox = RowOf("a@b.fr", "PER", c.mailbox_of, "", "CABINET DE LA BOITE");
      mailbox.structure.technical_id = c.mailbox_of;
      is_fallback ? mailboxes.AddFallback(mailbox) : mailboxes.Add(mailbox);
      mailboxes.Close();
      for (const Site& site : c.sites) {
        JoinPart& part = join.AddPart();
        PersonActivityRow row;
        row.practitioner_id = "899700000013";
        row.has_activity = true;
        row.structure.key = row.structure.technical_id = site.key;
        row.activity.organization_key = site.key;
        row.activity.former_organization_id = site.former_id;
        row.activity.legal_name = "CABINET";
        part.Add(row);
        part.Close();
      }
      EXPECT_EQ(Mailboxes(join)["a@b.fr"].attachments.at(0).organization_key, c.want) << c.name;
      std::vector<std::string> structures;
      const auto organizations = Organizations(join);
      for (const auto& [key, one] : organizations) structures.push_back(key);
      EXPECT_EQ(structures, c.structures) << c.name;
      const Organization& one = organizations.at(c.want);
      EXPECT_TRUE(one.sources & kFromMailboxes || is_fallback) << c.name;
      EXPECT_THAT(one.technical_ids, testing::Not(testing::Contains(c.want == kRang ? "" : kRang)))
          << c.name;
      EXPECT_EQ(one.legal_names.back(),
                is_fallback && one.sources & kFromActivities ? "CABINET" : "CABINET DE LA BOITE")
          << c.name;
    }
  }
}

TEST(JoinStructuresTest, AStructureStandsWhereOneOfItsRowsSays) {
  const Address street = {.street_name = "GRANDE RUE"};
  const Address nancy = {.street_name = "GRANDE RUE", .postcode = "54000"};
  const Address paris = {.commune = {"75113", "Paris"}};
  struct Case {
    std::vector<Address> rows;
    std::vector<Address> want;
  };
  const Case cases[] = {
      {{{}}, {}},
      {{street}, {street}},
      {{{}, street, nancy}, {nancy, street}},
      {{street, paris, nancy}, {paris, street, nancy}},
      {{nancy, street, paris, nancy}, {nancy, street, paris}},
  };
  for (const Case& c : cases) {
    Join join;
    JoinPart& part = join.AddPart();
    for (const Address& address : c.rows) {
      PersonActivityRow row;
      row.practitioner_id = "899700000013";
      row.has_activity = true;
      row.structure.key = row.structure.technical_id = "R10000000000001";
      row.activity.organization_key = row.structure.key;
      row.activity.address = address;
      part.Add(row);
    }
    part.Close();
    EXPECT_EQ(Organizations(join).at("R10000000000001").addresses, c.want);
  }
}

// One odd file: what is told a hundred thousand times is compared n log n times.

}  // namespace
}  // namespace annuaire
