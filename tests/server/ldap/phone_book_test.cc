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

TEST(PhonesOfTest, GivesOneSpellingOfANumber) {
  Organization structure;
  structure.phones = {"0268141877", "02.68.14.18.77", "+33 2 68 14 18 77",
                      " ",          "0268141878",     "0033 (0)2 68 14 18 78"};
  EXPECT_THAT(PhonesOf(structure), ElementsAre("0268141877", "0268141878"));
}

}  // namespace
}  // namespace annuaire::ldap_front
