#include "server/ldap/shared_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/ldap/town.h"

namespace annuaire::ldap_front {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SharedNamesTest, FindsServicesByTheBeginningOfTheirName) {
  const Town town;
  const auto edition = town.editions().Get();
  const Directory& directory = *edition->directory;
  const SharedNames names(directory);
  const auto beginning = [&](std::string_view prefix) {
    std::vector<std::string> local_parts;
    for (const MailboxIndex mailbox : names.Beginning(directory, prefix)) {
      const std::string_view address = directory.row(mailbox).address;
      local_parts.emplace_back(address.substr(0, address.find('@')));
    }
    return local_parts;
  };
  EXPECT_THAT(beginning("c"), ElementsAre("cabinet.lac", "cardiologie"));
  EXPECT_THAT(beginning("cardiologie"), ElementsAre("cardiologie"));
  EXPECT_THAT(beginning("n"), ElementsAre("noreply.labo"));
  EXPECT_THAT(beginning(""), ElementsAre("cabinet.lac", "cardiologie", "noreply.labo"));
  for (const char* nobody : {"martin", "labo", "cardiologies", "z"}) {
    EXPECT_THAT(beginning(nobody), IsEmpty()) << nobody;
  }
}

}  // namespace
}  // namespace annuaire::ldap_front
