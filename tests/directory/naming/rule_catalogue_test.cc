#include "directory/naming/rule_catalogue.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace annuaire {
namespace {

TEST(RuleCatalogueTest, EveryRuleIsCompleteAndNumberedOnce) {
  std::set<std::string_view> ids;
  for (const Rule& rule : Rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    ASSERT_EQ(rule.id.size(), 6u) << rule.id;
    EXPECT_EQ(rule.id[3], '-') << rule.id;
    for (const auto text : {rule.text_fr, rule.text_en, rule.remedy_fr, rule.remedy_en, rule.source,
                            rule.source_date}) {
      EXPECT_FALSE(text.empty()) << rule.id;
      EXPECT_EQ(text.find('|'), std::string_view::npos) << rule.id << ": breaks the README's table";
    }
    EXPECT_NE(rule.severity, Severity::kOk) << rule.id;
    EXPECT_EQ(FindRule(rule.id), &rule);
  }
  for (const auto family : {"SYN", "DOM", "PER", "ORG", "APP", "CAB", "PAT", "STR"}) {
    EXPECT_TRUE(ids.contains(std::string(family) + "-01")) << family;
  }
}

TEST(RuleCatalogueTest, ARemedyGoesAsFarAsTheFindingIsSure) {
  struct Case {
    std::string_view rule;
    Severity severity;
    std::string_view fr;
    std::string_view en;
  };
  for (const auto& [rule, severity, fr, en] : std::initializer_list<Case>{
           {"ORG-02", Severity::kViolation,
            "Faire corriger le libellé par l'opérateur ; l'adresse peut rester.",
            "Have the operator correct the wording; the address may stay."},
           {"ORG-02", Severity::kSuspect,
            "Vérifier d'abord ; si c'est exact, faire corriger le libellé par l'opérateur ; "
            "l'adresse peut rester.",
            "Verify first; if it is so, have the operator correct the wording; the address may "
            "stay."},
           {"ORG-01", Severity::kInfo, "", ""},
           {"DOM-01", Severity::kInfo, "", ""},
           {"PER-01", Severity::kSuspect,
            "Vérifier le titulaire ; pour une boîte de service, demander le type ORG.",
            "Check the holder; for a service mailbox ask for type ORG."},
           {"PER-01", Severity::kInfo, "", ""},
           {"CAB-01", Severity::kInfo, "Vérifier que le praticien nommé exerce encore au cabinet.",
            "Check that the practitioner named still works in the practice."}}) {
    EXPECT_EQ(RemedyFr(*FindRule(rule), severity), fr) << rule;
    EXPECT_EQ(RemedyEn(*FindRule(rule), severity), en) << rule;
  }
  for (const Rule& rule : Rules()) {
    for (const std::string_view remedy : {rule.remedy_fr, rule.remedy_en}) {
      EXPECT_TRUE(remedy[0] >= 'A' && remedy[0] <= 'Z') << rule.id << ": begins with no letter";
    }
  }
}

TEST(RuleCatalogueTest, RulesAndFamiliesAreFoundInAnyCase) {
  struct Case {
    std::string_view typed;
    std::string_view rule;  // of FindRule()
    std::string_view name;  // of FindRuleOrFamily()
  };
  for (const auto& [typed, rule, name] : std::initializer_list<Case>{{"ORG-01", "ORG-01", "ORG-01"},
                                                                     {"org-01", "ORG-01", "ORG-01"},
                                                                     {"Org-01", "ORG-01", "ORG-01"},
                                                                     {"per", "", "PER"},
                                                                     {"ORG", "", "ORG"},
                                                                     {"ORG-", "", ""},
                                                                     {"ORG-99", "", ""},
                                                                     {"ORG\r01", "", ""},
                                                                     {"", "", ""}}) {
    const Rule* found = FindRule(typed);
    EXPECT_EQ(found == nullptr ? std::string_view() : found->id, rule) << typed;
    EXPECT_EQ(FindRuleOrFamily(typed), name) << typed;
  }
}

std::string Table() {
  std::ostringstream table;
  for (const Rule& rule : Rules()) {
    table << "### " << rule.id << " (" << ToString(rule.severity) << ")\n\n"
          << rule.text_fr << "\n*" << rule.text_en << "*\n\n"
          << "Que faire : " << rule.remedy_fr << "\n*What to do: " << rule.remedy_en << "*\n\n"
          << "Source : " << rule.source << ", " << rule.source_date << ".\n\n";
  }
  return table.str();
}

TEST(RuleCatalogueTest, ReadmeHoldsTheCatalogue) {
  std::ifstream file(ANNUAIRE_SOURCE_DIR "/directory/naming/README.md");
  std::stringstream readme;
  readme << file.rdbuf();
  EXPECT_NE(readme.str().find(Table()), std::string::npos)
      << "replace the rules of directory/naming/README.md by:\n"
      << Table();
}

}  // namespace
}  // namespace annuaire
