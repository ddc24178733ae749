#include "directory/record/domain.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(DomainTest, TheOperatorIsTheFirstWithAName) {
  Domain domain;
  EXPECT_EQ(OperatorOf(domain), "");
  domain.registrations.resize(3);
  domain.registrations[1].operator_name = "GIP Un";
  domain.registrations[2].operator_name = "GIP Deux";
  EXPECT_EQ(OperatorOf(domain), "GIP Un");
}

TEST(DomainTest, TheNearestListedIsItselfOrAParent) {
  const auto is_listed = [](std::string_view name) {
    return name == "aura.mssante.fr" || name == "ch.aura.mssante.fr";
  };
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"ch.aura.mssante.fr", "ch.aura.mssante.fr"},
      {"x.y.ch.aura.mssante.fr", "ch.aura.mssante.fr"},
      {"z.aura.mssante.fr", "aura.mssante.fr"},
      {"xaura.mssante.fr", ""},
      {"", ""}};
  for (const auto& [domain, want] : cases) EXPECT_EQ(NearestListed(domain, is_listed), want);
}

}  // namespace
}  // namespace annuaire
