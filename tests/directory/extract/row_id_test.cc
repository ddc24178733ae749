#include "directory/extract/row_id.h"

#include <gtest/gtest.h>

#include <string>

namespace annuaire {
namespace {

constexpr std::string_view kLongest =
    "R123456789012345678901234567890123456789012345678901234567890123";
constexpr std::string_view kTooLong =
    "R1234567890123456789012345678901234567890123456789012345678901234";

TEST(ReadStructureColumnsTest, TakesTheBestColumn) {
  struct Case {
    StructureColumns columns;
    std::string_view key;
    int flags;
  };
  const Case cases[] = {
      {{}, "", 0},
      {{.finess = "549000016", .siret = "99999001300016", .technical_id = "F549000016"},
       "549000016",
       0},
      {{.finess = "990000001"}, "990000001", kBadFinessKey},
      {{.finess = "54900001", .siret = "49940088500020"}, "49940088500020", kMalformedStructureId},
      {{.siret = "49940088500020", .technical_id = "F549000016"}, "549000016", 0},
      {{.technical_id = "F86078728201072015"}, "860787282", 0},
      {{.technical_id = "C49940088500020"}, "49940088500020", 0},
      {{.technical_id = "C49940088500021"}, "49940088500021", kBadSiretKey},
      {{.technical_id = "C12345678901"}, "C12345678901", 0},
      {{.technical_id = "R10100000328372"}, "R10100000328372", 0},
      {{.siren = "356000000", .technical_id = "R10100000328372"}, "SIREN:356000000", 0},
      {{.siren = "356000001"}, "SIREN:356000001", kBadSirenKey},
      {{.legal_entity_finess = "549000024"}, "549000024", 0},
      {{.finess = "2A9000031"}, "2A9000031", 0},
      {{.technical_id = kLongest}, kLongest, 0},
      {{.technical_id = kTooLong}, "", kMalformedStructureId},
      {{.legal_entity_finess = "549000024", .technical_id = kTooLong},
       "549000024",
       kMalformedStructureId},
  };
  for (const Case& c : cases) {
    std::string buffer;
    const StructureId id = ReadStructureColumns(c.columns, buffer);
    EXPECT_EQ(id.key, c.key);
    EXPECT_EQ(id.flags, c.flags) << c.key;
  }
}

TEST(ReadTypedStructureTest, TakesDigitsAndWords) {
  struct Case {
    std::string_view type;
    std::string_view number;
    std::string_view key;
    int flags;
  };
  const Case cases[] = {
      {"", "", "", 0},
      {"1", "", "", 0},
      {"1", "549000016", "549000016", 0},
      {"FINESS", "549000016", "549000016", 0},
      {"FINESS EG", "549000016", "549000016", 0},
      {"1", "1549000016", "549000016", 0},
      {"1", "990000001", "990000001", kBadFinessKey},
      {"3", "49940088500020", "49940088500020", 0},
      {"SIRET", "349940088500020", "49940088500020", 0},
      {"2", "356000000", "SIREN:356000000", 0},
      {"Siren", "356000000", "SIREN:356000000", 0},
      {"4", "99900000011001", "499900000011001", 0},
      {"RPPS-rang", "99900000011001", "499900000011001", 0},
      {"0", "999900012", "0999900012", 0},
      {"41", "ABC", "ABC", 0},
      {"1", "not a number", "not a number", kMalformedStructureId},
      {"", "549000016", "549000016", 0},
      {"", "49940088500020", "49940088500020", 0},
      {"", "R10100000328372", "R10100000328372", 0},
      {"", "F549000016", "549000016", 0},
      {"4", kLongest, kLongest, 0},
      {"4", kTooLong, "", kMalformedStructureId},
      {"1", kTooLong, "", kMalformedStructureId},
  };
  for (const Case& c : cases) {
    std::string buffer;
    const StructureId id = ReadTypedStructure(c.type, c.number, buffer);
    EXPECT_EQ(id.key, c.key) << c.type << " " << c.number;
    EXPECT_EQ(id.flags, c.flags) << c.type << " " << c.number;
  }
}

TEST(ReadPersonColumnsTest, Table) {
  using State = PersonId::State;
  struct Case {
    std::string_view national;
    std::string_view type;
    std::string_view number;
    State state;
    std::string_view id;
    int flags;
  };
  const Case cases[] = {
      {"899900000011", "8", "99900000011", State::kRead, "899900000011", 0},
      {"", "8", "99900000011", State::kRead, "899900000011", 0},
      {"", "0", "999900012", State::kRead, "0999900012", 0},
      {"899900000012", "", "", State::kRead, "899900000012", kBadPersonKey},
      {"", "", "", State::kBlank, "", 0},
      {"", "8", "", State::kBlank, "", 0},
      {"89990000001", "", "", State::kMalformed, "", 0},
      {"", "8", "abc", State::kMalformed, "", 0},
  };
  for (const Case& c : cases) {
    std::string buffer;
    const PersonId person = ReadPersonColumns(c.national, c.type, c.number, buffer);
    EXPECT_EQ(person.state, c.state) << c.national;
    EXPECT_EQ(person.id, c.id) << c.national;
    if (c.id != "0999900012") {
      EXPECT_EQ(person.flags, c.flags) << c.national;
    }
  }
}

}  // namespace
}  // namespace annuaire
