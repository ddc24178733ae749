#include "directory/lookup/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "directory/base/fold.h"
#include "directory/lookup/directory_builder.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DirectoryTest : public ::testing::Test {
 protected:
  template <typename Indexes>
  std::vector<std::string> Keys(const Indexes& indexes) {
    std::vector<std::string> keys;
    for (const auto index : indexes) keys.push_back(KeyOf(directory_->row(index)));
    return keys;
  }
  static std::string KeyOf(const PractitionerRow& row) { return std::string(row.id); }
  static std::string KeyOf(const OrganizationRow& row) { return std::string(row.key); }
  static std::string KeyOf(const MailboxRow& row) { return std::string(row.address); }

  const std::unique_ptr<const Directory> directory_ = SmallWorld().Build();
};

TEST_F(DirectoryTest, FindsByEveryNumber) {
  for (const char* number : {"540000015", "26010463300016", "F540000015", "1540000999"}) {
    const auto found = directory_->FindOrganization(number);
    ASSERT_TRUE(found) << number;
    EXPECT_EQ(directory_->row(*found).key, "540000015");
  }
  EXPECT_TRUE(directory_->FindOrganization("R99900000000001"));
  EXPECT_FALSE(directory_->FindOrganization("499700000013001"));  // of a person's own practice
  EXPECT_TRUE(directory_->FindOrganization("SIREN:260104633"));
  EXPECT_FALSE(directory_->FindOrganization("540000016"));
  EXPECT_FALSE(directory_->FindOrganization(""));
  EXPECT_TRUE(directory_->FindPractitioner("899700000013"));
  EXPECT_FALSE(directory_->FindPractitioner("99700000013"));
  EXPECT_TRUE(directory_->FindMailbox("Jean.DUPONT@CH-troispics.mssante.FR"));
  EXPECT_TRUE(directory_->FindMailbox("  JEAN.DUPONT@ch-troispics.mssante.fr "));
  EXPECT_FALSE(directory_->FindMailbox("jean.dupont"));
  EXPECT_FALSE(
      directory_->FindMailbox("jean.dupont\x60"
                              "ch-troispics.mssante.fr"));  // not '@'
  EXPECT_FALSE(directory_->FindMailbox(""));
  EXPECT_FALSE(directory_->FindMailbox(std::string(1000, 'A') + "@ch-troispics.mssante.fr"));
  EXPECT_TRUE(directory_->FindDomain("MEDECIN.mssante.fr"));
  EXPECT_FALSE(directory_->FindDomain("mssante.fr"));
}

TEST_F(DirectoryTest, FindsAnAddressInSteps) {
  const std::string long_address = std::string(1000, 'A') + "@ch-troispics.mssante.fr";
  for (const std::string_view address : std::initializer_list<std::string_view>{
           "Jean.DUPONT@CH-troispics.mssante.FR", " francois.ndiaye@pharmacien.mssante.fr ",
           "nobody@ch-troispics.mssante.fr", "", std::string_view(long_address)}) {
    const FoldedAddress sought(address);
    directory_->Prefetch(sought);
    const auto likely = directory_->LikelyMailbox(sought);
    const auto found = directory_->FindMailbox(sought);
    EXPECT_EQ(sought.view(), FoldAddress(address));
    EXPECT_EQ(found, directory_->FindMailbox(address)) << address;
    if (found) {  // few addresses: none is much like another
      EXPECT_EQ(likely, found) << address;
    }
  }
}

TEST_F(DirectoryTest, RowsTellHomonymsApart) {
  const PractitionerRow jean = directory_->row(*directory_->FindPractitioner("899700000013"));
  EXPECT_EQ(jean.rpps(), "99700000013");
  EXPECT_EQ(jean.family_name, "DUPONT");
  ASSERT_EQ(jean.professions.size(), 1u);
  EXPECT_EQ(jean.professions[0].profession.label, "Médecin");
  ASSERT_EQ(jean.skills.size(), 1u);
  EXPECT_EQ(jean.skills[0].code, "SM04");

  const MailboxRow box =
      directory_->row(*directory_->FindMailbox("jean.dupont@ch-troispics.mssante.fr"));
  EXPECT_EQ(box.rpps(), "99700000013");
  EXPECT_EQ(box.skill.label, "Cardiologie et maladies vasculaires");
  EXPECT_TRUE(box.has_organization);
  EXPECT_EQ(box.organization.name(), "CH TROIS PICS");
  EXPECT_EQ(box.city, "Nancy");
  EXPECT_EQ(box.department, "54");
  EXPECT_FALSE(box.holder_gone);

  // A mailbox tied to the RPPS alone takes the place of the first activity.
  const MailboxRow alone =
      directory_->row(*directory_->FindMailbox("francois.ndiaye@pharmacien.mssante.fr"));
  EXPECT_FALSE(alone.has_organization);
  EXPECT_EQ(alone.city, "Ajaccio");
  EXPECT_EQ(alone.department, "2A");

  EXPECT_EQ(directory_->row(*directory_->FindPractitioner("0999900012")).rpps(), "");
}

TEST_F(DirectoryTest, KnowsWhoBelongsToWhom) {
  const auto hospital = *directory_->FindOrganization("540000015");
  const auto entity = *directory_->FindOrganization("540002698");
  EXPECT_EQ(directory_->LegalEntityOf(hospital), entity);
  EXPECT_EQ(directory_->LegalEntityOf(entity), std::nullopt);
  EXPECT_THAT(Keys(directory_->EstablishmentsOf(entity)), ElementsAre("540000015", "540000023"));
  EXPECT_THAT(Keys(directory_->PractitionersAt(hospital)),
              ElementsAre("899700000013", "899900000011", "899700000039"));
  EXPECT_EQ(directory_->MailboxesOf(hospital).size(), 6u);
  const auto jean = *directory_->FindPractitioner("899700000013");
  EXPECT_THAT(
      Keys(directory_->MailboxesOf(jean)),
      ElementsAre("cabinet.du.lac@medecin.mssante.fr", "jean.dupont@ch-troispics.mssante.fr"));
  EXPECT_EQ(directory_->PractitionersCount("10"), 4u);
  EXPECT_EQ(directory_->PractitionersCount("99"), 0u);
}

TEST_F(DirectoryTest, DomainsAreListedOrMerelyUsed) {
  const DomainRow listed = directory_->row(*directory_->FindDomain("medecin.mssante.fr"));
  EXPECT_TRUE(listed.listed);
  EXPECT_EQ(listed.mailboxes_count, 4u);
  const DomainRow used = directory_->row(*directory_->FindDomain("pharmacien.mssante.fr"));
  EXPECT_FALSE(used.listed);
  EXPECT_EQ(used.mailboxes_count, 1u);
  EXPECT_EQ(directory_->row(*directory_->FindDomain("vide.mssante.fr")).mailboxes_count, 0u);
  EXPECT_TRUE(directory_->white_list_loaded());
}

TEST_F(DirectoryTest, CountsWhatItHolds) {
  const DirectoryCounts counts = directory_->counts();
  EXPECT_EQ(counts.practitioners, 7u);
  EXPECT_EQ(counts.activities, 7u);
  EXPECT_EQ(counts.organizations, 5u);
  EXPECT_EQ(counts.mailboxes, 12u);
  EXPECT_EQ(counts.domains, 5u);
  std::size_t bytes = 0;
  for (const MemoryUse& use : directory_->memory()) bytes += use.bytes;
  EXPECT_GT(bytes, 0u);
}

TEST(DirectoryBuilderTest, AnEmptyDirectoryAnswersEverything) {
  const auto directory = DirectoryBuilder().Build();
  EXPECT_THAT(directory->Suggest({.text = "dupont"}).mailboxes, IsEmpty());
  EXPECT_FALSE(directory->FindPractitioner("899700000013"));
  EXPECT_FALSE(directory->FindMailbox("a@b"));
  EXPECT_THAT(directory->SearchPractitioners({.name = "x"}, {}).rows, IsEmpty());
  EXPECT_THAT(directory->SearchOrganizations({.city = "x"}, {}).rows, IsEmpty());
  EXPECT_THAT(directory->SearchMailboxes({.text = "x"}, {}).rows, IsEmpty());
  EXPECT_FALSE(directory->white_list_loaded());
}

// What a listing of practitioners shows, and what finds them.
std::vector<std::string> Listed(const Directory& directory) {
  std::vector<std::string> lines;
  const PractitionerPage page = directory.SearchPractitioners({}, {.size = 500});
  for (std::size_t at = 0; at < page.rows.size(); ++at) {
    const PractitionerIndex i = page.rows[at];
    const PractitionerRow row = directory.row(i);
    std::string line = std::string(row.id) + ' ' + std::string(row.family_name) + ' ' +
                       std::string(row.given_name);
    for (const ProfessionHeld& held : row.professions) {
      line.append(" p:").append(held.profession.label).append("/").append(held.category.code);
    }
    for (const Coded& skill : row.skills) line.append(" s:").append(skill.label);
    for (const OrganizationIndex structure : page.organizations[at]) {
      line.append(" at:").append(std::string_view(directory.row(structure).key));
    }
    for (const MailboxIndex mailbox : directory.MailboxesOf(i)) {
      line.append(" m:").append(directory.row(mailbox).address);
    }
    EXPECT_EQ(directory.FindPractitioner(row.id), i) << line;
    lines.push_back(line);
  }
  const auto found = [&](const PractitionerFilter& filter) {
    std::string line = "found";
    for (const PractitionerIndex i : directory.SearchPractitioners(filter, {.size = 500}).rows) {
      line.append(" ").append(std::string_view(directory.row(i).id));
    }
    lines.push_back(line);
  };
  found({.city = "nancy"});
  found({.department = "2A"});
  found({.name = "autrefois"});
  found({.name = "dup"});
  return lines;
}

TEST(DirectoryBuilderTest, WherePractitionersAreCutInTwoRunsDoesNotShow) {
  World world = SmallWorld();
  Practitioner odd = world.practitioners.front();  // an id and a key of no usual shape, two names
  odd.id = "X-odd";
  odd.names.push_back({"AUTREFOIS", "Anne"});
  odd.activities.emplace_back().organization_key = "Y-odd";
  world.practitioners.push_back(odd);
  Organization& organization = world.organizations.emplace_back();
  organization.key = "Y-odd";

  const std::vector<std::string> whole = Listed(*world.Build());
  ASSERT_EQ(whole.size(), world.practitioners.size() + 4);
  for (std::size_t first_run = 0; first_run < world.practitioners.size(); ++first_run) {
    EXPECT_EQ(Listed(*world.Build(first_run)), whole) << first_run;
  }
}

TEST(DirectoryBuilderTest, RefusesKeysThatDoNotRise) {
  DirectoryBuilder builder;
  Organization organization;
  organization.key = "540000023";
  EXPECT_TRUE(builder.Add(organization).ok());
  EXPECT_EQ(builder.Add(organization).code(), StatusCode::kDataLoss);
  organization.key = "540000015";
  EXPECT_EQ(builder.Add(organization).code(), StatusCode::kDataLoss);
  Mailbox mailbox;
  mailbox.folded_address = "a@b";
  EXPECT_TRUE(builder.Add(mailbox).ok());
  organization.key = "999999999";
  EXPECT_EQ(builder.Add(organization).code(), StatusCode::kInternal);
}

}  // namespace
}  // namespace annuaire
