// Addresses typed letter by letter.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"
#include "tests/directory/lookup/suggest_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;

constexpr const char* kOrl = "orl@ch-nancy.mssante.fr";
constexpr const char* kOrlOfToul = "orl@ch-toul.mssante.fr";
constexpr const char* kCoordination = "coordination.orl@ch-nancy.mssante.fr";
constexpr const char* kZoe = "zoe.orl@ch-nancy.mssante.fr";

class SuggestAddressTest : public ::testing::Test {
 protected:
  static std::unique_ptr<const Directory> Build() {
    World world = SmallWorld();
    const Mailbox service = world.mailboxes[8];
    world.mailboxes.resize(1);
    world.mailboxes[0] = Holder(world, kZoe, "ORL");
    for (const char* const address : {kOrl, kOrlOfToul, kCoordination}) {
      Mailbox& mailbox = world.mailboxes.emplace_back(service);
      mailbox.folded_address = address;
      mailbox.spellings = {mailbox.folded_address};
      mailbox.attachments[0].service = "ORL";
    }
    return world.Build();
  }
  std::vector<std::string> Asked(const SuggestQuery& query) {
    return AddressesOf(*directory_, directory_->Suggest(query));
  }

  const std::unique_ptr<const Directory> directory_ = Build();
};

TEST_F(SuggestAddressTest, WhoseAddressBeginsSoComesFirst) {
  struct Case {
    const char* text;
    std::vector<std::string> want;  // the first ones
  };
  for (const Case& c : std::vector<Case>{
           {"orl@c", {kOrl, kOrlOfToul, kCoordination}},
           {"ORL@CH-n", {kOrl}},
           {"orl@ch-t", {kOrlOfToul}},
           {"coordination.orl@ch-nancy.m", {kCoordination}},
           {"coordination@ch", {kCoordination}},  // nobody's begins so
           // A domain alone: its shared mailboxes, then people.
           {"@ch-n", {kOrl, kCoordination, kZoe}},
           {"@ch-toul.mssante.fr", {kOrlOfToul}},
       }) {
    std::vector<std::string> found = Asked({.text = c.text});
    found.resize(std::min(found.size(), c.want.size()));
    EXPECT_EQ(found, c.want) << c.text;
  }
}

TEST_F(SuggestAddressTest, CorrespondentsThenTheOwnDomainComeFirstAmongThem) {
  const std::vector<std::string_view> written{kOrlOfToul};
  EXPECT_EQ(Asked({.text = "orl@c", .correspondents = written}).front(), kOrlOfToul);
  EXPECT_EQ(Asked({.text = "@c", .correspondents = written}).front(), kOrlOfToul);
  EXPECT_EQ(Asked({.text = "orl@c", .own_domain = "ch-toul.mssante.fr"}).front(), kOrlOfToul);
}

TEST_F(SuggestAddressTest, TypesHold) {
  const std::vector<std::string_view> types{"PER"};
  EXPECT_THAT(Asked({.text = "@ch-nancy", .types = types}), ElementsAre(kZoe));
}

}  // namespace
}  // namespace annuaire
