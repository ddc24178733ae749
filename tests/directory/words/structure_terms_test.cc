#include "directory/words/structure_terms.h"

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
           {"CENTRE HOSPITALIER DE NANCY",
            {"centre", "hospitalier", "de", "nancy", "ch", "chnancy", "hhopitalnancy"}},
           {"CH NANCY", {"ch", "nancy", "centre", "hospitalier", "chnancy", "hhopitalnancy"}},
           {"C.H. NANCY",
            {"c", "h", "ch", "nancy", "centre", "hospitalier", "chnancy", "hhopitalnancy"}},
           {"CHRU NANCY",
            {"chru", "nancy", "centre", "hospitalier", "regional", "universitaire", "ch", "chr",
             "chu", "chrunancy", "hhopitalnancy"}},
           {"EHPAD LES LILAS",
            {"ehpad", "les", "lilas", "etablissement", "hebergement", "personnes", "agees",
             "dependantes", "maison", "retraite"}},
           {"Etablissement d'hébergement pour personnes âgées dépendantes Les Lilas",
            {"etablissement", "d", "hebergement", "pour", "personnes", "agees", "dependantes",
             "les", "lilas", "dhebergement", "ehpad"}},
           {"MAISON DE RETRAITE LES LILAS", {"maison", "de", "retraite", "les", "lilas", "ehpad"}},
           {"PHARMACIE A USAGE INTERIEUR", {"pharmacie", "a", "usage", "interieur", "pui", "phie"}},
           {"CENTRE DE SANTE", {"centre", "de", "sante", "cds"}},
           {"MAISON DE SANTE", {"maison", "de", "sante", "msp"}},
           {"CENTRE DE READAPTATION",
            {"centre", "de", "readaptation", "reeducation", "crf", "ssr", "smr"}},
           {"COORDINATION MEDICALE", {"coordination", "medicale", "medco"}},
           {"SOINS DE SUITE", {"soins", "de", "suite", "ssr", "smr"}},
           {"SMR DU LAC",
            {"smr", "du", "lac", "soins", "medicaux", "readaptation", "suite", "ssr"}},
           // Fields under their other names.
           {"IMAGERIE MEDICALE",
            {"imagerie", "medicale", "radiologie", "radio", "scanner", "irm", "echographie",
             "mammographie"}},
           {"URGENCES", {"urgences", "urgence"}},
           {"SAMU", {"samu"}},
           {"LABORATOIRE", {"laboratoire", "labo", "biologie", "analyses", "medicales"}},
           {"ANATOMIE PATHOLOGIQUE",
            {"anatomie", "pathologique", "anapath", "anatomopathologie", "anatomo", "pathologie",
             "acp"}},
           {"CONSULTATION DOULEUR",
            {"consultation", "douleur", "antidouleur", "algologie", "cetd"}},
           {"DIRECTION", {"direction", "directeur", "directrice"}},
           {"INFIRMIER COORDINATEUR",
            {"infirmier", "coordinateur", "coordonnateur", "coordinatrice", "coordonnatrice"}},
           {"CHIRURGIE VISCERALE", {"chirurgie", "viscerale", "digestive", "digestif"}},
           {"HYGIENE HOSPITALIERE", {"hygiene", "hospitaliere", "eoh"}},
           {"SOINS PALLIATIFS", {"soins", "palliatifs", "emsp", "usp"}},
           {"CHIRURGIE ORTHOPEDIQUE", {"chirurgie", "orthopedique", "orthopedie", "traumatologie"}},
           {"MALADIES INFECTIEUSES", {"maladies", "infectieuses", "infectiologie"}},
           {"Saint-Étienne", {"saint", "etienne", "saintetienne", "st"}},
           {"CH D'ST ETIENNE",
            {"ch", "d", "st", "etienne", "dst", "centre", "hospitalier", "saint", "saintetienne",
             "chsaintetienne", "hhopitalsaintetienne"}},
           {"CENTRE HOSPITALIER", {"centre", "hospitalier", "ch"}},
           {"HOPITAL ST LOUIS",
            {"hopital", "st", "louis", "saint", "saintlouis", "hhopitalsaintlouis"}},
           {"SAINTE ANNE", {"sainte", "anne", "ste", "sainteanne"}},
           {"STE ODILE", {"ste", "odile", "sainte", "sainteodile"}},
           // Initials are a word, not the beginning of one; an apostrophe glues no letters.
           {"CHABLAIS", {"chablais"}},
           {"MAISON L D'ARC", {"maison", "l", "d", "arc", "darc"}}}) {
    EXPECT_THAT(StructureTerms(c.name), UnorderedElementsAreArray(c.want)) << c.name;
  }
}

TEST(StructureTermsTest, TellsKindsOfStructures) {
  for (const char* const kind : {"hopital", "clinique", "ehpad", "mas", "chu"}) {
    EXPECT_TRUE(IsStructureKind(kind)) << kind;
  }
  // Its owner's name stands beside it; the beginning of a kind; a name.
  for (const char* const other : {"", "pharmacie", "cabinet", "clin", "martin"}) {
    EXPECT_FALSE(IsStructureKind(other)) << other;
  }
}

TEST(StructureTermsTest, AHospitalIsFoundByItsDomain) {
  struct Case {
    const char* domain;
    std::vector<std::string> want;
  };
  for (const Case& c : std::vector<Case>{
           {"", {}},
           {"medecin.mssante.fr", {"medecin"}},
           {"ch-nancy.aura.mssante.fr", {"ch", "nancy", "chnancy", "hhopitalnancy", "aura"}},
           {"chu-nancy-nancy-2.mssante.fr",
            {"chu", "nancy", "2", "chunancynancy2", "chunancy", "hhopitalnancy"}},
           {"ch-saint-die.mssante.fr", {"ch", "saint", "die", "chsaintdie", "hhopitalsaintdie"}},
           {"hopital-nancy.mssante.fr", {"hopital", "nancy", "hopitalnancy", "hhopitalnancy"}},
           // Where the initials end is not told.
           {"chunancy.mssante.fr", {"chunancy", "hhopitalnancy", "hhopitalunancy"}},
           {"chlac.mssante.fr", {"chlac", "hhopitallac"}},
           {"chac.mssante.fr", {"chac"}}}) {
    EXPECT_THAT(DomainTerms(c.domain), UnorderedElementsAreArray(c.want)) << c.domain;
  }
}

TEST(StructureTermsTest, TellsWhatIsSpeltOut) {
  struct Case {
    std::vector<std::string> typed;
    const char* letters;
    std::size_t words;
  };
  for (const Case& c : std::vector<Case>{{{"centre", "hospitalier"}, "ch", 2},
                                         {{"centre", "hospitalier", "nancy"}, "ch", 2},
                                         {{"centre", "hospitalier", "universitaire"}, "chu", 3},
                                         {{"centre", "hospitalier", "univ"}, "chu", 3},
                                         {{"centre", "hospitalier", "uni"}, "ch", 2},
                                         {{"centre", "hosp"}, "ch", 2},
                                         {{"centre", "hosp", "nancy"}, "", 0},
                                         {{"centre", "15", "nancy"}, "samu", 2},
                                         {{"samu", "15"}, "samu", 2},
                                         {{"salle", "naissance", "nancy"}, "maternite", 2},
                                         {{"assistante", "sociale"}, "social", 2},
                                         {{"centre", "medico"}, "", 0},
                                         {{"hospitalier", "centre"}, "", 0},
                                         {{"centre"}, "", 0}}) {
    const SpeltInitials spelt = InitialsSpeltBy(c.typed);
    EXPECT_EQ(spelt.letters, c.letters) << c.typed.back();
    EXPECT_EQ(spelt.words, c.words) << c.typed.back();
  }
}

}  // namespace
}  // namespace annuaire
