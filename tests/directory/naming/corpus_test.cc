// The naming rules against whole files: published cases, real domains that look
// like people, and the labelled sets with the precision and recall they must keep.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "directory/naming/checker.h"
#include "tests/directory/naming/labelled_mailbox.h"

namespace annuaire {
namespace {

const std::string kFolder = ANNUAIRE_SOURCE_DIR "/tests/data/naming/";

std::vector<std::string> Lines(const std::string& name) {
  std::ifstream file(kFolder + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
  return fields;
}

TEST(CorpusTest, PublishedCasesGetTheirVerdict) {
  std::size_t cases = 0;
  for (const auto& line : Lines("naming_cases.tsv")) {
    const auto fields = Fields(line);
    ASSERT_GE(fields.size(), 6u) << line;
    const std::string &type = fields[0], &address = fields[1], &who = fields[2];
    std::vector<HolderFacts> holders;
    StructureFacts structure_facts;
    const auto slash = who.find('/');
    if (who.find("2 RPPS") != std::string::npos) {
      holders.resize(2);
      holders[0].national_id = "899700000013";
      holders[1].national_id = "899700000021";
    } else if (who.find("absent") != std::string::npos) {
      holders.resize(1);
      holders[0].state = HolderState::kAbsent;
    } else if (type == "PER" && slash != std::string::npos) {
      holders.resize(1);
      holders[0].name = {std::string_view(who).substr(0, slash),
                         std::string_view(who).substr(slash + 1)};
    } else if (who != "-") {
      structure_facts.names = {who};
    }
    const StructureContext structure(structure_facts);
    const StructureContext* const structures[] = {&structure};
    MailboxFacts facts;
    facts.type = MailboxTypeOf(type);
    facts.address = address;
    facts.holders = holders;
    facts.structures = structures;
    if (fields[3] != "-") facts.description = fields[3];
    const Judgement judgement = Checker().Check(facts, Evidence{});
    EXPECT_EQ(ToString(judgement.verdict), fields[4]) << line;
    if (fields[5] != "-") {
      EXPECT_EQ(ToString(SeverityOf(judgement, fields[5])), fields[4]) << line;
    }
    ++cases;
  }
  EXPECT_EQ(cases, 38u);
}

Judgement CheckOrganizational(const std::string& address, const std::vector<std::string>& names) {
  StructureFacts structure_facts;
  structure_facts.names.assign(names.begin(), names.end());
  const StructureContext structure(structure_facts);
  const StructureContext* const structures[] = {&structure};
  MailboxFacts facts;
  facts.type = MailboxType::kOrganizational;
  facts.address = address;
  facts.structures = structures;
  return Checker().Check(facts, Evidence{});
}

// Every way in which a structure could put its own name before the '@'.
TEST(CorpusTest, StructuresNamedLikePeopleAreNeverAccused) {
  for (const auto& domain : Lines("personlike_domains.txt")) {
    std::string words = domain.substr(0, domain.find(".mssante.fr"));
    for (char& c : words) c = c == '-' || c == '.' ? ' ' : c;
    std::vector<std::string> locals = {words};
    for (const char joint : {'.', '-', '_'}) {
      locals.push_back(words);
      for (char& c : locals.back()) c = c == ' ' ? joint : c;
    }
    locals.erase(locals.begin());
    std::string glued = words;
    std::erase(glued, ' ');
    locals.push_back(glued);
    locals.push_back("secretariat." + glued);
    for (const auto& local : locals) {
      const Judgement own = CheckOrganizational(local + "@" + domain, {words});
      EXPECT_LE(own.verdict, Severity::kInfo) << local << '@' << domain;
      const Judgement by_domain = CheckOrganizational(local + "@" + domain, {});
      EXPECT_LT(by_domain.verdict, Severity::kViolation) << local << '@' << domain;
      const Judgement by_name = CheckOrganizational(local + "@aura.mssante.fr", {words});
      EXPECT_LT(by_name.verdict, Severity::kViolation) << local << " of " << words;
    }
  }
}

TEST(CorpusTest, WordsOfTheLexiconAccuseNobody) {
  for (const auto& line : Lines("lexicon_service_function.txt")) {
    if (line.front() == '[') continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      const Judgement judgement = CheckOrganizational(word + "@ch-troispics.mssante.fr", {});
      EXPECT_LT(judgement.verdict, Severity::kSuspect) << word;
    }
  }
}

struct SetFloors {
  std::string file;
  double recall = 0.97;
  int false_suspects_max = 2;
  int false_violations_max = 0;
};

class LabelledSetTest : public testing::TestWithParam<SetFloors> {};

TEST_P(LabelledSetTest, KeepsItsPrecisionAndRecall) {
  const SetFloors& floors = GetParam();
  const auto mailboxes = LoadLabelled(kFolder + floors.file);
  ASSERT_TRUE(mailboxes.ok()) << mailboxes.status().ToString();
  int violations = 0, people = 0, found = 0, false_suspects = 0;
  std::string accused;
  int false_violations = 0;
  const Evidence evidence;
  for (const auto& mailbox : *mailboxes) {
    if (mailbox.type != "ORG") continue;
    const bool person = mailbox.label == "person";
    const Severity severity = SeverityOf(Judge(mailbox, evidence), "ORG-01");
    people += person ? 1 : 0;
    found += person && severity >= Severity::kSuspect ? 1 : 0;
    false_suspects += !person && severity >= Severity::kSuspect ? 1 : 0;
    if (severity != Severity::kViolation) continue;
    ++violations;
    if (person) continue;
    ++false_violations;
    accused += ' ' + mailbox.address;
  }
  EXPECT_GE(violations, 16);
  EXPECT_LE(false_violations, floors.false_violations_max) << "false accusations:" << accused;
  EXPECT_GE(found, people * floors.recall);
  EXPECT_LE(false_suspects, floors.false_suspects_max);
}

// The fourth set plants a colleague of that name beside wards, towns and saints. Its one
// violation is disputed: see tests/data/naming/README.md.
INSTANTIATE_TEST_SUITE_P(AllSets, LabelledSetTest,
                         testing::Values(SetFloors{"development.tsv"}, SetFloors{"test.tsv"},
                                         SetFloors{"second_test.tsv"}, SetFloors{"third_test.tsv"},
                                         SetFloors{"fourth_test.tsv", 0.974, 24, 1}),
                         [](const auto& one) {
                           return one.param.file.substr(0, one.param.file.find('.'));
                         });

}  // namespace
}  // namespace annuaire
