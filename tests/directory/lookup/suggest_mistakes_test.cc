#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"
#include "tests/directory/lookup/suggest_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using SuggestMistakesTest = SuggestTest;

TEST_F(SuggestMistakesTest, AMissingBlankIsForgiven) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"dupontjean", {kLac, kJean2, kJean}},
                                         {"sophiemartin", {kSophie, kLac}},
                                         {"drndiaye", {kFrancois}},
                                         {"Dr guenanne nancy", {kAnne}},
                                         {"dupontjean54", {}},
                                         {"dupontjean@", {}},
                                         {"dupontzzz", {}}}) {
    const Suggestions suggestions = directory_->Suggest({.text = c.text});
    EXPECT_EQ(AddressesOf(*directory_, suggestions), c.want) << c.text;
    EXPECT_EQ(suggestions.as_typed, 0u) << c.text;
  }
}

TEST_F(SuggestMistakesTest, ASoundMayBeSpeltOtherwise) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"soffi", {kLac, kSophie}},
                                         {"martin sofie", {kSophie, kLac}},
                                         {"dupaunt jean", {kLac, kJean2, kJean}},
                                         {"soffi@", {}},
                                         {"zoffi", {}}}) {  // a letter more
    const Suggestions suggestions = directory_->Suggest({.text = c.text});
    EXPECT_EQ(AddressesOf(*directory_, suggestions), c.want) << c.text;
    EXPECT_EQ(suggestions.as_typed, 0u) << c.text;
  }
}

TEST_F(SuggestMistakesTest, WhoHasAnotherAddressThanThePastedOneIsFoundByName) {
  const Suggestions found =
      directory_->Suggest({.text = "Sophie MARTIN <sophie.martin@cabinet-martin.fr>"});
  EXPECT_THAT(AddressesOf(*directory_, found), ElementsAre(kSophie, kLac));
  EXPECT_EQ(found.as_typed, 0u);
  EXPECT_THAT(Typed("<sophie.martin@orange.fr>"), ElementsAre(kSophie, kLac));
  EXPECT_THAT(Typed("sophie.martin@orange.fr"), ElementsAre(kSophie, kLac));
  EXPECT_THAT(Typed("sophie.martin@medecin.example"), ElementsAre(kSophie, kLac));
  EXPECT_THAT(Typed("secretariat@orange.fr"), IsEmpty());
  // Nobody is named: not those whom the sender writes to either.
  const std::vector<std::string_view> written{kAnne};
  for (const char* const text : {"\"\" <zzz@orange.fr>", "-@orange.fr", "-@-.zz"}) {
    EXPECT_THAT(Asked({.text = text, .correspondents = written}), IsEmpty()) << text;
  }
  EXPECT_THAT(Typed("\"\" <sophie.martin@orange.fr>"), ElementsAre(kSophie, kLac));
}

TEST_F(SuggestMistakesTest, OneWrongLetterIsForgivenFromFourLettersOn) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"dupomt", {kLac, kJean2, kJean}},   // wrong
                                         {"dupot", {kLac, kJean2, kJean}},    // missing
                                         {"duppont", {kLac, kJean2, kJean}},  // extra
                                         {"dpuont", {kLac, kJean2, kJean}},   // swapped
                                         {"xupont", {kLac, kJean2, kJean}},   // the first letter
                                         {"ndaiye", {kFrancois}},
                                         {"sophei matrin", {kSophie, kLac}},  // one in each word
                                         {"dpx", {}},        // three letters are not corrected
                                         {"dxpxnt", {}}}) {  // two wrong
    SuggestQuery query;
    query.text = c.text;
    const Suggestions suggestions = directory_->Suggest(query);
    EXPECT_EQ(AddressesOf(*directory_, suggestions), c.want) << c.text;
    EXPECT_EQ(suggestions.corrected(), !c.want.empty()) << c.text;
  }
  EXPECT_FALSE(directory_->Suggest({.text = "dupont"}).corrected());
}

TEST_F(SuggestMistakesTest, TwoWrongLettersOfALongWordAreForgivenIfNobodyIsFoundOtherwise) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  const std::string anne = "a@medecin.mssante.fr";
  const std::string jean = "b@medecin.mssante.fr";
  const std::string dupont = "c@medecin.mssante.fr";
  world.mailboxes = {holder(anne.c_str(), "BARTHÉLEMY", "ANNE"),
                     holder(jean.c_str(), "BARTHELEMY", "JEAN"),
                     holder(dupont.c_str(), "DUPONT", "JEAN")};
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"barthelmi", {anne, jean}},     // missing, wrong
                                         {"bartelmy", {anne, jean}},      // missing
                                         {"abrthelemi", {anne, jean}},    // swapped, wrong
                                         {"barthelemmmy", {anne, jean}},  // extra
                                         {"varthelemi", {anne, jean}},    // the first letter
                                         {"bartelmi", {}},                // three
                                         {"bratelemy", {}},               // both early
                                         {"barthmi", {}},                 // too short
                                         {"barth3l3my", {}},              // a number
                                         {"jeanbarthele", {jean}},  // rather a blank is missing
                                         {"barthelmi jean", {jean}},
                                         {"jean barthelmi", {jean}},
                                         {"jxan barthelmi", {jean}},      // one in the other
                                         {"dupont barthelmi", {dupont}},  // nobody has both
                                         {"barthelmi@", {}}}) {
    const Suggestions suggestions = directory->Suggest({.text = c.text});
    EXPECT_EQ(AddressesOf(*directory, suggestions), c.want) << c.text;
    EXPECT_EQ(suggestions.as_typed, 0u) << c.text;
  }
}

TEST_F(SuggestMistakesTest, TheCommonestNameOneLetterAwayComesFirst) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  world.mailboxes = {
      holder("a@medecin.mssante.fr", "MALRIN"), holder("b@medecin.mssante.fr", "MARTIN"),
      holder("c@medecin.mssante.fr", "MARTIN"), holder("d@medecin.mssante.fr", "MARTINEAU")};
  const auto directory = world.Build();
  // Swapped, wrong, missing; alone and beside another word.
  for (const char* const text : {"matrin", "martyn", "matin", "matrin zoe", "zoe martyn"}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = text}));
    ASSERT_THAT(found, Not(IsEmpty())) << text;
    EXPECT_EQ(found[0], "b@medecin.mssante.fr") << text;
    EXPECT_EQ(found[1], "c@medecin.mssante.fr") << text;
  }
}

TEST_F(SuggestMistakesTest, BesideOtherWordsTheCommonerNameComesBeforeTheRarer) {
  World world = SmallWorld();
  world.mailboxes.clear();
  std::vector<std::string> addresses;
  for (int i = 0; i < 9; ++i) addresses.push_back(std::to_string(i) + "@medecin.mssante.fr");
  for (int i = 0; i < 9; ++i) {
    const char* family_name = i == 0 ? "MARTIA" : i < 4 ? "MARTIS" : "MARTIT";
    world.mailboxes.push_back(
        Holder(SmallWorld(), addresses[static_cast<std::size_t>(i)].c_str(), family_name));
  }
  const auto directory = world.Build();
  for (const char* const text : {"martiz zoe", "zoe martiz"}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = text}));
    ASSERT_THAT(found, SizeIs(9)) << text;
    // The commonest, then the less common, then the one whose name comes first.
    EXPECT_EQ(found[0], addresses[4]) << text;
    EXPECT_EQ(found[5], addresses[1]) << text;
    EXPECT_EQ(found[8], addresses[0]) << text;
  }
}

TEST_F(SuggestMistakesTest, CorrectedMatchesFillUpAfterThoseAsTyped) {
  const Suggestions suggestions = directory_->Suggest({.text = "dupo"});
  EXPECT_THAT(AddressesOf(*directory_, suggestions), ElementsAre(kLac, kJean2, kJean, kNoel));
  EXPECT_EQ(suggestions.as_typed, 3u);
  EXPECT_FALSE(suggestions.corrected());
}

TEST_F(SuggestMistakesTest, AWordOtherThanTheFirstIsLeftOutIfNobodyHasItToo) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"dupont zzz", {kLac, kJean2, kJean}},
                                         {"zzz dupont", {}},
                                         {"dupont zzz nancy", {kLac, kJean}},
                                         {"dupont nancy zzz", {kLac, kJean}},
                                         // Without "sophie", then without "accueil".
                                         {"martin accueil sophie", {kHome, kSophie, kLac}},
                                         {"dupomt zzz", {kLac, kJean2, kJean}},
                                         {"accueil de zzz", {kHome}},
                                         // The first, if it names nobody.
                                         {"secretariat du Dr N'Diaye", {kFrancois, kSecretariat}},
                                         {"accueil sophie zzz", {}},
                                         {"dupont zzz zzy", {}},
                                         {"dupont zzz@medecin.mssante.fr", {}}}) {
    const Suggestions suggestions = directory_->Suggest({.text = c.text});
    EXPECT_EQ(AddressesOf(*directory_, suggestions), c.want) << c.text;
    EXPECT_EQ(suggestions.as_typed, 0u) << c.text;
  }
  // Whoever has all words comes alone, misspelt or not.
  EXPECT_THAT(Typed("sophei martin"), ElementsAre(kSophie, kLac));
  EXPECT_THAT(Typed("sophie martin medecin"), ElementsAre(kSophie, kLac));
}

TEST_F(SuggestMistakesTest, AWordSomebodyHasIsRatherLeftOutThanCorrected) {
  World world = SmallWorld();
  const auto at = [&](const char* address, const char* given_name, const char* service) {
    Mailbox mailbox = Holder(world, address, "MARTIN", given_name);
    mailbox.attachments[0].service = service;
    return mailbox;
  };
  const std::string other = "a@medecin.mssante.fr";
  const std::string nearly = "b@medecin.mssante.fr";
  world.mailboxes = {at(other.c_str(), "ANNE", "URGENCES"), at(nearly.c_str(), "ZOE", "PEDIATRIX"),
                     Holder(world, "c@medecin.mssante.fr", "PEDIATRIE")};
  const auto directory = world.Build();
  EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = "martin pediatrie"})),
              ElementsAre(other, nearly));
  // Nobody has it: a letter is wrong.
  EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = "martin pediatriz"})),
              ElementsAre(nearly));
}

}  // namespace
}  // namespace annuaire
