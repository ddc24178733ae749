#include "directory/naming/name_match.h"

#include <gtest/gtest.h>

#include <string>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

TEST(PartsOfTest, ANameHasSoManyWordsAtMost) {
  std::string name;
  for (int i = 0; i < 100'000; ++i) name += std::to_string(i) + " ";
  const NameForms forms = FormsOf({name, name});
  EXPECT_EQ(PartsOf(name).size(), kTermsMax);
  EXPECT_EQ(forms.initials.size(), kTermsMax);
}

TEST(FormsOfTest, CoversCompoundsParticlesAndInitials) {
  const NameForms forms = FormsOf({"DE LA TOUR-DUPRÉ", "Anne-Marie"});
  EXPECT_EQ(forms.family, (std::vector<std::string>{"delatourdupre", "tourdupre", "tour", "latour",
                                                    "delatour", "dupre"}));
  EXPECT_EQ(forms.given, (std::vector<std::string>{"annemarie", "anne", "marie"}));
  EXPECT_EQ(forms.initials, "am");
  EXPECT_EQ(FormsOf({"N'DIAYE", "FRANÇOIS"}).family.front(), "ndiaye");
  EXPECT_TRUE(FormsOf({"", ""}).family.empty());
}

struct Case {
  std::string_view local;
  PersonName holder;
  HolderMatch want;
};

TEST(MatchHolderTest, Table) {
  const PersonName dupont{"DUPONT", "JEAN"};
  const PersonName compound{"DUPONT", "JEAN-MARIE"};
  const PersonName leguen{"LE GUEN", "ANNE-MARIE"};
  const PersonName tour{"DE LA TOUR", "BÉNÉDICTE"};
  const PersonName quistrebert{"QUISTREBERT", "LUC"};
  const std::initializer_list<Case> cases = {
      {"jean.dupont", dupont, HolderMatch::kFull},
      {"dupont.jean", dupont, HolderMatch::kFull},
      {"DUPONT_Jean", dupont, HolderMatch::kFull},
      {"jeandupont", dupont, HolderMatch::kFull},
      {"dupontjean", dupont, HolderMatch::kFull},
      {"jean.dupont2", dupont, HolderMatch::kFull},
      {"dr.jean.dupont.cardio", dupont, HolderMatch::kFull},
      {"drjeandupont", dupont, HolderMatch::kFull},
      {"jean.dupont.pro", dupont, HolderMatch::kFull},
      {"jean-marie.dupont", compound, HolderMatch::kFull},
      {"jeanmarie.dupont", compound, HolderMatch::kFull},
      {"jeanmariedupont", compound, HolderMatch::kFull},
      {"jean.dupont", compound, HolderMatch::kFull},
      {"marie.dupont", compound, HolderMatch::kFull},
      {"annemarie.leguen", leguen, HolderMatch::kFull},
      {"anne-marie.le-guen", leguen, HolderMatch::kFull},
      {"benedicte.delatour", tour, HolderMatch::kFull},
      {"benedicte.tour", tour, HolderMatch::kFull},
      {"benedicte.latour", tour, HolderMatch::kFull},
      {"francois.ndiaye", {"N'DIAYE", "FRANÇOIS"}, HolderMatch::kFull},
      {"ines.dacosta", {"PEREIRA DA COSTA", "INÊS"}, HolderMatch::kFull},
      {"ines.pereira", {"PEREIRA DA COSTA", "INÊS"}, HolderMatch::kFull},
      {"j.dupont", dupont, HolderMatch::kInitial},
      {"jdupont", dupont, HolderMatch::kInitial},
      {"dupont.j", dupont, HolderMatch::kInitial},
      {"jm.dupont", compound, HolderMatch::kInitial},
      {"jmdupont", compound, HolderMatch::kInitial},
      {"am-leguen", leguen, HolderMatch::kInitial},
      {"luc.quistreb", quistrebert, HolderMatch::kShortened},
      {"quistreb-luc", quistrebert, HolderMatch::kShortened},
      {"lquistreb2", quistrebert, HolderMatch::kShortened},
      {"quistreb", quistrebert, HolderMatch::kNone},
      {"luc.quist", quistrebert, HolderMatch::kOtherName},  // too short
      {"luc.quistrebeau", quistrebert, HolderMatch::kOtherName},
      {"luc.martin", {"MARTINEAU", "LUC"}, HolderMatch::kOtherName},  // somebody's name
      {"l.martin", {"MARTINEAU", "LUC"}, HolderMatch::kNone},
      {"dupont", dupont, HolderMatch::kFamilyOnly},
      {"cabinet.dupont", dupont, HolderMatch::kFamilyOnly},
      {"paul.dupont", dupont, HolderMatch::kFamilyOnly},
      {"jean", dupont, HolderMatch::kGivenOnly},
      {"jean2", dupont, HolderMatch::kGivenOnly},
      {"dr.jean", dupont, HolderMatch::kGivenOnly},
      {"jean.d", dupont, HolderMatch::kGivenOnly},
      {"jean.cardio", dupont, HolderMatch::kGivenOnly},
      {"marie.jean", compound, HolderMatch::kGivenOnly},
      {"annemarie", {"DUPONT", "ANNEMARIE"}, HolderMatch::kGivenOnly},
      {"jean.lefebvre", dupont, HolderMatch::kOtherName},
      {"jean.petit", dupont, HolderMatch::kOtherName},
      {"jean.zorglub", dupont, HolderMatch::kOtherName},
      {"jeanne.dupontel", dupont, HolderMatch::kNone},
      {"jeandupontel", dupont, HolderMatch::kOtherName},
      {"cardiologie", dupont, HolderMatch::kNone},
      {"123", dupont, HolderMatch::kNone},
      {"paul", dupont, HolderMatch::kNone}};
  const Evidence evidence;
  const Vocabulary vocabulary({}, "medecin.mssante.fr", evidence);
  for (const auto& [local, holder, want] : cases) {
    Pieces pieces;
    CutIntoPieces(local, vocabulary, pieces);
    EXPECT_EQ(MatchHolder(pieces, FormsOf(holder)), want) << local << " / " << holder.family_name;
  }
}

}  // namespace
}  // namespace annuaire
