#include "directory/extract/column_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr ColumnSpec kSpecs[] = {
    {"Adresse BAL", {}, true},
    {"Code rôle", {"Code fonction"}, false},
    {"Numéro SIRET site", {}, true},
};

TEST(ColumnKeyTest, SpellingsOfOneColumnAgree) {
  struct Case {
    std::string_view a;
    std::string_view b;
    bool same;
  };
  const Case cases[] = {
      {"Code Département (structure)", "Code département (coord. structure)", true},
      {"Type d'identifiant PP", "TYPE D’IDENTIFIANT PP", true},
      {"Raison Sociale structure BAL", "raison sociale", true},
      {"Numéro Voie (coord. structure)", " Numero voie ", true},
      {"Autorité d'enregistrement", "Autorit\xE9 d'enregistrement", false},
      {"Téléphone (coord. structure)", "Téléphone 2 (coord. structure)", false},
      {"Code postal structure BAL", "Code postal", true},
      {"Identification Structure", "Identification", false},
  };
  for (const Case& c : cases) EXPECT_EQ(ColumnKey(c.a) == ColumnKey(c.b), c.same) << c.a;
}

TEST(ColumnMapTest, FindsColumnsInAnyOrderAndReportsTheUnknown) {
  const auto map = ColumnMap::Make("Nouveau|numero siret SITE|Code fonction|Adresse BAL|", kSpecs);
  ASSERT_TRUE(map.ok()) << map.status().ToString();
  EXPECT_THAT(map->UnknownNames(), ElementsAre("Nouveau"));
  DelimitedLine line;
  line.Split("x| 123 |F|a@b|");
  EXPECT_TRUE(map->CheckCount(line.fields()).ok());
  EXPECT_EQ(map->Field(line.fields(), 0), "a@b");
  EXPECT_EQ(map->Field(line.fields(), 1), "F");
  EXPECT_EQ(map->Field(line.fields(), 2), "123");
}

TEST(ColumnMapTest, NamesWhatIsMissing) {
  const auto map = ColumnMap::Make("a|b|Code fonction", kSpecs);
  ASSERT_FALSE(map.ok());
  EXPECT_EQ(map.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(map.status().message(), "header lacks \"Adresse BAL\", \"Numéro SIRET site\"");
}

TEST(ColumnMapTest, ReadsAHeaderInWindows1252) {
  const auto map = ColumnMap::Make("Adresse BAL|Num\xE9ro SIRET site\r\n", kSpecs);
  ASSERT_TRUE(map.ok()) << map.status().ToString();
  EXPECT_THAT(map->UnknownNames(), IsEmpty());
}

TEST(ColumnMapTest, CountsFields) {
  struct Case {
    bool trailing;
    std::string_view line;
    RowError want;
    int field;
    std::string_view column;
  };
  const Case cases[] = {
      {false, "a|b", RowError::kNone, 0, ""},
      {false, "a|b|", RowError::kTooManyFields, 3, ""},
      {false, "a", RowError::kTooFewFields, 1, "Numéro SIRET site"},
      {true, "a|b", RowError::kNone, 0, ""},
      {true, "a|b|", RowError::kNone, 0, ""},
      {true, "a|b| ", RowError::kNone, 0, ""},
      {true, "a|b|c", RowError::kTooManyFields, 3, ""},
      {true, "a|b||", RowError::kTooManyFields, 3, ""},
      {true, "a", RowError::kTooFewFields, 1, "Numéro SIRET site"},
  };
  for (const Case& c : cases) {
    const auto map = ColumnMap::Make(
        c.trailing ? "Adresse BAL|Numéro SIRET site|" : "Adresse BAL|Numéro SIRET site", kSpecs);
    ASSERT_TRUE(map.ok());
    DelimitedLine line;
    line.Split(c.line);
    const RowProblem problem = map->CheckCount(line.fields());
    EXPECT_EQ(problem.error, c.want) << c.line;
    EXPECT_EQ(problem.field, c.field) << c.line;
    EXPECT_EQ(problem.column, c.column) << c.line;
  }
}

TEST(ColumnMapTest, RefusesAnEndlessHeader) {
  const auto map = ColumnMap::Make(std::string(1000, '|'), kSpecs);
  ASSERT_FALSE(map.ok());
  EXPECT_THAT(map.status().message(), HasSubstr("more than 256 columns"));
}

}  // namespace
}  // namespace annuaire
