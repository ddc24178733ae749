#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kJean = "jean.dupont@ch-troispics.mssante.fr";
constexpr const char* kJean2 = "jean.dupont2@medecin.mssante.fr";
constexpr const char* kLac = "cabinet.du.lac@medecin.mssante.fr";
constexpr const char* kNoel = "jn.dupre@ch-troispics.mssante.fr";
constexpr const char* kAnne = "annemarie.leguen@ch-troispics.mssante.fr";
constexpr const char* kSophie = "sophie.martin@medecin.mssante.fr";
constexpr const char* kFrancois = "francois.ndiaye@pharmacien.mssante.fr";
constexpr const char* kPaul = "paul.ancien@medecin.mssante.fr";
constexpr const char* kCardio = "cardiologie@ch-troispics.mssante.fr";
constexpr const char* kSecretariat = "secretariat@ch-troispics.mssante.fr";
constexpr const char* kHome = "accueil@ehpad-saint-martin.aura.mssante.fr";
constexpr const char* kApp = "dpi-noreply@ch-troispics.mssante.fr";

// The first mailbox of the small world, of somebody else.
Mailbox Holder(const World& world, const char* address, const char* family_name,
               const char* given_name = "ZOE") {
  Mailbox mailbox = world.mailboxes[0];
  mailbox.folded_address = address;
  mailbox.spellings = {mailbox.folded_address};
  mailbox.attachments[0].name = {family_name, given_name};
  return mailbox;
}

class SuggestTest : public ::testing::Test {
 protected:
  std::vector<std::string> Typed(std::string_view text) {
    SuggestQuery query;
    query.text = text;
    return AddressesOf(*directory_, directory_->Suggest(query));
  }
  std::vector<std::string> Asked(const SuggestQuery& query) {
    return AddressesOf(*directory_, directory_->Suggest(query));
  }
  const std::unique_ptr<const Directory> directory_ = SmallWorld().Build();
};

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
                         {"accueil@ehpad-saint-martin.x", {}},
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
                         {"zzz", {}},
                         {"zzz dupont", {}}}) {
    EXPECT_EQ(Typed(c.text), c.want) << c.text;
  }
}

TEST_F(SuggestTest, AMissingBlankIsForgiven) {
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

TEST_F(SuggestTest, WhoHasAnotherAddressThanThePastedOneIsFoundByName) {
  const Suggestions found =
      directory_->Suggest({.text = "Sophie MARTIN <sophie.martin@cabinet-martin.fr>"});
  EXPECT_THAT(AddressesOf(*directory_, found), ElementsAre(kSophie, kLac));
  EXPECT_EQ(found.as_typed, 0u);
  EXPECT_THAT(Typed("<sophie.martin@cabinet-martin.fr>"), IsEmpty());
  EXPECT_THAT(Typed("sophie.martin@cabinet-martin.fr"), IsEmpty());
}

TEST_F(SuggestTest, AFirstGivenNameComesBeforeLaterOnes) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  world.mailboxes = {holder("a@medecin.mssante.fr", "MARTIN", "ANNE-CLAIRE"),
                     holder("b@medecin.mssante.fr", "MARTIN", "CLAIRE"),
                     holder("c@medecin.mssante.fr", "MARTIN", "CLAIRE-ANNE")};
  const auto directory = world.Build();
  for (const char* const text : {"martin claire", "claire martin", "martin c", "c martin"}) {
    EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = text})),
                ElementsAre("b@medecin.mssante.fr", "c@medecin.mssante.fr", "a@medecin.mssante.fr"))
        << text;
  }
  EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = "martin anne"})),
              ElementsAre("a@medecin.mssante.fr", "c@medecin.mssante.fr"));
}

TEST_F(SuggestTest, AWholeAddressComesFirst) {
  for (const char* const text :
       {" JEAN.dupont2@medecin.mssante.fr ", "\"Dr Jean DUPONT\" <jean.dupont2@medecin.mssante.fr>",
        "mailto:jean.dupont2@medecin.mssante.fr", "jean.dupont2@medecin.mssante.fr,"}) {
    ASSERT_THAT(Typed(text), Not(IsEmpty())) << text;
    EXPECT_EQ(Typed(text).front(), kJean2) << text;
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

TEST_F(SuggestTest, NumbersAreFoundAmongWordsAndBegun) {
  World world = SmallWorld();
  for (Organization& organization : world.organizations) {
    organization.state = OpenState::kOpen;
    if (organization.key == "540000015") organization.phones = {"03 83 15 30 30", "inconnu"};
    if (organization.key == "540000023") organization.phones = {"0383153031"};
  }
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

TEST_F(SuggestTest, NamesComeBeforeStructuresAndPlaces) {
  // The family name, that of a second holder, the structure called SAINT MARTIN.
  EXPECT_THAT(Typed("martin"), ElementsAre(kSophie, kLac, kHome));
}

TEST_F(SuggestTest, WholeWordsComeBeforeBegunOnes) {
  World world = SmallWorld();
  Mailbox longer = world.mailboxes[0];
  longer.folded_address = "a.dupontel@ch-troispics.mssante.fr";
  longer.spellings = {longer.folded_address};
  longer.attachments[0].name = {"DUPONTEL", "ALAIN"};
  longer.attachments[0].practitioner_id = "899700000013";
  Mailbox whole = longer;
  whole.folded_address = "z.dupont@ch-troispics.mssante.fr";
  whole.spellings = {whole.folded_address};
  whole.attachments[0].name = {"DUPONT", "ZOE"};
  world.mailboxes = {longer, whole};
  const auto directory = world.Build();
  SuggestQuery query;
  query.text = "dupont";
  EXPECT_THAT(
      AddressesOf(*directory, directory->Suggest(query)),
      ElementsAre("z.dupont@ch-troispics.mssante.fr", "a.dupontel@ch-troispics.mssante.fr"));
}

TEST_F(SuggestTest, AFamilyNameComesBeforePartsOfCompoundOnes) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  world.mailboxes = {
      holder("a@medecin.mssante.fr", "AUBERT-MARTIN"), holder("b@medecin.mssante.fr", "MARTINEAU"),
      holder("c@medecin.mssante.fr", "AUBERT-MARTINEZ"), holder("d@medecin.mssante.fr", "MARTIN")};
  const auto directory = world.Build();
  for (const char* const text : {"martin", "martin zoe", "z martin"}) {
    EXPECT_THAT(AddressesOf(*directory, directory->Suggest({.text = text})),
                ElementsAre("d@medecin.mssante.fr", "a@medecin.mssante.fr", "b@medecin.mssante.fr",
                            "c@medecin.mssante.fr"))
        << text;
  }
}

TEST_F(SuggestTest, SeveralWordsAreReadAsPeopleTypeThem) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  const auto shared = [&](const char* address, const char* service) {
    Mailbox mailbox = holder(address, "", "");
    mailbox.type_code = "ORG";
    mailbox.attachments[0] = {};
    mailbox.attachments[0].type_code = "ORG";
    mailbox.attachments[0].service = service;
    mailbox.attachments[0].organization_key = world.mailboxes[0].attachments[0].organization_key;
    return mailbox;
  };
  const std::string person = "a@medecin.mssante.fr";
  const std::string compound = "b@medecin.mssante.fr";
  const std::string other = "c@medecin.mssante.fr";
  const std::string called_after = "secretariat.martin.jean@ch-troispics.mssante.fr";
  const std::string urgences = "urgences@ch-troispics.mssante.fr";
  world.mailboxes = {
      holder(person.c_str(), "MARTIN", "JEAN"), holder(compound.c_str(), "JACQUET-MARTIN", "ANNE"),
      holder(other.c_str(), "PICS", "CARDIO"), shared(called_after.c_str(), "SECRETARIAT"),
      shared(urgences.c_str(), "URGENCES CARDIO")};
  std::sort(world.mailboxes.begin(), world.mailboxes.end(),
            [](const Mailbox& a, const Mailbox& b) { return a.folded_address < b.folded_address; });
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c :
       std::vector<Case>{// A letter is an initial before it is the end of a compound name.
                         {"martin j", {person, compound, called_after}},
                         {"j martin", {person, compound, called_after}},
                         // Who is called so comes before what is called after him.
                         {"martin jean", {person, called_after}},
                         // The first word says who is meant, the others tell more.
                         {"pics cardio", {other, urgences, compound, person}},
                         {"urgences pics", {urgences}},
                         {"Dr Martin Jean", {person, called_after}},
                         {"secretariat de martin", {called_after}}}) {
    EXPECT_EQ(AddressesOf(*directory, directory->Suggest({.text = c.text})), c.want) << c.text;
  }
}

TEST_F(SuggestTest, ATextThatNamesNobodyTellsWhatAndWhere) {
  // Many nurses and few surgeons in Nancy, one called so elsewhere, a service called like a job.
  World world = SmallWorld();
  std::vector<std::string> kept;
  kept.reserve(200);
  world.mailboxes.clear();
  const auto add = [&](const char* address, const char* family_name, Coded profession,
                       const char* organization) -> Attachment& {
    Mailbox& mailbox = world.mailboxes.emplace_back(Holder(SmallWorld(), address, family_name));
    mailbox.attachments[0].profession = profession;
    mailbox.attachments[0].skill = {};
    mailbox.attachments[0].organization_key = organization;
    return mailbox.attachments[0];
  };
  for (int i = 0; i < 150; ++i) {
    const std::string& address = kept.emplace_back(std::to_string(i) + "@infirmier.mssante.fr");
    add(address.c_str(), "TITULAIRE", {"60", "Infirmier"}, "540000015");
  }
  const std::string surgeon = "s@medecin.mssante.fr";
  const std::string called_so = "nancy@medecin.mssante.fr";
  const std::string service = "cadre@ch-troispics.mssante.fr";
  add(surgeon.c_str(), "OPERANT", {"10", "Chirurgien"}, "540000015");
  add(called_so.c_str(), "NANCY", {"10", "Chirurgien"}, "2A0000154");
  Attachment& nurses = add(service.c_str(), "", {}, "540000015");
  nurses.name = {};
  nurses.practitioner_id = {};
  nurses.service = "INFIRMIER COORDINATEUR";
  world.mailboxes.back().type_code = "ORG";
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::string first;
  };
  for (const Case& c :
       std::vector<Case>{{"chirurgien nancy", surgeon},        // in Nancy before Dr Nancy
                         {"chirurgien zoe nancy", called_so},  // unless somebody is named
                         {"nancy chirurgien", called_so},      // first who, then what
                         {"infirmier nancy", kept[0]},  // nurses before a service called after them
                         {"infirmier coordinateur nancy", service}}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = c.text}));
    ASSERT_THAT(found, Not(IsEmpty())) << c.text;
    EXPECT_EQ(found[0], c.first) << c.text;
  }
}

TEST_F(SuggestTest, OneWrongLetterIsForgivenFromFourLettersOn) {
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

TEST_F(SuggestTest, TheCommonestNameOneLetterAwayComesFirst) {
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

TEST_F(SuggestTest, BesideOtherWordsTheCommonerNameComesBeforeTheRarer) {
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

TEST_F(SuggestTest, CorrectedMatchesFillUpAfterThoseAsTyped) {
  const Suggestions suggestions = directory_->Suggest({.text = "dupo"});
  EXPECT_THAT(AddressesOf(*directory_, suggestions), ElementsAre(kLac, kJean2, kJean, kNoel));
  EXPECT_EQ(suggestions.as_typed, 3u);
  EXPECT_FALSE(suggestions.corrected());
}

TEST_F(SuggestTest, AWordOtherThanTheFirstIsLeftOutIfNobodyHasItToo) {
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

TEST_F(SuggestTest, AWordSomebodyHasIsRatherLeftOutThanCorrected) {
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

TEST_F(SuggestTest, HintsLiftTheLikelierHomonym) {
  const std::vector<std::string_view> nancy{"54"};
  const std::vector<std::string_view> paris{"75"};
  const std::vector<std::string_view> written{"JEAN.dupont2@medecin.mssante.fr", "nobody@x"};
  EXPECT_THAT(Asked({.text = "dupont jean", .near_departments = nancy}),
              ElementsAre(kLac, kJean, kJean2));
  EXPECT_THAT(Asked({.text = "dupont jean", .near_departments = paris}),
              ElementsAre(kJean2, kLac, kJean));
  EXPECT_THAT(Asked({.text = "dupont", .near_organization = "540000015"}),
              ElementsAre(kJean, kLac, kJean2));
  EXPECT_THAT(Asked({.text = "dupont", .near_organization = "26010463300016"}),
              ElementsAre(kJean, kLac, kJean2));
  EXPECT_THAT(Asked({.text = "dupont", .own_domain = "CH-troispics.mssante.fr"}),
              ElementsAre(kJean, kLac, kJean2));
  EXPECT_THAT(Asked({.text = "dupont", .correspondents = written}),
              ElementsAre(kJean2, kLac, kJean));
  EXPECT_THAT(Asked({.text = "dupont", .near_organization = "nothing", .own_domain = "unknown"}),
              ElementsAre(kLac, kJean2, kJean));
}

// More domains than there are bytes to mark them by.
TEST(SuggestManyDomainsTest, EachIsToldFromAllOthers) {
  constexpr int kNames = 16;
  World world = SmallWorld();
  std::deque<std::string> texts;                             // outlive the records
  std::vector<std::pair<std::string, std::string>> domains;  // with the family name there
  for (int i = 0; i < 400; ++i) {
    const std::string& name = texts.emplace_back("MARTIN") += static_cast<char>('A' + i % kNames);
    domains.emplace_back("clinique" + std::to_string(i) + ".mssante.fr", name);
    const std::string& address = texts.emplace_back("zoe@" + domains.back().first);
    world.mailboxes.push_back(Holder(SmallWorld(), address.c_str(), name.c_str()));
  }
  const auto directory = world.Build();
  for (const auto& [domain, name] : domains) {
    for (const std::string& text : {name, name + " zoe"}) {
      const auto found = directory->Suggest({.text = text, .limit = 1, .own_domain = domain});
      EXPECT_THAT(AddressesOf(*directory, found), ElementsAre("zoe@" + domain)) << text;
    }
  }
}

TEST_F(SuggestTest, NothingTypedGivesTheSendersOwn) {
  const std::vector<std::string_view> written{kSophie, kNoel};
  EXPECT_THAT(Asked({.text = ""}), IsEmpty());
  EXPECT_THAT(Asked({.text = " ", .correspondents = written}), ElementsAre(kSophie, kNoel));
  EXPECT_THAT(Asked({.text = "", .near_organization = "540000023"}), ElementsAre(kHome));
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

TEST_F(SuggestTest, AHolderWhoHasLeftComesLastAndIsSaidToBeGone) {
  const std::vector<std::string> typed = Typed("medecin");
  EXPECT_EQ(typed.back(), kPaul);
  const auto paul = directory_->FindMailbox(kPaul);
  ASSERT_TRUE(paul);
  EXPECT_TRUE(directory_->row(*paul).holder_gone);
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
