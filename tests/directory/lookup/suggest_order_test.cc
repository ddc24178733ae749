#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"
#include "tests/directory/lookup/suggest_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Not;

using SuggestOrderTest = SuggestTest;

TEST_F(SuggestOrderTest, AFirstGivenNameComesBeforeLaterOnes) {
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

TEST_F(SuggestOrderTest, NamesComeBeforeStructuresAndPlaces) {
  // The family name, that of a second holder, the structure called SAINT MARTIN.
  EXPECT_THAT(Typed("martin"), ElementsAre(kSophie, kLac, kHome));
}

TEST_F(SuggestOrderTest, WholeWordsComeBeforeBegunOnes) {
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

TEST_F(SuggestOrderTest, AFamilyNameComesBeforePartsOfCompoundOnes) {
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

TEST_F(SuggestOrderTest, ABegunGivenNameComesBeforeTheEndOfACompoundName) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  const char* const compound = "a@medecin.mssante.fr";
  const char* const given = "b@medecin.mssante.fr";
  world.mailboxes = {holder(compound, "KONÉ-MARTIN", "NATHALIE"), holder(given, "KONÉ", "MAGALI")};
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"koné m", {given, compound}},
                                         {"koné ma", {given, compound}},
                                         {"ma koné", {given, compound}},
                                         {"koné mar", {compound}},
                                         {"koné martin", {compound}}}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = c.text, .limit = 2}));
    EXPECT_EQ(found, c.want) << c.text;
  }
}

TEST_F(SuggestOrderTest, WhoHasTwoNamesComesBeforeHerClinic) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  const std::string both = "a@medecin.mssante.fr";
  const std::string at_clinic = "b@medecin.mssante.fr";
  const std::string dupont = "c@medecin.mssante.fr";
  const std::string martin = "d@medecin.mssante.fr";
  Mailbox works_there = holder(at_clinic.c_str(), "DUPONT", "ZOE");
  works_there.attachments[0].service = "CLINIQUE SAINT MARTIN SAINTE MARIE";
  world.mailboxes = {works_there, holder(dupont.c_str(), "DUPONT", "MARIE"),
                     holder(martin.c_str(), "MARTIN", "MARIE")};
  struct Case {
    const char* text;
    std::vector<std::string> want;
    std::size_t otherwise;
  };
  auto directory = world.Build();
  for (const Case& c :
       std::vector<Case>{{"DUPONT née MARTIN Marie", {dupont, martin, at_clinic}, 2},
                         {"Marie Dupont ép. Martin", {dupont, martin, at_clinic}, 2},
                         {"DUPONT née MARTIN", {dupont, at_clinic, martin}, 3},
                         {"DUPONT née KONÉ Marie", {dupont}, 1},
                         {"DUPONT MARTIN Marie", {at_clinic}, 0}}) {
    const Suggestions found = directory->Suggest({.text = c.text});
    EXPECT_EQ(AddressesOf(*directory, found), c.want) << c.text;
    EXPECT_EQ(found.otherwise, c.otherwise) << c.text;
  }
  world.mailboxes.push_back(holder(both.c_str(), "DUPONT MARTIN", "MARIE"));
  directory = world.Build();
  const auto found = directory->Suggest({.text = "DUPONT née MARTIN Marie"});
  EXPECT_THAT(AddressesOf(*directory, found), ElementsAre(both, at_clinic));
  EXPECT_EQ(found.otherwise, 0u);
}

TEST_F(SuggestOrderTest, ANameIsFoundHoweverItIsCut) {
  World world = SmallWorld();
  const auto holder = [&](const auto&... of) { return Holder(world, of...); };
  const std::string clerc = "a@medecin.mssante.fr";
  const std::string lea = "b@medecin.mssante.fr";
  const std::string joined = "c@medecin.mssante.fr";
  const std::string apart = "d@medecin.mssante.fr";
  const std::string angelo = "e@medecin.mssante.fr";
  const std::string compound = "f@medecin.mssante.fr";
  world.mailboxes = {holder(clerc.c_str(), "CLERCQ", "ANNE"),
                     holder(lea.c_str(), "CLERC", "LÉA"),
                     holder(joined.c_str(), "LECLERC", "JEAN"),
                     holder(apart.c_str(), "LE CLERC", "ANNE"),
                     holder(angelo.c_str(), "D'ANGELO", "ZOE"),
                     holder(compound.c_str(), "AUBERT D'ANGELO", "ANNE")};
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"le clerc", {apart, joined, lea}},
                                         {"leclerc", {joined, apart}},
                                         {"le clerc jean", {joined}},
                                         {"jean le clerc", {joined}},
                                         {"anne le clerc", {apart, clerc}},
                                         {"d'angelo", {angelo, compound}},
                                         {"dangelo", {angelo, compound}},
                                         {"anne d'angelo", {compound, angelo}},
                                         {"d'ang", {angelo, compound}}}) {
    EXPECT_EQ(AddressesOf(*directory, directory->Suggest({.text = c.text})), c.want) << c.text;
  }
}

TEST_F(SuggestOrderTest, SeveralWordsAreReadAsPeopleTypeThem) {
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

TEST_F(SuggestOrderTest, AHospitalCalledOtherwiseComesBeforeWhoIsCalledLikeItsInitials) {
  World world = SmallWorld();
  const std::string person = "z@medecin.mssante.fr";
  Mailbox& elsewhere = world.mailboxes.emplace_back(Holder(world, person.c_str(), "CHRUX"));
  elsewhere.attachments[0].organization_key = {};
  elsewhere.attachments[0].service = "TROIS RIVIERES";
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::string first;
    bool otherwise;
  };
  for (const Case& c : std::vector<Case>{{"chru trois", kCardio, true},
                                         {"chrux trois", person, false},
                                         {"ch trois", kCardio, false}}) {
    const Suggestions found = directory->Suggest({.text = c.text});
    ASSERT_THAT(AddressesOf(*directory, found), Not(IsEmpty())) << c.text;
    EXPECT_EQ(AddressesOf(*directory, found)[0], c.first) << c.text;
    EXPECT_EQ(found.otherwise != 0, c.otherwise) << c.text;
  }
  const Suggestions found = directory->Suggest({.text = "chru trois", .limit = 20});
  EXPECT_EQ(found.otherwise, 6u);
  EXPECT_EQ(found.as_typed, 1u);
  EXPECT_EQ(AddressesOf(*directory, found).at(6), person);
  EXPECT_TRUE(found.IsAsTyped(6));
  EXPECT_FALSE(found.IsAsTyped(5));
}

TEST_F(SuggestOrderTest, ATextThatNamesNobodyTellsWhatAndWhere) {
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
    add(address.c_str(), "TITULAIRE", {"60", "Infirmier"}, "540000015").skill = {
        "", "Hémato-oncologie"};
  }
  for (int i = 0; i < 3; ++i) {
    const std::string& address =
        kept.emplace_back("hemato" + std::to_string(i) + "@ch-troispics.mssante.fr");
    Attachment& hematology = add(address.c_str(), "", {}, "540000015");
    hematology.name = {};
    hematology.practitioner_id = {};
    hematology.service = "HEMATOLOGIE";
    world.mailboxes.back().type_code = "ORG";
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
                         {"infirmier coordinateur nancy", service},
                         // what begins services as well: theirs before who has it for a job
                         {"hemato nancy", kept[150]},
                         {"hematologie nancy", kept[150]}}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = c.text}));
    ASSERT_THAT(found, Not(IsEmpty())) << c.text;
    EXPECT_EQ(found[0], c.first) << c.text;
  }
}

TEST_F(SuggestOrderTest, TheKindOfAStructureBeforeANameTellsThatNobodyIsMeant) {
  World world = SmallWorld();
  const auto structure = [&](const char* key, const char* name) {
    Organization& added = world.organizations.emplace_back(world.organizations[2]);
    added.key = added.finess = key;
    added.legal_names = {name};
  };
  structure("540000031", "CLINIQUE VICTOR HUGO");
  structure("540000049", "CLINIQUE DES LILAS");
  structure("540000056", "HOPITAL DES LILAS");
  const auto at = [&](const char* address, const char* key, const char* family_name,
                      const char* given_name, const char* service) {
    Mailbox mailbox = Holder(SmallWorld(), address, family_name, given_name);
    mailbox.attachments[0].organization_key = key;
    mailbox.attachments[0].service = service;
    if (service[0] != '\0') {
      mailbox.type_code = mailbox.attachments[0].type_code = "ORG";
      mailbox.attachments[0].practitioner_id = {};
      mailbox.attachments[0].profession = mailbox.attachments[0].skill = {};
    }
    world.mailboxes.push_back(mailbox);
    return mailbox.folded_address;
  };
  world.mailboxes.clear();
  const std::string_view works_there =
      at("claire@medecin.mssante.fr", "540000031", "MARTIN", "CLAIRE", "");
  const std::string_view called_so =
      at("victor@medecin.mssante.fr", "540000049", "HUGO", "VICTOR", "");
  const std::string_view calls = at("accueil@a.mssante.fr", "540000031", "", "", "ACCUEIL");
  const std::string_view cardio = at("c@a.mssante.fr", "540000031", "", "", "CARDIOLOGIE");
  const std::string_view lilas = at("accueil@b.mssante.fr", "540000056", "", "", "ACCUEIL");
  const std::string_view hospital = at("accueil@c.mssante.fr", "540000015", "", "", "ACCUEIL");
  const std::string_view doctor = at("d@medecin.mssante.fr", "540000015", "NANTIR", "ZOE", "");
  const auto directory = world.Build();
  struct Case {
    const char* text;
    std::vector<std::string_view> want;
  };
  for (const Case& c : std::vector<Case>{
           // Its own mailboxes, its people, then who is called so.
           {"clinique victor hugo", {calls, cardio, works_there, called_so}},
           {"clinique victor hugo c", {cardio, calls, works_there, called_so}},
           {"victor hugo clinique", {called_so, calls, cardio, works_there}},
           {"hugo victor", {called_so, calls, cardio, works_there}},
           // However a hospital of the place is called; Martin beside it may be at any there.
           {"hopital trois pics", {hospital, doctor}},
           {"accueil hopital trois pics", {hospital}},
           {"hopital lilas", {lilas}}}) {
    const auto found = AddressesOf(*directory, directory->Suggest({.text = c.text}));
    EXPECT_THAT(found, ElementsAreArray(c.want)) << c.text;
  }
}

TEST_F(SuggestOrderTest, HintsLiftTheLikelierHomonym) {
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
  // Its department, too.
  EXPECT_THAT(Asked({.text = "dupont jean", .near_organization = "540000023"}),
              ElementsAre(kLac, kJean, kJean2));
  EXPECT_THAT(Asked({.text = "dupont", .own_domain = "CH-troispics.mssante.fr"}),
              ElementsAre(kJean, kLac, kJean2));
  EXPECT_THAT(Asked({.text = "dupont", .correspondents = written}),
              ElementsAre(kJean2, kLac, kJean));
  EXPECT_THAT(Asked({.text = "dupont", .near_organization = "nothing", .own_domain = "unknown"}),
              ElementsAre(kLac, kJean2, kJean));
}

TEST_F(SuggestOrderTest, WhoIsNamedComesBeforeACorrespondentFoundByHisHospital) {
  const std::vector<std::string_view> written{kAnne, kSophie};
  // SAINT MARTIN's mailbox is that of a structure.
  const std::vector<std::string_view> home{kHome};
  EXPECT_THAT(Asked({.text = "martin", .limit = 8, .correspondents = home}),
              ElementsAre(kSophie, kLac, kHome));
  // Before others who have the words where they are only, the most recent first.
  const auto in_nancy = Asked({.text = "trois pics", .limit = 3, .correspondents = written});
  EXPECT_THAT(in_nancy.front(), kAnne);
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

TEST_F(SuggestOrderTest, AHolderWhoHasLeftComesLastAndIsSaidToBeGone) {
  const std::vector<std::string> typed = Typed("medecin");
  EXPECT_EQ(typed.back(), kPaul);
  const auto paul = directory_->FindMailbox(kPaul);
  ASSERT_TRUE(paul);
  EXPECT_TRUE(directory_->row(*paul).holder_gone);
}

}  // namespace
}  // namespace annuaire
