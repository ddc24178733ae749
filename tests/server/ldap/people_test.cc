#include "server/ldap/people.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

#include "tests/server/ldap/town.h"

namespace annuaire::ldap_front {
namespace {

TEST(PeopleNamedTest, IsTheRunOfThoseWhoseFamilyNameBegins) {
  const Town town;
  const auto edition = town.editions().Get();
  const Directory& directory = *edition->directory;
  // Others of these names are not in the person extract, or are services.
  const struct {
    const char* prefix;
    std::uint32_t size;
  } table[] = {{"d", 1},
               {"dupont", 1},
               {"dupontel", 0},
               {"lefevre", 0},
               {"card", 0},
               {"m", Town::kMartins},
               {"martin", Town::kMartins},
               {"a", Town::kAubertMartins},
               {"aubert", Town::kAubertMartins},
               {"z", 0},
               {"1", 0}};
  for (const auto& row : table) {
    const MailboxRun run = PeopleNamed(directory, row.prefix);
    EXPECT_EQ(run.size(), row.size) << row.prefix;
    for (std::uint32_t i = run.first; i < run.last; ++i) {
      const std::string_view name = directory.row(MailboxIndex{i}).family_name;
      EXPECT_EQ(name.front() | 0x20, row.prefix[0]);
    }
  }
}

}  // namespace
}  // namespace annuaire::ldap_front
