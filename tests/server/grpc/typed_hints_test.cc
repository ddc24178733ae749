#include "server/grpc/typed_hints.h"

#include <gtest/gtest.h>

namespace annuaire::grpc_front {
namespace {

struct Row {
  std::string_view typed;
  std::string_view want;
};

TEST(TypedHintsTest, ReadsADepartment) {
  constexpr Row kTable[] = {
      {"54", "54"},
      {" 54 ", "54"},
      {"054", "54"},
      {"974", "974"},
      {"2A", "2A"},
      {"02A", "2A"},
      {"54000", "54"},
      {"20090", "2A"},
      {"97410", "974"},
      {"Meurthe-et-Moselle", "54"},
      {"val d'oise", "95"},
      {"99", "99"},
      {"00000", "00000"},
      {"Troispics", "Troispics"},
      {"", ""},
  };
  for (const Row& row : kTable) EXPECT_EQ(ReadDepartment(row.typed), row.want) << row.typed;
}

TEST(TypedHintsTest, ReadsAStructure) {
  constexpr Row kTable[] = {
      {"440000719", "440000719"},
      {"44 000 071 9", "440000719"},
      {" 440000719 ", "440000719"},
      {"353 086 648 00014", "35308664800014"},
      {"siren:353086648", "SIREN:353086648"},
      {"2A 000 000 1", "2A0000001"},
      {"R10100000328372", "R10100000328372"},
      {"CH Trois Pics", "CH Trois Pics"},
      {"", ""},
  };
  for (const Row& row : kTable) EXPECT_EQ(ReadOrganization(row.typed), row.want) << row.typed;
}

TEST(TypedHintsTest, ReadsADomain) {
  constexpr Row kTable[] = {
      {"chu.mssante.fr", "chu.mssante.fr"},
      {"@chu.mssante.fr", "chu.mssante.fr"},
      {"jean@chu.mssante.fr", "chu.mssante.fr"},
      {"Jean <jean@chu.mssante.fr>", "chu.mssante.fr"},
      {" chu.mssante.fr. ", "chu.mssante.fr"},
      {"@", ""},
      {"", ""},
  };
  for (const Row& row : kTable) EXPECT_EQ(ReadDomain(row.typed), row.want) << row.typed;
}

TEST(TypedHintsTest, ReadsAnAddress) {
  constexpr Row kTable[] = {
      {"a@b.fr", "a@b.fr"},
      {" a@b.fr ", "a@b.fr"},
      {"Laura <a@b.fr>", "a@b.fr"},
      {"<a@b.fr", "a@b.fr"},
      {"", ""},
  };
  for (const Row& row : kTable) EXPECT_EQ(ReadAddress(row.typed), row.want) << row.typed;
}

}  // namespace
}  // namespace annuaire::grpc_front
