#include "server/ldap/phone_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/ldap/phone.h"
#include "tests/server/ldap/town.h"

namespace annuaire::ldap_front {
namespace {

using ::testing::ElementsAre;

TEST(PhoneBookTest, SaysOfEveryMailboxWhatTheStoreSays) {
  const Town town;
  const auto edition = town.editions().Get();
  const Directory& directory = *edition->directory;
  const Result<PhoneBook> book = PhoneBook::Build(edition->generation, directory);
  ASSERT_TRUE(book.ok()) << book.status().ToString();
  std::size_t with_numbers = 0;
  for (std::uint32_t i = 0; i < directory.counts().mailboxes; ++i) {
    const std::vector<std::string> stored =
        PhonesOf(edition->generation, directory.row(MailboxIndex{i}));
    const std::vector<std::string_view> kept = book->of(MailboxIndex{i});
    EXPECT_EQ(std::vector<std::string>(kept.begin(), kept.end()), stored);
    with_numbers += stored.empty() ? 0 : 1;
  }
  EXPECT_EQ(with_numbers, 3u);
  const auto cardiology = directory.FindMailbox("cardiologie@ch-troispics.mssante.fr");
  ASSERT_TRUE(cardiology);
  EXPECT_THAT(book->of(*cardiology), ElementsAre("0383000000"));
}

}  // namespace
}  // namespace annuaire::ldap_front
