#include "directory/words/given_name_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(GivenNameTermsTest, CompoundNamesAreFoundByTheirInitials) {
  using ::testing::ElementsAre;
  using ::testing::ElementsAreArray;
  struct Case {
    const char* name;
    std::vector<std::string> want;
  };
  for (const Case& c :
       std::vector<Case>{{"", {}},
                         {"JEAN", {"jean"}},
                         {"Jean-Pierre", {"jean", "pierre", "jeanpierre", "jp"}},
                         {"JEAN PIERRE", {"jean", "pierre", "jeanpierre", "jp"}},
                         {"Marie-Claude", {"marie", "claude", "marieclaude", "mc"}},
                         {"Jean-Noël", {"jean", "noel", "jeannoel", "jn"}},
                         {"Jean-Yves", {"jean", "yves", "jeanyves", "jy"}},
                         // Names begin like that.
                         {"Marie-Yvonne", {"marie", "yvonne", "marieyvonne"}},
                         {"Yves-Noël", {"yves", "noel", "yvesnoel"}},
                         {"Marie-Anne", {"marie", "anne", "marieanne"}},
                         {"Charles-Henri", {"charles", "henri", "charleshenri"}},
                         {"Anne-Marie", {"anne", "marie", "annemarie"}},
                         // Three words have no usual initials.
                         {"Jean Pierre Paul", {"jean", "pierre", "paul", "jeanpierrepaul"}},
                         {"N'Golo", {"ngolo", "n", "golo"}}}) {
    EXPECT_THAT(GivenNameTerms(c.name), ElementsAreArray(c.want)) << c.name;
  }
}

}  // namespace
}  // namespace annuaire
