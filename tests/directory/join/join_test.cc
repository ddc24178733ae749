#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory/extract/finess_csv.h"
#include "tests/directory/join/join_fixture.h"

namespace annuaire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(JoinTest, EmitsNothingOfNothing) {
  const Join join;
  EXPECT_THAT(Practitioners(join), IsEmpty());
  EXPECT_THAT(Organizations(join), IsEmpty());
  EXPECT_THAT(Mailboxes(join), IsEmpty());
}

TEST(JoinTest, AssemblesAPractitionerFromAllFiles) {
  Join join;
  AddFile<PersonActivityParser>(join, kActivities, 2);  // repeated rows collapse
  AddFile<SkillParser>(join, kSkills);
  AddFile<DiplomaParser>(join, kDiplomas);
  const auto practitioners = Practitioners(join);
  ASSERT_EQ(practitioners.size(), 5u);
  const Practitioner& p = practitioners.at("899900000011");
  EXPECT_THAT(p.names, ElementsAre(PersonName{"DUPRÉ-FICTIF", "JEAN-NOËL"}));
  EXPECT_THAT(p.titles, ElementsAre(Coded{"DR", "Docteur"}));
  EXPECT_THAT(p.civilities, ElementsAre(Coded{"M", "Monsieur"}));
  EXPECT_EQ(p.professions.size(), 1u);
  ASSERT_EQ(p.skills.size(), 2u);  // SM54 of both files is one
  EXPECT_EQ(p.skills[0].skill.code, "SM54");
  EXPECT_EQ(p.skills[1].skill.code, "C03");
  ASSERT_EQ(p.diplomas.size(), 1u);
  EXPECT_EQ(p.diplomas[0].diploma.code, "DE09");
  EXPECT_THAT(p.authorisations, IsEmpty());
  EXPECT_THAT(p.registration_authorities, ElementsAre("CNOM/CNOM/CNOM", "ARS/ARS/ARS"));
  ASSERT_EQ(p.activities.size(), 2u);  // two places, each in two rows
  const Activity& hospital = p.activities[1];
  EXPECT_EQ(hospital.organization_key, "549000016");
  EXPECT_EQ(hospital.profession_code, "10");
  EXPECT_EQ(hospital.category_code, "C");
  EXPECT_EQ(hospital.mode.code, "S");
  EXPECT_EQ(hospital.sector.code, "SA01");
  EXPECT_EQ(hospital.role.code, "FON-33");
  EXPECT_EQ(hospital.legal_name, "CENTRE HOSPITALIER FICTIF");
  EXPECT_EQ(hospital.phone, "+33 3 00 00 00 02");
  EXPECT_EQ(hospital.former_organization_id, "1549000016");
  EXPECT_EQ(hospital.registration_authority, "ARS/ARS/ARS");
  EXPECT_EQ(hospital.address.delivery_line, "54035 NANCY CEDEX");

  const Practitioner& student = practitioners.at("899900000037");
  EXPECT_THAT(student.activities, IsEmpty());
  EXPECT_EQ(student.professions.at(0).category.code, "E");
}

TEST(JoinTest, TheOrderOfFilesDoesNotMatter) {
  Join forwards;
  AddFile<PersonActivityParser>(forwards, kActivities);
  AddFile<SkillParser>(forwards, kSkills);
  AddFile<DiplomaParser>(forwards, kDiplomas);
  AddFile<MailboxParser>(forwards, kMailboxes);
  Join backwards;
  AddFile<MailboxParser>(backwards, kMailboxes);
  AddFile<DiplomaParser>(backwards, kDiplomas);
  AddFile<SkillParser>(backwards, kSkills);
  AddFile<PersonActivityParser>(backwards, kActivities);
  const auto a = Practitioners(forwards);
  const auto b = Practitioners(backwards);
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [id, practitioner] : a) {
    ASSERT_TRUE(b.contains(id));
    EXPECT_EQ(practitioner.activities, b.at(id).activities) << id;
    EXPECT_EQ(practitioner.names, b.at(id).names) << id;
    EXPECT_THAT(practitioner.skills, ::testing::UnorderedElementsAreArray(b.at(id).skills)) << id;
    EXPECT_EQ(practitioner.diplomas, b.at(id).diplomas) << id;
  }
  EXPECT_EQ(Organizations(forwards).size(), Organizations(backwards).size());
}

TEST(JoinTest, APersonOfTheSmallFilesAloneIsAPractitioner) {
  Join join;
  AddFile<DiplomaParser>(join, kDiplomas);
  AddFile<SkillParser>(join, kSkills);
  const auto practitioners = Practitioners(join);
  ASSERT_EQ(practitioners.size(), 3u);
  EXPECT_EQ(practitioners.at("899900000045").professions.at(0).profession.code, "10");
  EXPECT_EQ(practitioners.at("899900000029").names.at(0).family_name, "FICTIVE");
}

TEST(JoinTest, AHolderOfAMailboxAloneIsNot) {
  Join join;
  AddFile<MailboxParser>(join, kMailboxes);
  EXPECT_THAT(Practitioners(join), IsEmpty());
  EXPECT_EQ(Mailboxes(join).at("anne.fictive@pro.mssante.fr").attachments.at(0).name.family_name,
            "FICTIVE");
}

TEST(JoinTest, AssemblesMailboxes) {
  Join join;
  AddFile<MailboxParser>(join, kMailboxes, 2);
  AddFile<MailboxParser>(join, "Extraction_Correspondance_MSSante.SYNTHETIC.txt");
  AddFile<MailboxParser>(join, "Extraction_Correspondance_MSSante.QUIRKS.txt");
  const auto mailboxes = Mailboxes(join);

  const Mailbox& two_sites = mailboxes.at("jn.dupre@ch-fictif.mssante.fr");
  ASSERT_EQ(two_sites.attachments.size(), 2u);
  EXPECT_EQ(two_sites.attachments[0].organization_key, "549000016");
  EXPECT_EQ(two_sites.attachments[0].organization_id, "549000016");
  EXPECT_EQ(two_sites.attachments[0].organization_id_type, "1");
  EXPECT_EQ(two_sites.attachments[0].service, "URGENCES");
  EXPECT_EQ(two_sites.attachments[0].department, "Meurthe-et-Moselle");
  EXPECT_EQ(two_sites.attachments[0].title.label, "Docteur");
  EXPECT_EQ(two_sites.attachments[1].organization_key, "549000024");
  EXPECT_EQ(two_sites.type(), MailboxType::kPersonal);

  const Mailbox& shared = mailboxes.at("cabinet.du.lac@medecin.mssante.fr");
  ASSERT_EQ(shared.attachments.size(), 2u);
  EXPECT_EQ(shared.attachments[0].practitioner_id, "899700000013");
  EXPECT_EQ(shared.attachments[1].practitioner_id, "899700000021");

  const Mailbox& spelled = mailboxes.at("jean.dupont@ch-troispics.mssante.fr");
  EXPECT_THAT(spelled.spellings, ElementsAre("jean.dupont@ch-troispics.mssante.fr",
                                             "Jean.DUPONT@CH-TROISPICS.MSSANTE.FR"));
  EXPECT_EQ(spelled.attachments.size(), 1u);
  EXPECT_EQ(spelled.attachments[0].paperless, Paperless::kAccepted);
}

TEST(JoinTest, DescriptionAndRankComeFromTheFallbackOfTheSameStructureAndHolder) {
  const auto row = [](std::string_view structure, std::string_view holder,
                      std::string_view description = {}, std::uint32_t rank = 0) {
    MailboxRow made = RowOf("a@b.fr", "PER", structure, "", "");
    made.attachment.practitioner_id = holder;
    made.attachment.description = description;
    made.attachment.preferred_rank = rank;
    return made;
  };
  Join join;
  JoinPart& part = join.AddPart();
  part.Add(row("540002698", "899700000013"));
  part.Add(row("540002698", "899700000021"));
  part.Add(row("010000024", "899700000013"));
  part.Add(row("", "899700000013"));
  part.AddFallback(row("540002698", "899700000021", "Accueil", 2));
  part.AddFallback(row("010000024", "", "Secrétariat", 300));
  MailboxRow alone = row("", "899700000013", "Seule", 1);
  alone.address = alone.folded_address = "b@b.fr";
  part.AddFallback(alone);
  part.Close();

  auto mailboxes = Mailboxes(join);
  const auto said = [](const Mailbox& mailbox) {
    std::vector<std::string> all;
    for (const Attachment& one : mailbox.attachments) {
      all.push_back(std::string(one.description) + " " + std::to_string(one.preferred_rank));
    }
    return all;
  };
  EXPECT_THAT(said(mailboxes["a@b.fr"]),
              ElementsAre("Accueil 0", "Accueil 2", "Secrétariat 300", " 0"));
  EXPECT_THAT(said(mailboxes["b@b.fr"]), ElementsAre("Seule 1"));
}

// Of what the fallbacks of one structure say, in their order: "holder rank", of a role "- rank".
TEST(JoinTest, ARankIsItsHoldersOrOfWhoHadNoneByThen) {
  struct Case {
    std::vector<std::pair<std::string, std::uint32_t>> said;
    std::vector<std::uint32_t> ranks;  // of 899700000013, 899700000021 and nobody
  };
  for (const Case& c : std::vector<Case>{
           {{}, {0, 0, 0}},
           {{{"899700000021", 2}}, {0, 2, 0}},
           {{{"", 3}}, {3, 3, 3}},
           {{{"", 0}, {"899700000013", 1}}, {1, 0, 0}},
           {{{"899700000013", 1}, {"", 3}}, {1, 3, 3}},
           {{{"", 3}, {"899700000013", 1}}, {3, 3, 3}},
           {{{"899700000013", 1}, {"899700000013", 2}, {"", 3}, {"899700000021", 4}}, {1, 3, 3}},
       }) {
    Join join;
    JoinPart& part = join.AddPart();
    for (const char* holder : {"899700000013", "899700000021", ""}) {
      MailboxRow row = RowOf("a@b.fr", "PER", "540002698", "", "");
      row.attachment.practitioner_id = holder;
      part.Add(row);
    }
    for (const auto& [holder, rank] : c.said) {
      MailboxRow row = RowOf("a@b.fr", "PER", "540002698", "", "");
      row.attachment.practitioner_id = holder;
      row.attachment.preferred_rank = rank;
      part.AddFallback(row);
    }
    part.Close();
    std::vector<std::uint32_t> ranks;
    const Mailbox mailbox = Mailboxes(join)["a@b.fr"];
    for (const Attachment& one : mailbox.attachments) {
      ranks.push_back(one.preferred_rank);
    }
    EXPECT_EQ(ranks, c.ranks) << testing::PrintToString(c.said);
  }
}

// As many as an extract and the API might both have of one address that everybody is given.
TEST(JoinTest, ManyRowsOfOneAddressFillEachOther) {
  constexpr std::size_t kRows = 50'000;
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < kRows; ++i) numbers.push_back(std::to_string(899'700'000'000 + i));
  const std::string structure = "540002698";
  for (const bool one_structure : {true, false}) {
    Join join;
    JoinPart& part = join.AddPart();
    for (std::size_t i = 0; i < kRows; ++i) {
      MailboxRow row = RowOf("a@b.fr", "PER", one_structure ? structure : numbers[i], "", "");
      row.attachment.practitioner_id = numbers[i];
      part.Add(row);
      row.attachment.preferred_rank = static_cast<std::uint32_t>(i + 1);
      part.AddFallback(row);
    }
    part.Close();
    const Mailbox mailbox = Mailboxes(join)["a@b.fr"];
    ASSERT_EQ(mailbox.attachments.size(), kRows);
    for (std::size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(mailbox.attachments[i].preferred_rank, i + 1) << one_structure;
    }
  }
}

TEST(JoinTest, AFallbackCountsWhereNothingElseIsSaid) {
  Join join;
  JoinPart& first = join.AddPart();
  first.AddFallback(RowOf("a@b.fr", "APP", "540002698", "Autre", "AUTRE NOM"));
  first.AddFallback(RowOf("b@b.fr", "CAB", "540002698", "Accueil", "AUTRE NOM"));
  first.AddFallback(RowOf("c@b.fr", "APP", "010000024", "", "SEUL NOM"));
  first.Close();
  JoinPart& second = join.AddPart();
  second.Add(RowOf("a@b.fr", "ORG", "540002698", "Cardiologie", "CHRU"));
  second.Add(RowOf("b@b.fr", "", "540002698", "", "CHRU"));
  second.Add(RowOf("b@b.fr", "", "010780054", "", "CH"));
  second.Close();

  auto mailboxes = Mailboxes(join);
  ASSERT_EQ(mailboxes.size(), 3u);
  EXPECT_EQ(mailboxes["a@b.fr"].type_code, "ORG");
  ASSERT_EQ(mailboxes["a@b.fr"].attachments.size(), 1u);
  EXPECT_EQ(mailboxes["a@b.fr"].attachments[0].service, "Cardiologie");
  EXPECT_EQ(mailboxes["b@b.fr"].type_code, "CAB");
  ASSERT_EQ(mailboxes["b@b.fr"].attachments.size(), 2u);
  for (const Attachment& attachment : mailboxes["b@b.fr"].attachments) {
    const bool same = attachment.organization_key == "540002698";
    EXPECT_EQ(attachment.service, same ? "Accueil" : "");
  }
  EXPECT_EQ(mailboxes["c@b.fr"].type_code, "APP");
  auto organizations = Organizations(join);
  EXPECT_THAT(organizations["540002698"].legal_names, ElementsAre("CHRU"));
  EXPECT_THAT(organizations["010000024"].legal_names, ElementsAre("SEUL NOM"));
}

TEST(JoinTest, ManyFactsOfOnePersonAndOneStructureStayDistinct) {
  constexpr int kFacts = 100'000;
  Join join;
  JoinPart& part = join.AddPart();
  Organization hospital;
  hospital.key = hospital.finess = "540002698";
  hospital.sources = kFromFinessPlus;
  std::vector<std::string> codes;
  for (int i = 0; i < kFacts; ++i) codes.push_back(std::to_string(i / 2));
  for (const std::string& code : codes) {
    DiplomaRow row;
    row.practitioner_id = "899900000011";
    row.diploma.diploma = {code, "Diplôme"};
    part.Add(row);
    hospital.phones.push_back(code);
    hospital.addresses.emplace_back().street_number = code;
  }
  part.Add(hospital);
  part.Close();
  EXPECT_EQ(Practitioners(join).at("899900000011").diplomas.size(), kFacts / 2u);
  const auto organizations = Organizations(join);
  EXPECT_EQ(organizations.at("540002698").phones.size(), kFacts / 2u);
  EXPECT_EQ(organizations.at("540002698").addresses.size(), kFacts / 2u);
}

TEST(JoinTest, AssemblesDomains) {
  Join join;
  const std::string text = ReadSample("listeblanche_synthetic_signed.xml");
  for (int times = 0; times < 2; ++times) {
    JoinPart& part = join.AddPart();
    ASSERT_TRUE(ReadWhiteList(InChunks(text, 512), [&part](const WhiteListEntry& entry) {
                  part.Add(entry);
                  return OkStatus();
                }).ok());
    part.Close();
  }
  std::vector<std::string> names;
  ASSERT_TRUE(join.EmitDomains([&](const Domain& domain) {
                    names.emplace_back(domain.name);
                    const std::size_t want = domain.name == "ch-troispics.mssante.fr" ? 2 : 1;
                    EXPECT_EQ(domain.registrations.size(), want) << domain.name;
                    EXPECT_FALSE(domain.registrations[0].operator_name.empty());
                    return OkStatus();
                  })
                  .ok());
  EXPECT_EQ(names.size(), 6u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(JoinTest, ThousandsOfRowsOfOnePersonStayDistinct) {
  Join join;
  JoinPart& part = join.AddPart();
  std::vector<std::string> keys;
  for (int i = 0; i < 20'000; ++i) keys.push_back("R" + std::to_string(i % 10'000));
  for (const std::string& key : keys) {
    PersonActivityRow row;
    row.practitioner_id = "899900000011";
    row.has_activity = true;
    row.structure.key = key;
    row.structure.technical_id = key;
    row.activity.organization_key = key;
    part.Add(row);
  }
  part.Close();
  const auto practitioners = Practitioners(join);
  const auto& activities = practitioners.at("899900000011").activities;
  ASSERT_EQ(activities.size(), 10'000u);
  EXPECT_EQ(activities[0].organization_key, "R0");
  EXPECT_EQ(activities[9'999].organization_key, "R9999");
  EXPECT_GT(join.memory_bytes(), 0u);
}

TEST(JoinTest, TheSameFileTwiceIsTheSameOnce) {
  Join once;
  Join twice;
  for (Join* join : {&once, &twice, &twice}) {
    AddFile<PersonActivityParser>(*join, kActivities);
    AddFile<SkillParser>(*join, kSkills);
    AddFile<DiplomaParser>(*join, kDiplomas);
    AddFile<MailboxParser>(*join, kMailboxes);
  }
  const auto practitioners = Practitioners(twice);
  for (const auto& [id, want] : Practitioners(once)) {
    const Practitioner& got = practitioners.at(id);
    EXPECT_EQ(got.names, want.names) << id;
    EXPECT_EQ(got.professions, want.professions) << id;
    EXPECT_EQ(got.skills, want.skills) << id;
    EXPECT_EQ(got.diplomas, want.diplomas) << id;
    EXPECT_EQ(got.activities, want.activities) << id;
  }
  const auto mailboxes = Mailboxes(twice);
  for (const auto& [address, want] : Mailboxes(once)) {
    EXPECT_EQ(mailboxes.at(address).spellings, want.spellings) << address;
    EXPECT_EQ(mailboxes.at(address).attachments, want.attachments) << address;
  }
  const auto organizations = Organizations(twice);
  for (const auto& [key, want] : Organizations(once)) {
    EXPECT_EQ(organizations.at(key).legal_names, want.legal_names) << key;
    EXPECT_EQ(organizations.at(key).addresses, want.addresses) << key;
    EXPECT_EQ(organizations.at(key).sectors, want.sectors) << key;
  }
}

TEST(JoinTest, TheRowsOfAPersonNeedNotFollowEachOther) {
  Join join;
  for (const char* mode : {"L", "S"}) {
    JoinPart& part = join.AddPart();
    for (const char* id : {"899900000029", "899900000011", "0A9", "899900000029"}) {
      PersonActivityRow row;
      row.practitioner_id = id;
      row.name = {"NOM", id};
      row.has_activity = true;
      row.activity.mode = {mode, ""};
      part.Add(row);
    }
    part.Close();
  }
  const auto practitioners = Practitioners(join);
  ASSERT_EQ(practitioners.size(), 3u);
  for (const auto& [id, practitioner] : practitioners) {
    EXPECT_THAT(practitioner.names, ElementsAre(PersonName{"NOM", id}));
    ASSERT_EQ(practitioner.activities.size(), 2u) << id;
    EXPECT_EQ(practitioner.activities[0].mode.code, "L");
    EXPECT_EQ(practitioner.activities[1].mode.code, "S");
  }
}

TEST(JoinTest, StopsAtTheSinksError) {
  Join join;
  AddFile<PersonActivityParser>(join, kActivities);
  AddFile<MailboxParser>(join, kMailboxes);
  int calls = 0;
  const auto fail = [&calls](const auto&) {
    ++calls;
    return UnavailableError("disk full");
  };
  EXPECT_EQ(join.EmitPractitioners(fail).message(), "disk full");
  EXPECT_EQ(join.EmitOrganizations(fail).message(), "disk full");
  EXPECT_EQ(join.EmitMailboxes(fail).message(), "disk full");
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace annuaire
