#include "indexer/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

namespace annuaire::indexer {
namespace {

constexpr std::string_view kHospital = "990000018";
constexpr std::string_view kClosed = "990000026";
constexpr std::string_view kHome = "990000034";          // personal mailboxes only
constexpr std::string_view kCompany = "99999999900010";  // a SIRET nobody practises at
constexpr std::string_view kPractice = "99999999900028";

Mailbox MakeMailbox(std::string_view address, std::string_view type) {
  Mailbox mailbox;
  mailbox.folded_address = address;
  mailbox.spellings = {address};
  mailbox.type_code = type;
  return mailbox;
}

Attachment MakeAttachment(std::string_view holder, const PersonName& name,
                          std::string_view structure, std::string_view service = {}) {
  Attachment attachment;
  attachment.practitioner_id = holder;
  attachment.name = name;
  attachment.organization_key = structure;
  attachment.service = service;
  return attachment;
}

Organization MakeOrganization(std::string_view key, std::string_view name,
                              OpenState state = OpenState::kUnknown) {
  Organization organization;
  organization.key = key;
  organization.state = state;
  organization.legal_names = {name};
  return organization;
}

Practitioner MakePractitioner(std::string_view id, const PersonName& name,
                              const std::vector<std::string_view>& structures) {
  Practitioner practitioner;
  practitioner.id = id;
  practitioner.names = {name};
  for (const std::string_view structure : structures) {
    practitioner.activities.emplace_back().organization_key = structure;
  }
  return practitioner;
}

Domain MakeDomain(std::string_view name, std::string_view operator_name) {
  Domain domain;
  domain.name = name;
  domain.registrations.resize(2);
  domain.registrations[1].operator_name = operator_name;
  return domain;
}

const PersonName kMerle{"MERLE-DUBARDOU", "Sophie"};
const PersonName kTorval{"TORVALETTE", "Jean"};
const PersonName kGone{"PARTIRENC", "Luc"};

// "PER-01:1 PER-03:3", in the order of the remarks; "" without a verdict.
std::string RemarksOf(const Verdicts& all, std::string_view address) {
  std::string text;
  for (const Verdict& verdict : all.verdicts) {
    if (verdict.folded_address != address) continue;
    for (const Remark& remark : verdict.remarks) {
      if (!text.empty()) text += ' ';
      text += std::string(remark.rule_id) + ':' + std::to_string(remark.severity);
    }
  }
  return text;
}

Attachment Described(std::string_view structure, std::string_view description) {
  Attachment attachment = MakeAttachment("", {}, structure);
  attachment.description = description;
  return attachment;
}

struct Case {
  const char* address;
  const char* type;
  std::vector<Attachment> attachments;
  const char* remarks;  // with every file at hand
  const char* remarks_of_mailbox_file_alone;
};

// By address, as a join gives them.
const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      {"accueil@chv.mssante.fr", "ORG", {MakeAttachment("", {}, "")}, "ORG-03:2", "ORG-03:2"},
      {"accueil@company.mssante.fr",
       "ORG",
       {MakeAttachment("", {}, kCompany)},
       "DOM-02:2 STR-02:2",
       ""},
      {"accueil@fermee.chv.mssante.fr",
       "ORG",
       {MakeAttachment("", {}, kClosed)},
       "DOM-02:2 STR-01:2",
       ""},
      {"dr.torvalette@chv.mssante.fr",
       "ORG",
       {MakeAttachment("", {}, kHospital)},
       "ORG-01:3",
       "ORG-01:3"},
      {"jean.torvalette@exemple.fr",
       "PER",
       {MakeAttachment("899700000013", kTorval, "")},
       "DOM-01:3",
       "DOM-01:3"},
      {"luc.partirenc@chv.mssante.fr",
       "PER",
       {MakeAttachment("899700000039", kGone, "")},
       "PER-03:3",
       ""},
      {"luc.partirenc@medecin.mssante.fr",  // a number the extract never holds
       "PER",
       {MakeAttachment("399700000039", kGone, "")},
       "DOM-02:2",
       ""},
      {"partages@chv.mssante.fr",
       "PER",
       {MakeAttachment("899700000013", kTorval, kHospital),
        MakeAttachment("899700000021", kMerle, kHospital)},
       "PER-02:3",
       "PER-02:3"},
      {"radiologie@chv.mssante.fr",
       "ORG",
       {MakeAttachment("", {}, kHospital, "RADIOLOGIE"),
        MakeAttachment("", {}, kHospital, "BOITE DU DR SOPHIE MERLE-DUBARDOU")},
       "ORG-02:3",
       "ORG-02:3"},
      {"secretariat@chv.mssante.fr", "ORG", {MakeAttachment("", {}, kHospital)}, "", ""},
      {"secretariat2@chv.mssante.fr",
       "ORG",
       {Described(kHospital, "Secrétariat de radiologie"),
        Described(kHospital, "Secrétariat du Dr Sophie MERLE-DUBARDOU")},
       "ORG-02:3",
       "ORG-02:3"},
      {"smerledubardou@chv.mssante.fr",
       "PER",
       {MakeAttachment("899700000021", kMerle, kHospital),
        MakeAttachment("899700000021", kMerle, "")},
       "PER-01:1",
       "PER-01:1"},
      {"sophie..merle@chv.mssante.fr",
       "PER",
       {MakeAttachment("899700000021", kMerle, "")},
       "SYN-01:3",
       "SYN-01:3"},
      {"sophie.merle-dubardou@chv.mssante.fr",  // the first of its structure
       "PER",
       {MakeAttachment("899700000021", kMerle, kHome)},
       "STR-03:1",
       "STR-03:1"},
      {"sophie.merle-dubardou@pro.mssante.fr",
       "PER",
       {MakeAttachment("899700000021", kMerle, kHome)},
       "DOM-02:2",
       ""},
      {"sophie.merle-dubardou@zz.mssante.fr",  // a practice has no services
       "PER",
       {MakeAttachment("899700000021", kMerle, kPractice)},
       "DOM-02:2",
       ""},
      {"zoe.idelle@chv.mssante.fr",
       "PER",
       {MakeAttachment("899700000047", {"IDELLE", "Zoé"}, "")},
       "PER-03:2",
       ""},
      {"zz.sans.rien@chv.mssante.fr", "PER", {MakeAttachment("", {}, "")}, "", ""},
      {"zzz@chv.mssante.fr", "", {}, "", ""},
  };
  return cases;
}

Verdicts JudgeCases(const JudgeSources& sources) {
  JudgeNotes notes(sources);
  for (const Case& c : Cases()) {
    Mailbox mailbox = MakeMailbox(c.address, c.type);
    mailbox.attachments = c.attachments;
    notes.Add(mailbox);
  }
  notes.Add(MakeOrganization(kHospital, "CENTRE HOSPITALIER DE VILLEBELLE", OpenState::kOpen));
  notes.Add(MakeOrganization("990000001", "SANS BOITE"));
  if (sources.persons) {
    notes.Add(MakeOrganization(kClosed, "CLINIQUE FERMEE", OpenState::kClosed));
    PractitionerBatch people;
    people.Add(MakePractitioner("899700000013", kTorval, {kHospital, kHospital, "990000001"}));
    people.Add(MakePractitioner("899700000021", kMerle, {"990000001"}));
    people.Add(MakePractitioner("899700000047", {"IDELLE", "Zoé"}, {}));
    people.ForEach([&notes](const PractitionerBatch::One& one) { notes.Add(one); });
  }
  if (sources.white_list) notes.Add(MakeDomain("chv.mssante.fr", "OPERATEUR FICTIF"));
  notes.Seal();
  return JudgeAll(notes, {}, 1);
}

TEST(JudgeTest, SaysWhatEveryFileTogetherShows) {
  const Verdicts all = JudgeCases({.persons = true, .white_list = true});
  for (const Case& c : Cases()) EXPECT_EQ(RemarksOf(all, c.address), c.remarks) << c.address;
}

TEST(JudgeTest, WhatNoFileTellsIsNotHeldAgainstAnybody) {
  const Verdicts all = JudgeCases({});
  for (const Case& c : Cases()) {
    EXPECT_EQ(RemarksOf(all, c.address), c.remarks_of_mailbox_file_alone) << c.address;
  }
}

TEST(JudgeTest, NamesTheOperatorOfTheNearestListedParent) {
  const Verdicts all = JudgeCases({.persons = true, .white_list = true});
  for (const Verdict& verdict : all.verdicts) {
    if (verdict.remarks.front().rule_id != "DOM-02") continue;
    const bool has_parent = verdict.folded_address == "accueil@fermee.chv.mssante.fr";
    EXPECT_EQ(verdict.remarks.front().message_en.find("OPERATEUR FICTIF") != std::string_view::npos,
              has_parent)
        << verdict.folded_address;
  }
}

TEST(JudgeTest, CountsMailboxesBySeverityAndRemarksByRule) {
  const VerdictCounts counts = JudgeCases({}).counts;
  EXPECT_EQ(counts.violation, 6u);
  EXPECT_EQ(counts.suspect, 1u);
  EXPECT_EQ(counts.info, 2u);
  EXPECT_THAT(counts.remarks_by_rule,
              testing::ElementsAre(testing::Pair("DOM-01", 1), testing::Pair("ORG-01", 1),
                                   testing::Pair("ORG-02", 2), testing::Pair("ORG-03", 1),
                                   testing::Pair("PER-01", 1), testing::Pair("PER-02", 1),
                                   testing::Pair("STR-03", 1), testing::Pair("SYN-01", 1)));
}

TEST(JudgeTest, NothingToJudge) {
  JudgeNotes notes({});
  notes.Seal();
  EXPECT_TRUE(JudgeAll(notes, {}, 2).verdicts.empty());
}

// More structures and mailboxes than are kept or handed out at once: each
// mailbox bears the name of the one professional of its structure.
TEST(JudgeTest, AnyNumberOfThreadsGivesTheSameVerdictsByAddress) {
  constexpr std::size_t kCount = 5000;
  std::deque<std::string> texts;
  const auto keep = [&](std::string text) { return std::string_view(texts.emplace_back(text)); };
  const auto letters = [](std::size_t n) {
    std::string text;
    for (int i = 0; i < 4; ++i, n /= 20) text += "bcdfghjklmnpqrstvwxz"[n % 20];
    return text;
  };
  JudgeNotes notes({.persons = true});
  PractitionerBatch people;
  std::vector<Organization> organizations;
  for (std::size_t i = 0; i < kCount; ++i) {
    const std::string number = std::to_string(100000 + i);
    // Neighbours by address stand far apart by structure.
    const std::string_view structure = keep("990" + std::to_string(100000 + i * 7919 % kCount));
    const std::string_view family = keep("zorbe" + letters(i * 7919 % kCount));
    Mailbox mailbox =
        MakeMailbox(keep("a" + number + ".dr." + std::string(family) + "@h.mssante.fr"), "ORG");
    mailbox.attachments = {MakeAttachment("", {}, structure)};
    notes.Add(mailbox);
    people.Add(MakePractitioner("899700000013", {family, "Ada"}, {structure}));
    organizations.push_back(MakeOrganization(structure, "CLINIQUE"));
  }
  for (const Organization& one : organizations) notes.Add(one);
  people.ForEach([&notes](const PractitionerBatch::One& one) { notes.Add(one); });
  notes.Seal();
  for (const unsigned threads : {1u, 2u, 5u}) {
    const Verdicts all = JudgeAll(notes, {}, threads);
    ASSERT_EQ(all.verdicts.size(), kCount);
    EXPECT_EQ(all.counts.violation, kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
      const Verdict& verdict = all.verdicts[i];
      ASSERT_EQ(verdict.folded_address, notes.mailboxes()[i].folded_address);
      ASSERT_EQ(verdict.remarks.size(), 1u);
      EXPECT_EQ(verdict.remarks[0].basis, "staff");
      ASSERT_EQ(verdict.remarks[0].tokens.size(), 1u);
      EXPECT_NE(verdict.folded_address.find(verdict.remarks[0].tokens[0]), std::string_view::npos);
    }
  }
}

}  // namespace
}  // namespace annuaire::indexer
