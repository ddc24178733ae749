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

TEST_F(SuggestTest, EveryWordIsAPrefixInAnyOrder) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c :
       std::vector<Case>{{"dupon", {kLac, kJean2, kJean}},
                         {"jean dup", {kLac, kJean2, kJean, kNoel}},
                         {"dup jean", {kLac, kJean2, kJean, kNoel}},
                         {"dup card", {kJean}},
                         {"jean cardio 54", {kJean}},
                         {"jeannoel dup", {kNoel}},
                         {"jean-noël dupré", {kNoel}},
                         {"JEAN NOEL DUPRE FICTIF", {kNoel}},
                         {"ndiaye", {kFrancois}},
                         {"n'diaye", {kFrancois}},
                         {"N’DIA fran", {kFrancois}},
                         {"leguen", {kAnne}},
                         {"le gu ann", {kAnne}},
                         {"cardio trois pics", {kCardio, kJean}},
                         {"accueil", {kHome}},
                         {"jn.dupre@ch-troi", {kNoel}},
                         {"francois.ndiaye@pharmacien.mssante.fr", {kFrancois}},
                         {"jean.dup@ch-troispics.m", {kJean, kNoel}},
                         {"jean.dup@ch-troispics.MSSANTE.", {kJean, kNoel}},
                         {"accueil@ehpad-saint-martin.aur", {kHome}},
                         {"accueil@ehpad-saint-martin.x", {kHome}},  // in a domain like it
                         {"cardiologie@ch-troispics.fr", {kCardio, kJean}},
                         {"M. Dupont Jean", {kLac, kJean2, kJean}},
                         {"M. le Dr Dupont", {kLac, kJean2, kJean}},
                         {"Le Guen née Martin Anne-Marie", {kAnne}},
                         {"Mme Anne-Marie Petit ép. Le Guen", {kAnne}},
                         {"99700000047", {kFrancois}},
                         {"899700000047", {kFrancois}},
                         {"ajaccio", {kFrancois}},
                         {"infirm nanc", {kAnne}},
                         {"infirmière nancy", {kAnne}},
                         {"dupont généraliste", {kJean2}},
                         {"cardiologue", {kJean, kCardio}},
                         {"jn dupré", {kNoel}},
                         {"dupré jn", {kNoel}},
                         {"st martin", {kHome}},
                         {"ehpad st mar", {kHome}},
                         // The hospital before Charlotte, its shared mailboxes first.
                         {"ch trois pics", {kCardio, kSecretariat, kApp, kJean, kNoel, kAnne}},
                         {"ch tro", {kCardio, kSecretariat, kApp, kJean, kNoel, kAnne}},
                         // Called otherwise than typed.
                         {"chru trois", {kCardio, kSecretariat, kApp, kJean, kNoel, kAnne}},
                         {"secretariat hopital des trois pics", {kSecretariat}},
                         {"secretariat ch trois", {kSecretariat}},
                         {"secretariat ch troispics", {kSecretariat}},  // its domain
                         {"centre hosp", {kCardio, kSecretariat, kApp, kJean, kNoel, kAnne}},
                         {"le gu", {kAnne}},
                         // Small words and what is mistyped or missing say less than the rest.
                         {"dupont à nancy", {kLac, kJean}},
                         {"la cardiologie du ch des trois pics", {kCardio, kJean}},
                         {"xj dupré noel", {kNoel}},
                         {"cardiologue ajaccio", {kJean}},  // not a pharmacist there
                         {"zzz", {}},
                         {"zzz dupont", {}}}) {
    EXPECT_EQ(Typed(c.text), c.want) << c.text;
  }
}

TEST_F(SuggestTest, AWholeAddressComesFirst) {
  for (const char* const text :
       {" JEAN.dupont2@medecin.mssante.fr ", "\"Dr Jean DUPONT\" <jean.dupont2@medecin.mssante.fr>",
        "mailto:jean.dupont2@medecin.mssante.fr", "jean.dupont2@medecin.mssante.fr,",
        "mail: jean.dupont2@medecin.mssante.fr", "(jean.dupont2@medecin.mssante.fr)",
        "jean.dupont2@medecin.mssante.fr (perso)", "'jean.dupont2@medecin.mssante.fr'",
        "\u2018jean.dupont2@medecin.mssante.fr\u2019", "*jean.dupont2@medecin.mssante.fr*",
        "\u00ABjean.dupont2@medecin.mssante.fr\u00BB", "jean.dupont2@medecin.mssante.fr!",
        "mailto:jean.dupont2@medecin.mssante.fr?subject=Bonjour",
        "`jean.dupont2@medecin.mssante.fr`",
        "Docteur X jean.dupont2@medecin.mssante.fr cardiologue"}) {
    ASSERT_THAT(Typed(text), Not(IsEmpty())) << text;
    EXPECT_EQ(Typed(text).front(), kJean2) << text;
  }
  for (const std::string& both :
       {std::string(kJean2) + "; " + kSophie,
        "Jean Dupont <" + std::string(kJean2) + ">, Sophie <" + kSophie + ">"}) {
    EXPECT_THAT(Typed(both), ElementsAre(kJean2, kSophie)) << both;
  }
}

TEST_F(SuggestTest, TheNumberOfAStructureGivesItsMailboxes) {
  EXPECT_THAT(Typed("540000023"), ElementsAre(kHome));
  EXPECT_THAT(Typed("540 000 023"), ElementsAre(kHome));
  // Its own before those of the people there.
  const std::vector<std::string> hospital = Typed("26010463300016");
  EXPECT_EQ(hospital, Typed("540000015"));
  ASSERT_THAT(hospital, SizeIs(6));
  EXPECT_THAT(std::vector(hospital.begin(), hospital.begin() + 3),
              ElementsAre(kCardio, kSecretariat, kApp));
}

TEST_F(SuggestTest, OfAStructureWhoHasTheOtherWordsComesFirst) {
  struct Case {
    const char* text;
    const char* first;
  };
  for (const Case& c :
       std::vector<Case>{{"secretariat 540000015", kSecretariat},
                         {"FINESS 540000015 secretariat", kSecretariat},
                         {"dupré du 540 000 015", kNoel},
                         {"cardiologie 540000015", kCardio},  // before who is a cardiologist
                         {"cardiologue 540000015", kJean},
                         {"zzz 540000015", kCardio}}) {
    const std::vector<std::string> found = Typed(c.text);
    ASSERT_THAT(found, SizeIs(6)) << c.text;
    EXPECT_EQ(found.front(), c.first) << c.text;
  }
}

TEST_F(SuggestTest, NumbersAreFoundAmongWordsAndBegun) {
  World world = SmallWorld();
  for (Organization& organization : world.organizations) {
    organization.state = OpenState::kOpen;
    if (organization.key == "540000015") organization.phones = {"03 83 15 30 30", "inconnu"};
    if (organization.key == "540000023") organization.phones = {"0383153031"};
  }
  const char* const corsican = "accueil@pharmacie-ajaccio.mssante.fr";
  Mailbox pharmacy = world.mailboxes.back();
  pharmacy.folded_address = corsican;
  pharmacy.spellings = {corsican};
  pharmacy.attachments[0].organization_key = "2A0000154";
  world.mailboxes.push_back(pharmacy);
  const auto directory = world.Build();
  const auto typed = [&](std::string_view text) {
    return AddressesOf(*directory, directory->Suggest({.text = text}));
  };
  const std::vector<std::string> hospital = typed("540000015");
  ASSERT_THAT(hospital, SizeIs(6));
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c :
       std::vector<Case>{{"FINESS 540000023", {kHome}},
                         {"RPPS 99700000047", {kFrancois}},
                         {"Dr N'Diaye, 997 0000 0047", {kFrancois}},
                         {"54 99700000047", {kFrancois}},
                         {"99700000047 54", {kFrancois}},
                         {"cabinet 12 (99700000047).", {kFrancois}},
                         {"pharmacie 2a0000154", {corsican}},
                         {"2A000 0154", {corsican}},
                         {"2a00001", {corsican}},
                         {"2b00001", {}},
                         {"0383153030", hospital},
                         {"+33 3 83 15 30 30", hospital},
                         {"tél. 03.83.15.30.31", {kHome}},
                         {"0383153032", {}},
                         // Shared mailboxes of all structures first.
                         {"5400000", {kCardio, kSecretariat, kApp, kHome, kJean, kNoel, kAnne}},
                         {"54 0000 02", {kHome}},
                         {"54999", {}},
                         {"997000000", {kLac, kJean, kSophie, kAnne, kFrancois, kJean2}},
                         {"9970000004", {kFrancois}},
                         {"9970000", {}}}) {
    EXPECT_EQ(typed(c.text), c.want) << c.text;
  }
}

TEST_F(SuggestTest, NothingTypedGivesTheSendersOwn) {
  const std::vector<std::string_view> written{kSophie, kNoel};
  EXPECT_THAT(Asked({.text = ""}), IsEmpty());
  EXPECT_THAT(Asked({.text = " ", .correspondents = written}), ElementsAre(kSophie, kNoel));
  // Those of the structure, then those of its department.
  EXPECT_THAT(Asked({.text = "", .near_organization = "540000023"}),
              ElementsAre(kHome, kLac, kJean, kNoel, kAnne, kSophie, kCardio, kSecretariat, kApp));
}

TEST_F(SuggestTest, AReadingThatLeavesNoWordNamesNobody) {
  struct Case {
    const char* text;
    const char* same_as;
  };
  const std::vector<std::string_view> written{kSophie, kFrancois};
  // Without what is elided; after the mister.
  for (const Case& c : std::vector<Case>{
           {"d'-", "d"}, {"l'.", "l"}, {"z'-", "z"}, {"m. - -", "m"}, {"M ( )", "m"}}) {
    EXPECT_EQ(Asked({.text = c.text, .limit = 50, .correspondents = written}),
              Asked({.text = c.same_as, .limit = 50, .correspondents = written}))
        << c.text;
  }
}

TEST_F(SuggestTest, TypesLimitTheAnswer) {
  const std::vector<std::string_view> shared{"ORG", "APP"};
  EXPECT_THAT(Asked({.text = "pics", .types = shared}), ElementsAre(kCardio, kSecretariat, kApp));
  const std::vector<std::string_view> none{"CAB"};
  EXPECT_THAT(Asked({.text = "pics", .types = none}), IsEmpty());
}

TEST_F(SuggestTest, SaysWhenMoreMatch) {
  Suggestions suggestions = directory_->Suggest({.text = "dup", .limit = 2});
  EXPECT_THAT(suggestions.mailboxes, SizeIs(2));
  EXPECT_TRUE(suggestions.truncated);
  suggestions = directory_->Suggest({.text = "dup", .limit = 4});
  EXPECT_THAT(suggestions.mailboxes, SizeIs(4));
  EXPECT_FALSE(suggestions.truncated);
}

TEST_F(SuggestTest, AWordOfAnyLengthIsLoadedAndFound) {
  World world = SmallWorld();
  const std::string endless(100'000, 'x');
  std::vector<std::string> texts;
  for (char end = 'a'; end <= 'q'; ++end) {  // more than a leaf of the tree of letters has
    texts.push_back(std::string(1, end) + "@medecin.mssante.fr");
    texts.push_back(endless + end);
  }
  world.mailboxes.clear();
  for (std::size_t i = 0; i < texts.size(); i += 2) {
    Mailbox mailbox = Holder(SmallWorld(), texts[i].c_str(), texts[i + 1].c_str());
    mailbox.attachments[0].service = texts[i + 1];
    world.mailboxes.push_back(std::move(mailbox));
  }
  std::string words;
  for (int i = 0; i < 250'000; ++i) words += std::to_string(i) + ' ';
  world.mailboxes.push_back(Holder(SmallWorld(), "z@medecin.mssante.fr", words.c_str()));
  const auto directory = world.Build();
  for (const std::string& text :
       {std::string("xxx"), std::string(80, 'x'), std::string(256, 'x')}) {
    EXPECT_EQ(directory->Suggest({.text = text, .limit = 50}).mailboxes.size(), 17u) << text.size();
  }
  EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = "3 1 2 zoe"})),
              ElementsAre("z@medecin.mssante.fr"));
}

TEST_F(SuggestTest, SurvivesAnyBytes) {
  for (const std::string& text :
       {std::string("\xFF\xFE"), std::string("a\0b", 3), std::string(256, 'a'),
        std::string("' - ' @ ."), std::string("jean \xC3")}) {
    SuggestQuery query;
    query.text = text;
    directory_->Suggest(query);
  }
  EXPECT_THAT(Typed("a b c d e f g h i j k l m n o"), IsEmpty());
}

}  // namespace
}  // namespace annuaire
