#include "directory/record/code_list.h"

#include <gtest/gtest.h>

#include "directory/record/registration.h"

namespace annuaire {
namespace {

TEST(CodeListTest, Labels) {
  struct Case {
    CodeList list;
    std::string_view code;
    std::string_view want;
  };
  const Case cases[] = {
      {CodeList::kProfession, "10", "Médecin"},
      {CodeList::kProfession, "93", "Psychologue"},
      {CodeList::kProfession, "00", ""},
      {CodeList::kProfessionCategory, "E", "Etudiant"},
      {CodeList::kExerciseMode, "S", "Salarié"},
      {CodeList::kSkillType, "CAPA", "Capacité"},
      {CodeList::kSkillType, "SH", ""},
      {CodeList::kSkill, "SI01",
       "Exercice infirmier en pratique avancée pathologies chroniques stabilisées (SI)"},
      {CodeList::kPharmacistSection, "A", "Titulaire d'officine"},
      {CodeList::kGenre, "GENR01", "Activité de soin/pharmacie"},
      {CodeList::kRole, "FON-01", "Titulaire de cabinet"},
      {CodeList::kRole, "FON-AU", "Fonction non définie"},
      {CodeList::kSector, "SA33", "Pharmacie d'officine"},
      {CodeList::kMailboxType, "CAB", "Boîte cabinet"},
      {CodeList::kStructureIdType, "1", "FINESS"},
      {CodeList::kEstablishmentCategory, "355", "Centre Hospitalier (C.H.)"},
      {CodeList::kEstablishmentCategory, "620", "Pharmacie d'Officine"},
      {CodeList::kEstablishmentCategory, "", ""},
      {CodeList::kEstablishmentCategory, "999", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(LabelOf(c.list, c.code), c.want) << c.code;
}

TEST(CodeListTest, EveryListIsSortedAndLabelled) {
  for (int i = 0; i <= static_cast<int>(CodeList::kEstablishmentCategory); ++i) {
    const auto labels = Labels(static_cast<CodeList>(i));
    ASSERT_FALSE(labels.empty()) << i;
    for (std::size_t k = 0; k < labels.size(); ++k) {
      EXPECT_FALSE(labels[k].label.empty()) << labels[k].code;
      if (k > 0) {
        EXPECT_LT(labels[k - 1].code, labels[k].code);
      }
    }
  }
  EXPECT_EQ(Labels(CodeList::kSkill).size(), 270u);
}

TEST(RegistrationTest, Table) {
  struct Case {
    std::string_view code;
    RegistrationDuty duty;
    std::string_view portal;
  };
  const Case cases[] = {
      {"10", RegistrationDuty::kCompulsory, ""},
      {"60", RegistrationDuty::kCompulsory, "espace-membres.ordre-infirmiers.fr"},
      {"93", RegistrationDuty::kCompulsory, "EPARS"},
      {"35", RegistrationDuty::kOptional, "RPPS+"},
      {"36", RegistrationDuty::kUnknown, ""},
      {"", RegistrationDuty::kUnknown, ""},
  };
  for (const Case& c : cases) {
    const Registration registration = RegistrationOf(c.code);
    EXPECT_EQ(registration.duty, c.duty) << c.code;
    EXPECT_EQ(registration.portal, c.portal) << c.code;
  }
  EXPECT_EQ(RegistrationOf("10").authority, "Ordre des médecins");
}

TEST(ProfessionTableTest, EveryProfessionHasOne) {
  for (const CodeLabel& profession : Labels(CodeList::kProfession)) {
    EXPECT_FALSE(ProfessionTableOf(profession.code).name.empty()) << profession.code;
  }
  EXPECT_EQ(ProfessionTableOf("10").category, "profession de santé");
  EXPECT_EQ(ProfessionTableOf("41").name, "TRE_R94-ProfessionSocial");
  EXPECT_EQ(ProfessionTableOf("93").name, "TRE_R95-UsagerTitre");
  EXPECT_EQ(ProfessionTableOf("99").name, "TRE_R291-AutreProfession");
  EXPECT_EQ(ProfessionTableOf("00").name, "");
}

}  // namespace
}  // namespace annuaire
