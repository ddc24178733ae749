#include "directory/extract/finess_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/extract/row_id.h"
#include "tests/directory/extract/sample_file.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TEST(QuotedLineTest, Table) {
  struct Case {
    std::string_view line;
    bool ok;
    std::vector<std::string_view> want;
  };
  const Case cases[] = {
      {"", true, {""}},
      {"a;b", true, {"a", "b"}},
      {"a;;", true, {"a", "", ""}},
      {"\"a\";b", true, {"a", "b"}},
      {"\"a;b\";c", true, {"a;b", "c"}},
      {"\"a \"\"b\"\"\";\"\"", true, {"a \"b\"", ""}},
      {"a\"b;c", true, {"a\"b", "c"}},
      {"\"a\"", true, {"a"}},
      {"\"\"\"\"", true, {"\""}},
      {"\"a", false, {}},
      {"\"", false, {}},
      {"\"a\"b;c", false, {}},
      {"x;\"a\"\"", false, {}},
  };
  QuotedLine line;
  for (const Case& c : cases) {
    EXPECT_EQ(line.Split(c.line, ';'), c.ok) << c.line;
    if (c.ok) {
      EXPECT_THAT(line.fields(), ElementsAreArray(c.want)) << c.line;
    }
  }
}

TEST(FinessCsvTest, ReadsTheStockSample) {
  const std::string text = ReadSample("etalab-cs1100502-stock.sample.csv");
  const auto lines = LinesOf(text);
  FinessCsvParser parser;
  ASSERT_TRUE(parser.Parse(lines.at(0)).ok());
  EXPECT_FALSE(parser.has_row());
  EXPECT_EQ(parser.extract_date(), "2026-05-12");

  ASSERT_TRUE(parser.Parse(lines.at(1)).ok());
  ASSERT_TRUE(parser.has_row());
  const Organization& row = parser.row();
  EXPECT_EQ(row.key, "010000024");
  EXPECT_EQ(row.kind, OrganizationKind::kEstablishment);
  EXPECT_EQ(row.state, OpenState::kOpen);
  EXPECT_EQ(row.sources, kFromFinessLegacy);
  EXPECT_EQ(row.legal_entity_finess, "010780054");
  EXPECT_THAT(row.legal_names,
              ElementsAre("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT", "CH DE FLEYRIAT"));
  EXPECT_THAT(row.sirets, ElementsAre("26010004500012"));
  EXPECT_EQ(row.category, (Coded{"355", "Centre Hospitalier (C.H.)"}));
  EXPECT_EQ(row.category_group.code, "1102");
  EXPECT_EQ(row.tariff_mode.code, "03");
  EXPECT_EQ(row.ape, "8610Z");
  EXPECT_EQ(row.opened_on, "1979-02-13");
  EXPECT_EQ(row.updated_on, "2020-02-04");
  ASSERT_EQ(row.addresses.size(), 1u);
  EXPECT_EQ(row.addresses[0].commune, (Coded{"01451", "VIRIAT"}));
  EXPECT_EQ(row.addresses[0].postcode, "01440");
  EXPECT_EQ(row.addresses[0].street_type.code, "RTE");
  EXPECT_EQ(parser.flags(), 0);

  const std::string_view communes[] = {"97123", "97302", "97410", "97606", "98613"};
  for (std::size_t i = 2; i < lines.size(); ++i) {
    ASSERT_TRUE(parser.Parse(lines[i]).ok()) << i;
    EXPECT_EQ(row.addresses.at(0).commune.code, communes[i - 2]);
  }
  ASSERT_TRUE(parser.Parse(lines.at(5)).ok());
  EXPECT_THAT(row.legal_names, ElementsAre("LIEU DE VIE ET D'ACCUEIL \"MAVOUNA MEMA 1\"",
                                           "LIEU DE VIE \"MAVOUNA MEMA 1\""));
}

TEST(FinessCsvTest, ReadsTheOtherRecords) {
  FinessCsvParser parser;
  ASSERT_TRUE(parser
                  .Parse("structureej;010780054;CH;CENTRE HOSPITALIER;;900;RTE;DE PARIS;;;;451;"
                         "01440 VIRIAT;01;AIN;0474454647;13;Etab.Pub.Commun.Hosp.;355;CH;"
                         "260100045;8610Z;1979-02-13")
                  .ok());
  EXPECT_EQ(parser.row().kind, OrganizationKind::kLegalEntity);
  EXPECT_EQ(parser.row().legal_status, (Coded{"13", "Etab.Pub.Commun.Hosp."}));
  EXPECT_THAT(parser.row().sirens, ElementsAre("260100045"));
  EXPECT_EQ(parser.row().addresses.at(0).commune.code, "01451");

  ASSERT_TRUE(
      parser.Parse("geolocalisation;010000024;870215.7;6571590.5;1,LAMBERT_93;2026-05-12").ok());
  EXPECT_EQ(parser.row().coordinates.x, "870215.7");
  EXPECT_EQ(parser.row().coordinates.source, "1,LAMBERT_93");
  EXPECT_THAT(parser.row().addresses, IsEmpty());
  EXPECT_THAT(parser.row().legal_names, IsEmpty());
}

TEST(FinessCsvTest, ReadsTheFlatVariant) {
  FinessCsvParser parser;
  ASSERT_TRUE(
      parser.Parse("nofinesset;nofinessej;rs;rslongue;cog;codepostal;categetab;coordx").ok());
  EXPECT_FALSE(parser.has_row());
  ASSERT_TRUE(parser.Parse("010000024;010780054;CH;;01451;01440;355;870215.7").ok());
  EXPECT_EQ(parser.row().key, "010000024");
  EXPECT_EQ(parser.row().addresses.at(0).commune.code, "01451");
  EXPECT_EQ(parser.row().coordinates.x, "870215.7");
  // A name that comes twice counts as a field all the same.
  ASSERT_TRUE(parser.Parse("nofinesset;rs;rs;coordx").ok());
  EXPECT_EQ(parser.Parse("010000024;CH;CH").error, RowError::kTooFewFields);
  EXPECT_TRUE(parser.Parse("010000024;CH;CH;1").ok());
}

TEST(FinessCsvTest, Lines) {
  const std::string thirty_one = "structureet;010000024;010780054" + std::string(28, ';');
  struct Case {
    std::string line;
    RowError want;
    bool row;
  };
  const Case cases[] = {
      {"", RowError::kNone, false},
      {" \r\n", RowError::kNone, false},
      {thirty_one, RowError::kNone, true},
      {thirty_one + ";", RowError::kNone, true},
      {thirty_one + ";;", RowError::kNone, true},
      {thirty_one + ";;x", RowError::kTooManyFields, false},
      {"structureet;010000024", RowError::kTooFewFields, false},
      {"structureej;010000024;;", RowError::kTooFewFields, false},
      {"geolocalisation;010000024;1;2", RowError::kTooFewFields, false},
      {"structureet;0100000240" + thirty_one.substr(21), RowError::kMalformedFiness, false},
      {"structureet;" + thirty_one.substr(21), RowError::kMalformedFiness, false},
      {"equipement;010000024", RowError::kUnknownRecord, false},
      {"structureet;\"010000024", RowError::kBrokenQuotes, false},
  };
  FinessCsvParser parser;
  for (const Case& c : cases) {
    EXPECT_EQ(parser.Parse(c.line).error, c.want) << c.line;
    EXPECT_EQ(parser.has_row(), c.row) << c.line;
  }
}

TEST(FinessCsvTest, FlagsBadKeysAndDecodesWindows1252) {
  FinessCsvParser parser;
  ASSERT_TRUE(parser.Parse("structureet;990000001;;H\xD4PITAL" + std::string(28, ';')).ok());
  EXPECT_EQ(parser.flags(), kBadFinessKey);
  EXPECT_THAT(parser.row().legal_names, ElementsAre("HÔPITAL"));
  ASSERT_TRUE(parser.Parse("structureet;010000024;12" + std::string(28, ';')).ok());
  EXPECT_EQ(parser.flags(), kMalformedStructureId);
  EXPECT_EQ(parser.row().legal_entity_finess, "");
  EXPECT_EQ(parser.decoded_lines(), 1u);
}

}  // namespace
}  // namespace annuaire
