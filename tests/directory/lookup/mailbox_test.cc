#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/fold.h"
#include "directory/lookup/directory.h"
#include "directory/packed/folded_address.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

World JudgedWorld() {
  World world = SmallWorld();
  const auto remark = [](std::string_view rule, std::uint8_t severity) {
    Remark made;
    made.rule_id = rule;
    made.severity = severity;
    return made;
  };
  world.verdicts = {
      {"cabinet.du.lac@medecin.mssante.fr", {remark("PER-01", 2), remark("PER-02", 3)}},
      {"cardiologie@ch-troispics.mssante.fr", {remark("ORG-02", 3)}},
      {"dpi-noreply@ch-troispics.mssante.fr", {remark("APP-01", 1)}},
      {"accueil@ehpad-saint-martin.aura.mssante.fr", {remark("STR-02", 2), remark("DOM-02", 2)}}};
  return world;
}

class MailboxTest : public ::testing::Test {
 protected:
  std::vector<std::string> Audited(const AuditFilter& filter) {
    std::vector<std::string> locals;
    for (const auto index : directory_->Audit(filter).mailboxes) {
      locals.emplace_back(LocalPartOf(directory_->row(index).address));
    }
    return locals;
  }
  const std::unique_ptr<const Directory> directory_ = JudgedWorld().Build();
};

TEST_F(MailboxTest, AuditTable) {
  const std::vector<std::string_view> org{"ORG"};
  const std::vector<std::string_view> per01{"PER-01"};
  const std::vector<std::string_view> family_is_no_prefix{"OR", "PER-0"};
  const std::vector<std::string_view> meurthe{"54"};
  struct Case {
    const char* what;
    AuditFilter filter;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"all, by address", {}, {"accueil", "cabinet.du.lac", "cardiologie", "dpi-noreply"}},
           {"severity", {.minimum_severity = 3}, {"cabinet.du.lac", "cardiologie"}},
           {"domain", {.domain = "medecin.mssante.fr"}, {"cabinet.du.lac"}},
           {"below a domain", {.domain = ".aura.mssante.fr"}, {"accueil"}},
           {"operator", {.operator_name = "operateur b"}, {"cardiologie", "dpi-noreply"}},
           {"unknown operator", {.operator_name = "operateur z"}, {}},
           {"structure", {.organization = "540000015"}, {"cardiologie", "dpi-noreply"}},
           {"department and type", {.departments = meurthe, .type = "APP"}, {"dpi-noreply"}},
           {"family of rules", {.rules = org}, {"cardiologie"}},
           {"rule", {.rules = per01}, {"cabinet.du.lac"}},
           {"rule and severity", {.rules = per01, .minimum_severity = 3}, {}},
           {"not a rule", {.rules = family_is_no_prefix}, {}}}) {
    EXPECT_EQ(Audited(c.filter), c.want) << c.what;
  }
}

TEST_F(MailboxTest, AuditExaminesTheDepartmentsAskedFor) {
  const std::vector<std::string_view> meurthe{"54"}, ajaccio{"2A"}, both{"54", "2A", "2a"};
  const std::uint64_t in_meurthe = directory_->Audit({.departments = meurthe}).examined;
  const std::uint64_t in_ajaccio = 1;  // by its holder's activity alone
  EXPECT_GT(in_meurthe, in_ajaccio);
  struct Case {
    const char* what;
    AuditFilter filter;
    std::uint64_t examined;
  };
  for (const Case& c :
       std::vector<Case>{{"one", {.departments = ajaccio}, in_ajaccio},
                         {"several, each once", {.departments = both}, in_meurthe + in_ajaccio},
                         {"a region by its name", {.region = "corse"}, in_ajaccio},
                         {"a region by its code", {.region = "44"}, in_meurthe},
                         {"of a region", {.departments = both, .region = "Corse"}, in_ajaccio},
                         {"of another region", {.departments = meurthe, .region = "Corse"}, 0}}) {
    EXPECT_EQ(directory_->Audit(c.filter).examined, c.examined) << c.what;
  }
}

TEST_F(MailboxTest, AuditSaysWhatNobodyHas) {
  using Unknown = AuditResult::Unknown;
  struct Case {
    const char* what;
    AuditFilter filter;
    Unknown want;
  };
  for (const Case& c : std::vector<Case>{
           {"everything", {}, Unknown::kNothing},
           {"a domain", {.domain = "medecin.mssante.fr"}, Unknown::kNothing},
           {"nobody's domain", {.domain = "nosuch.mssante.fr"}, Unknown::kDomain},
           {"nothing below it", {.domain = ".nosuch.mssante.fr"}, Unknown::kDomain},
           {"an operator", {.operator_name = "operateur b"}, Unknown::kNothing},
           {"nobody's operator", {.operator_name = "operateur z"}, Unknown::kOperator},
           {"a structure", {.organization = "540000015"}, Unknown::kNothing},
           {"no structure", {.organization = "999999999"}, Unknown::kOrganization},
           {"known, of no such type",
            {.domain = "medecin.mssante.fr", .type = "APP"},
            Unknown::kNothing}}) {
    const AuditResult result = directory_->Audit(c.filter);
    EXPECT_EQ(result.unknown, c.want) << c.what;
    if (c.want != Unknown::kNothing) {
      EXPECT_EQ(result.examined, 0u) << c.what;
    }
  }
}

TEST_F(MailboxTest, TellsTheDepartmentsItIsFoundBy) {
  for (const char* address :
       {"cardiologie@ch-troispics.mssante.fr", "sophie.martin@medecin.mssante.fr",
        "cabinet.du.lac@medecin.mssante.fr"}) {
    SCOPED_TRACE(address);
    const MailboxIndex index = *directory_->FindMailbox(address);
    const auto departments = directory_->DepartmentsOf(index);
    EXPECT_THAT(departments, ::testing::Not(IsEmpty()));
    for (const std::string_view code : departments) {
      const auto found = directory_->SearchMailboxes({.department = code}, {.size = 500}).rows;
      EXPECT_THAT(found, ::testing::Contains(index)) << code;
    }
  }
}

TEST_F(MailboxTest, AuditCountsRemarksByRuleAndSeverity) {
  const AuditResult result = directory_->Audit({.minimum_severity = 2});
  EXPECT_EQ(result.examined, 12u);
  std::vector<std::string> counts;
  for (const AuditCount& count : result.counts) {
    counts.push_back(std::string(count.rule_id) + "/" + std::to_string(count.severity) + "=" +
                     std::to_string(count.remarks));
  }
  EXPECT_THAT(counts,
              ElementsAre("DOM-02/2=1", "ORG-02/3=1", "PER-01/2=1", "PER-02/3=1", "STR-02/2=1"));
}

TEST_F(MailboxTest, RowsCarryTheWorstSeverity) {
  const auto severity = [&](std::string_view address) {
    return static_cast<int>(directory_->row(*directory_->FindMailbox(address)).severity);
  };
  EXPECT_EQ(severity("cabinet.du.lac@medecin.mssante.fr"), 3);
  EXPECT_EQ(severity("dpi-noreply@ch-troispics.mssante.fr"), 1);
  EXPECT_EQ(severity("sophie.martin@medecin.mssante.fr"), 0);
}

TEST_F(MailboxTest, AVerdictWithoutMailboxIsRefused) {
  DirectoryBuilder builder;
  Verdict verdict;
  verdict.folded_address = "nobody@medecin.mssante.fr";
  EXPECT_EQ(builder.Add(verdict).code(), StatusCode::kDataLoss);
}

TEST_F(MailboxTest, KnowsOperatorsAndActivity) {
  EXPECT_THAT(directory_->OperatorsOf("ch-troispics.mssante.fr"), ElementsAre("OPERATEUR B"));
  EXPECT_THAT(directory_->OperatorsOf("sub.MEDECIN.mssante.fr"), ElementsAre("OPERATEUR A"));
  EXPECT_THAT(directory_->OperatorsOf("pharmacien.mssante.fr"), IsEmpty());
  EXPECT_THAT(directory_->OperatorsOf(""), IsEmpty());
  EXPECT_TRUE(directory_->IsActive(*directory_->FindPractitioner("899700000013")));
  EXPECT_FALSE(directory_->IsActive(*directory_->FindPractitioner("0999900012")));
}

TEST_F(MailboxTest, GivesEveryHolderOnce) {
  World world = JudgedWorld();
  for (Mailbox& mailbox : world.mailboxes) {
    if (mailbox.folded_address != "cabinet.du.lac@medecin.mssante.fr") continue;
    Attachment gone = mailbox.attachments.front();
    gone.practitioner_id = "899700000096";
    Attachment idle = mailbox.attachments.front();
    idle.practitioner_id = "0999900012";
    mailbox.attachments.insert(mailbox.attachments.end(),
                               {mailbox.attachments.front(), gone, idle});
  }
  const std::unique_ptr<const Directory> directory = world.Build();
  const auto told = [&](std::string_view address) {
    std::vector<std::string> holders;
    for (const HolderRow& holder : directory->HoldersOf(*directory->FindMailbox(address))) {
      holders.push_back(std::string(holder.practitioner_id.view()) + "/" +
                        std::string(holder.rpps()) + " " + std::string(holder.family_name) +
                        (holder.listed ? " listed" : "") + (holder.active ? " active" : ""));
    }
    return holders;
  };
  EXPECT_THAT(told("cabinet.du.lac@medecin.mssante.fr"),
              ElementsAre("899700000013/99700000013 DUPONT listed active",
                          "899700000021/99700000021 MARTIN listed active",
                          "899700000096/99700000096 DUPONT", "0999900012/ DUPONT listed"));
  EXPECT_THAT(told("cardiologie@ch-troispics.mssante.fr"), IsEmpty());
}

TEST_F(MailboxTest, GivesEveryOneOfManyHolders) {
  constexpr std::size_t kHolders = 50'000;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < kHolders; ++i) ids.push_back(std::to_string(899'700'000'000 + i));
  World world = JudgedWorld();
  Mailbox& shared = world.mailboxes.front();
  shared.attachments.resize(1);
  for (const std::string& id : ids) {
    shared.attachments.resize(shared.attachments.size() + 2, shared.attachments.front());
    for (Attachment& one : std::span(shared.attachments).last(2)) one.practitioner_id = id;
  }
  shared.attachments.erase(shared.attachments.begin());
  const std::unique_ptr<const Directory> directory = world.Build();
  const auto holders = directory->HoldersOf(*directory->FindMailbox(shared.folded_address));
  ASSERT_EQ(holders.size(), kHolders);
  for (std::size_t i = 0; i < kHolders; ++i) EXPECT_EQ(holders[i].practitioner_id, ids[i]);
}

TEST(FoldedAddressTest, FoldsEveryByteAsAddressesAreStored) {
  EXPECT_EQ(FoldedAddress(std::string_view()).view(), "");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string address = std::string("abc") + static_cast<char>(byte) + "def@x.fr";
    EXPECT_EQ(FoldedAddress(address).view(), FoldAddress(address)) << byte;
  }
  const std::string spelled = "AZaz09.!#$%&'*+/=?^_`{|}~-@Medecin.MSSANTE.fr";
  World world = SmallWorld();
  world.mailboxes.resize(1);
  world.mailboxes[0].folded_address = "azaz09.!#$%&'*+/=?^_`{|}~-@medecin.mssante.fr";
  world.mailboxes[0].spellings = {spelled};
  const auto directory = world.Build();
  for (const std::string& typed : {spelled, FoldAddress(spelled)}) {
    EXPECT_TRUE(directory->FindMailbox(typed)) << typed;
  }
}

TEST(ShownTest, OneStructureWithItsOwnServiceAndPlace) {
  struct At {
    const char* organization;
    const char* service;
    const char* postcode;
  };
  struct Case {
    std::vector<At> rows;
    const char* organization;
    const char* service;
    const char* city;
    const char* department;
    std::vector<const char*> found_in;
  };
  for (const Case& c : std::vector<Case>{
           {{{"540000015", "", ""}, {"2A0000154", "CARDIOLOGIE", ""}},
            "540000015",
            "",
            "Nancy",
            "54",
            {"54", "2A"}},
           {{{"540000015", "", ""}, {"540000015", "CARDIOLOGIE", ""}},
            "540000015",
            "CARDIOLOGIE",
            "Nancy",
            "54",
            {"54"}},
           // None of the first row is known; the structure of the second is.
           {{{"", "URGENCES", "75013"}, {"540000015", "", ""}},
            "540000015",
            "",
            "Nancy",
            "54",
            {"54", "75"}},
           {{{"", "", ""}, {"", "URGENCES", "75013"}}, "", "URGENCES", "", "75", {"75"}},
           // What the row itself tells, though no city; the structure's, where it may be.
           {{{"540000015", "", "25300"}}, "540000015", "", "", "25", {"25"}},
           {{{"540000015", "", "54100"}}, "540000015", "", "Nancy", "54", {"54"}}}) {
    World world = SmallWorld();
    Mailbox mailbox = world.mailboxes.back();
    const Attachment empty = {};
    mailbox.attachments.clear();
    for (const At& row : c.rows) {
      Attachment attachment = empty;
      attachment.organization_key = row.organization;
      attachment.service = row.service;
      attachment.address.postcode = row.postcode;
      mailbox.attachments.push_back(attachment);
    }
    world.mailboxes = {mailbox};
    const auto directory = world.Build();
    const MailboxRow row = directory->row(MailboxIndex{0});
    EXPECT_EQ(row.organization.key.view(), c.organization);
    EXPECT_EQ(row.service, c.service);
    EXPECT_EQ(row.city, c.city);
    EXPECT_EQ(row.department, c.department);
    for (const char* const department : {"25", "54", "75", "2A"}) {
      const bool found = !directory->SearchMailboxes({.department = department}, {}).rows.empty();
      EXPECT_EQ(found, std::find(c.found_in.begin(), c.found_in.end(),
                                 std::string_view(department)) != c.found_in.end())
          << department;
    }
  }
}

TEST(ShownTest, AHoldersProfessionWhereTheRowTellsNone) {
  World world = SmallWorld();
  Mailbox mailbox = world.mailboxes.front();
  ASSERT_FALSE(mailbox.attachments[0].profession.empty());
  const std::string code(mailbox.attachments[0].profession.code);
  mailbox.attachments[0].profession = {};
  world.mailboxes = {mailbox};
  const auto directory = world.Build();
  EXPECT_EQ(directory->row(MailboxIndex{0}).profession.code, code);
  EXPECT_EQ(directory->SearchMailboxes({.profession = code}, {}).rows.size(), 1u);
  EXPECT_EQ(directory->SearchMailboxes({.profession = "99"}, {}).rows.size(), 0u);
}

TEST(ShownTest, AnAddressAbroadIsInNoDepartment) {
  World world = SmallWorld();
  Mailbox mailbox = world.mailboxes.back();
  mailbox.attachments = {Attachment{}};
  mailbox.attachments[0].address.delivery_line = "66111 SAARBRUCKEN";
  mailbox.attachments[0].address.postcode = "66111";
  mailbox.attachments[0].address.country = {"99109", "Allemagne"};
  world.mailboxes = {mailbox};
  mailbox.folded_address = "z@z.mssante.fr";
  mailbox.spellings = {"z@z.mssante.fr"};
  mailbox.attachments[0].address.country = {"99000", ""};
  world.mailboxes.push_back(mailbox);
  const auto directory = world.Build();
  const auto found = directory->SearchMailboxes({.department = "66"}, {}).rows;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(directory->row(found[0]).address, "z@z.mssante.fr");
}

TEST(ShownTest, TheFirstAddressOfAStructureThatTellsWhereItIs) {
  World world = SmallWorld();
  for (Organization& organization : world.organizations) {
    if (organization.key != "540000023") continue;
    Address street;
    street.street_name = "GRANDE RUE";
    organization.addresses.insert(organization.addresses.begin(), street);
  }
  const auto directory = world.Build();
  const auto found = directory->FindOrganization("540000023");
  ASSERT_TRUE(found);
  EXPECT_EQ(directory->row(*found).city, "Lunéville");
}

TEST(DescribedMailboxTest, IsFoundByItsDescriptionWhereItHasNoService) {
  World world = SmallWorld();
  const auto add = [&](std::string_view address, std::string_view service) {
    Mailbox& mailbox = world.mailboxes.emplace_back();
    mailbox.folded_address = address;
    mailbox.spellings = {address};
    mailbox.type_code = "CAB";
    Attachment& attachment = mailbox.attachments.emplace_back();
    attachment.service = service;
    attachment.description = "Consultations du matin";
  };
  add("a@cab.mssante.fr", "");
  add("b@cab.mssante.fr", "Dermatologie");
  const auto directory = world.Build();
  const Suggestions found = directory->Suggest({.text = "consult matin"});
  ASSERT_EQ(found.mailboxes.size(), 1u);
  EXPECT_EQ(directory->row(found.mailboxes[0]).address, "a@cab.mssante.fr");
  EXPECT_EQ(directory->row(found.mailboxes[0]).service, "Consultations du matin");
  EXPECT_EQ(directory->row(*directory->FindMailbox("b@cab.mssante.fr")).service, "Dermatologie");
}

}  // namespace
}  // namespace annuaire
