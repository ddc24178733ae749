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
