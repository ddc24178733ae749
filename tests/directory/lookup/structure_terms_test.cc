#include "directory/lookup/structure_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

using ::testing::UnorderedElementsAreArray;

TEST(StructureTermsTest, KnowsUsualInitials) {
  struct Case {
    const char* name;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"", {}},
           {"CLINIQUE DES TROIS PICS", {"clinique", "des", "trois", "pics"}},
           {"CENTRE HOSPITALIER DE NANCY", {"centre", "hospitalier", "de", "nancy", "ch"}},
           {"CH NANCY", {"ch", "nancy", "centre", "hospitalier"}},
           {"C.H. NANCY", {"c", "h", "ch", "nancy", "centre", "hospitalier"}},
           {"CHRU NANCY",
            {"chru", "nancy", "centre", "hospitalier", "regional", "universitaire", "ch", "chr",
             "chu"}},
           {"EHPAD LES LILAS",
            {"ehpad", "les", "lilas", "etablissement", "hebergement", "personnes", "agees",
             "dependantes"}},
           {"Etablissement d'hébergement pour personnes âgées dépendantes Les Lilas",
            {"etablissement", "d", "hebergement", "pour", "personnes", "agees", "dependantes",
             "les", "lilas", "dhebergement", "ehpad"}},
           {"Saint-Étienne", {"saint", "etienne", "saintetienne", "st"}},
           {"STE ODILE", {"ste", "odile", "sainte"}},
           // Initials are a word, not the beginning of one; an apostrophe glues no letters.
           {"CHABLAIS", {"chablais"}},
           {"MAISON L D'ARC", {"maison", "l", "d", "arc", "darc"}}}) {
    EXPECT_THAT(StructureTerms(c.name), UnorderedElementsAreArray(c.want)) << c.name;
  }
}

}  // namespace
}  // namespace annuaire
