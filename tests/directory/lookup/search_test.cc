#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "directory/lookup/directory.h"
#include "directory/lookup/listing.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SearchTest : public ::testing::Test {
 protected:
  std::vector<std::string> People(const PractitionerFilter& filter) {
    std::vector<std::string> ids;
    for (const auto index : directory_->SearchPractitioners(filter, {}).rows) {
      ids.emplace_back(directory_->row(index).id);
    }
    return ids;
  }
  std::vector<std::string> Structures(const OrganizationFilter& filter) {
    std::vector<std::string> keys;
    for (const auto index : directory_->SearchOrganizations(filter, {}).rows) {
      keys.emplace_back(directory_->row(index).key);
    }
    return keys;
  }
  std::vector<std::string> Boxes(const MailboxFilter& filter) {
    std::vector<std::string> addresses;
    for (const auto index : directory_->SearchMailboxes(filter, {}).rows) {
      addresses.emplace_back(LocalPartOf(directory_->row(index).address));
    }
    return addresses;
  }
  const std::unique_ptr<const Directory> directory_ = SmallWorld().Build();
};

constexpr const char* kJean = "899700000013";
constexpr const char* kOtherJean = "899700000054";
constexpr const char* kNoel = "899900000011";
constexpr const char* kAnne = "899700000039";
constexpr const char* kSophie = "899700000021";
constexpr const char* kFrancois = "899700000047";
constexpr const char* kPaul = "0999900012";

TEST_F(SearchTest, StructuresThatMeetTheFilterComeFirst) {
  struct Case {
    const char* what;
    PractitionerFilter filter;
    std::vector<std::string> want;
  };
  const char* hospital = "540000015";
  const char* practice = "R99900000000001";
  for (const Case& c : std::vector<Case>{
           {"nothing of activities", {.name = "dupont jean"}, {hospital, practice}},
           {"department", {.name = "dupont jean", .department = "54"}, {hospital, practice}},
           {"another department",
            {.name = "dupont jean", .department = "75"},
            {practice, hospital}},
           {"postcode", {.name = "dupont jean", .postcode = "75"}, {practice, hospital}},
           {"mode", {.identifier = kJean, .mode = "L"}, {practice, hospital}},
           {"structure", {.identifier = kJean, .organization = practice}, {practice, hospital}},
       }) {
    const PractitionerPage page = directory_->SearchPractitioners(c.filter, {});
    ASSERT_EQ(page.organizations.size(), page.rows.size()) << c.what;
    ASSERT_EQ(directory_->row(page.rows.at(0)).id, kJean) << c.what;
    std::vector<std::string> keys;
    for (const auto index : page.organizations.at(0)) {
      keys.emplace_back(directory_->row(index).key);
    }
    EXPECT_EQ(keys, c.want) << c.what;
  }
}

TEST_F(SearchTest, PractitionersTable) {
  struct Case {
    const char* what;
    PractitionerFilter filter;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"all, by name", {}, {kJean, kOtherJean, kNoel, kPaul, kAnne, kSophie, kFrancois}},
           {"name in any order", {.name = "jea dup"}, {kJean, kOtherJean, kNoel}},
           {"compound", {.name = "jeannoel"}, {kNoel}},
           {"one word of a former name", {.name = "martin anne"}, {kAnne}},
           {"a word nobody is called", {.name = "dup nobody"}, {}},
           {"a given name nobody has", {.given_name = "nobody"}, {}},
           {"family", {.family_name = "dup"}, {kJean, kOtherJean, kNoel}},
           {"any word of the family name", {.family_name = "guen"}, {kAnne}},
           {"words of the same family name", {.family_name = "gue le"}, {kAnne}},
           {"family and given", {.family_name = "dup", .given_name = "jean-n"}, {kNoel}},
           {"given is not family", {.given_name = "dup"}, {}},
           {"former name", {.family_name = "martin"}, {kAnne, kSophie}},
           {"RPPS", {.identifier = "99700000013"}, {kJean}},
           {"8 + RPPS", {.identifier = "899700000013"}, {kJean}},
           {"ADELI", {.identifier = "999900012"}, {kPaul}},
           {"unknown RPPS", {.identifier = "99700000099"}, {}},
           {"not an identifier", {.identifier = "dupont"}, {}},
           {"profession", {.profession = "60"}, {kAnne}},
           {"profession and category", {.profession = "10", .category = "M"}, {}},
           {"category", {.category = "C", .has_mailbox = false}, {kPaul}},
           {"skill", {.skill = "SM04"}, {kJean}},
           {"mode", {.mode = "L"}, {kJean, kOtherJean, kFrancois}},
           {"mode of the same activity", {.mode = "L", .city = "nancy"}, {}},
           {"sector", {.sector = "SA99"}, {}},
           {"city", {.city = "LUNE"}, {kSophie}},
           {"city with hyphen or blank", {.city = "paris-8e"}, {kJean, kOtherJean}},
           {"postcode", {.postcode = "54"}, {kJean, kNoel, kAnne, kSophie}},
           {"department", {.department = "2a"}, {kFrancois}},
           {"region by code", {.region = "94"}, {kFrancois}},
           {"region by name", {.region = "grand est"}, {kJean, kNoel, kAnne, kSophie}},
           {"structure by number", {.organization = "26010463300016"}, {kJean, kNoel, kAnne}},
           {"structure by words", {.organization = "saint mart"}, {kSophie}},
           {"structure and place", {.city = "paris", .organization = "540000015"}, {}},
           {"unknown structure", {.organization = "999999999"}, {}},
           {"has mailbox", {.family_name = "exemple", .has_mailbox = true}, {}}}) {
    EXPECT_EQ(People(c.filter), c.want) << c.what;
  }
}

TEST_F(SearchTest, OrganizationsTable) {
  const std::vector<std::string_view> org{"ORG"};
  const std::vector<std::string_view> org_and_app{"ORG", "APP"};
  struct Case {
    const char* what;
    OrganizationFilter filter;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"all", {}, {"2A0000154", "540000015", "540000023", "540002698", "R99900000000001"}},
           {"name", {.name = "pics trois"}, {"540000015", "540002698"}},
           {"trade name", {.name = "ch trois"}, {"540000015"}},
           {"finess", {.finess = "540000023"}, {"540000023"}},
           {"siret", {.siret = "26010463300016"}, {"540000015"}},
           {"siren", {.siren = "260104633"}, {"540000015", "540000023", "540002698"}},
           {"establishments", {.legal_entity_finess = "540002698"}, {"540000015", "540000023"}},
           {"category", {.category = "500"}, {"540000023"}},
           {"city", {.city = "ajac"}, {"2A0000154"}},
           {"department and state",
            {.department = "54", .state = OpenState::kOpen},
            {"540000015", "540002698"}},
           {"closed", {.state = OpenState::kClosed}, {"540000023"}},
           {"legal entities", {.kind = OrganizationKind::kLegalEntity}, {"540002698"}},
           {"mailbox types", {.mailbox_types = org}, {"540000015", "540000023"}},
           {"all mailbox types", {.mailbox_types = org_and_app}, {"540000015"}},
           {"nothing", {.name = "trois", .city = "paris"}, {}}}) {
    EXPECT_EQ(Structures(c.filter), c.want) << c.what;
  }
}

TEST_F(SearchTest, MailboxesTable) {
  struct Case {
    const char* what;
    MailboxFilter filter;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"words", {.text = "dup card"}, {"jean.dupont"}},
           {"small words", {.text = "cabinet de la lac"}, {"cabinet.du.lac"}},
           {"no correction", {.text = "dupomt"}, {}},
           {"type", {.type = "APP"}, {"dpi-noreply"}},
           {"domain", {.domain = "pharmacien.mssante.fr"}, {"francois.ndiaye"}},
           {"domain and below", {.domain = ".aura.mssante.fr"}, {"accueil"}},
           {"sub-domain is not the domain", {.domain = "aura.mssante.fr"}, {}},
           {"unknown domain", {.domain = "nowhere.mssante.fr"}, {}},
           {"department", {.department = "2A"}, {"francois.ndiaye"}},
           {"unknown department", {.department = "00"}, {}},
           {"structure",
            {.type = "ORG", .organization = "26010463300016"},
            {"cardiologie", "secretariat"}},
           {"holder", {.practitioner = "99700000021"}, {"cabinet.du.lac", "sophie.martin"}},
           {"holder who has left", {.practitioner = "99700000096"}, {"paul.ancien"}},
           {"profession", {.profession = "60"}, {"annemarie.leguen"}}}) {
    EXPECT_EQ(Boxes(c.filter), c.want) << c.what;
  }
}

// Set, but with nothing to look for: "???" is not everybody.
TEST_F(SearchTest, TextsWithoutAWordAreNobodys) {
  for (const char* text : {"???", "§§§", "-", "'", " ", "\xFF"}) {
    for (const PractitionerFilter& filter :
         std::vector<PractitionerFilter>{{.name = text},
                                         {.family_name = text},
                                         {.given_name = text},
                                         {.identifier = text},
                                         {.city = text},
                                         {.postcode = text},
                                         {.department = text},
                                         {.region = text},
                                         {.organization = text}}) {
      EXPECT_THAT(People(filter), IsEmpty()) << text;
    }
    for (const OrganizationFilter& filter :
         std::vector<OrganizationFilter>{{.name = text}, {.city = text}, {.postcode = text}}) {
      EXPECT_THAT(Structures(filter), IsEmpty()) << text;
    }
    for (const MailboxFilter& filter :
         std::vector<MailboxFilter>{{.text = text}, {.domain = text}, {.department = text}}) {
      EXPECT_THAT(Boxes(filter), IsEmpty()) << text;
    }
    EXPECT_EQ(directory_->Audit({.operator_name = text}).examined, 0u) << text;
  }
  EXPECT_THAT(Boxes({.text = "@.mssante.fr"}), IsEmpty());
}

// A word that begins another asks for nothing more.
TEST_F(SearchTest, WordsAreAskedForOnce) {
  struct Case {
    const char* text;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{{"", {}},
                                         {"dup", {"dup"}},
                                         {"d dup du Dup", {"dup"}},
                                         {"jean d jea dupont", {"dupont", "jean"}},
                                         {"ab b a", {"ab", "b"}}}) {
    EXPECT_EQ(DemandingWords(c.text), c.want) << c.text;
  }
  std::string often;
  for (int i = 0; i < 1000; ++i) often += "d du j jean ";
  EXPECT_EQ(People({.name = often}), People({.name = "du jean"}));
  EXPECT_EQ(Structures({.name = often + "trois"}), Structures({.name = "d jean trois"}));
}

TEST_F(SearchTest, PagesFollowOneAnother) {
  for (std::uint32_t size : {1u, 2u, 3u, 7u, 100u}) {
    std::vector<PractitionerIndex> all;
    PageRequest request{.cursor = 0, .size = size};
    do {
      const auto page = directory_->SearchPractitioners({}, request);
      EXPECT_LE(page.rows.size(), size);
      all.insert(all.end(), page.rows.begin(), page.rows.end());
      request.cursor = page.next_cursor;
    } while (request.cursor != 0);
    EXPECT_EQ(all, directory_->SearchPractitioners({}, {.cursor = 0, .size = 500}).rows);
    EXPECT_EQ(all.size(), 7u);
  }
  PageRequest request{.cursor = 0, .size = 2};
  const auto first = directory_->SearchPractitioners({.family_name = "dup"}, request);
  request.cursor = first.next_cursor;
  const auto second = directory_->SearchPractitioners({.family_name = "dup"}, request);
  EXPECT_EQ(first.rows.size(), 2u);
  EXPECT_EQ(second.rows.size(), 1u);
  EXPECT_EQ(second.next_cursor, 0u);
  request.cursor = 1000000;
  EXPECT_THAT(directory_->SearchPractitioners({}, request).rows, IsEmpty());
}

}  // namespace
}  // namespace annuaire
