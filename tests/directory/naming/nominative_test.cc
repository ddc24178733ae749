#include "directory/naming/nominative.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire {
namespace {

struct Case {
  std::string_view text;
  Severity want;
  NameForm form = NameForm::kNone;
};

// The structure of every case below, and its people.
class NominativeTest : public testing::Test {
 protected:
  static StructureFacts Facts() {
    StructureFacts facts;
    facts.names = {"CENTRE HOSPITALIER ANDRÉ VÉTAN", "CH SAINT MARTIN"};
    facts.places = {"VALLON CEDEX", "12 AVENUE HENRI GUILLARD"};
    facts.staff = {{"DUPONT", "JEAN"},   {"MARTIN", "SOPHIE"},    {"LE GUEN", "ANNE-MARIE"},
                   {"LILLE", "ANNE"},    {"QUISTREBERT", "LUC"},  {"VÉTAN", "ANDRÉ"},
                   {"PASTEUR", "LOUIS"}, {"HADDAD-ROY", "KARIM"}, {"ROSE", "PRUNE"}};
    return facts;
  }

  void Expect(std::initializer_list<Case> cases, const Evidence& evidence, TextKind kind,
              bool with_structure) {
    const StructureContext structure(Facts());
    const std::vector<const StructureContext*> structures =
        with_structure ? std::vector<const StructureContext*>{&structure}
                       : std::vector<const StructureContext*>{};
    const Vocabulary vocabulary(structures, "aura.mssante.fr", evidence);
    for (const auto& [text, want, form] : cases) {
      const PersonFound found = FindPerson(text, vocabulary, kind);
      EXPECT_EQ(ToString(found.severity), ToString(want)) << text;
      if (form != NameForm::kNone) {
        EXPECT_EQ(found.form, form) << text;
      }
      EXPECT_EQ(found.tokens.empty(), found.severity == Severity::kOk) << text;
    }
  }
};

using enum Severity;

TEST_F(NominativeTest, LooksForTheStructuresPeople) {
  Expect({{"jean.dupont", kViolation, NameForm::kGivenAndFamily},
          {"dupont.jean.cardio", kViolation, NameForm::kGivenAndFamily},
          {"jeandupont", kViolation, NameForm::kGivenAndFamily},
          {"drhaddadkarim", kViolation, NameForm::kGivenAndFamily},
          {"j.dupont", kViolation, NameForm::kInitialAndFamily},
          {"jdupont", kViolation, NameForm::kInitialAndFamily},
          {"am.le-guen", kViolation, NameForm::kInitialAndFamily},
          {"annemarie.leguen", kViolation, NameForm::kGivenAndFamily},
          {"luc.quistrebert", kViolation, NameForm::kGivenAndFamily},
          {"haddad.karim", kViolation, NameForm::kGivenAndFamily},
          {"secretariat.dr.dupont", kViolation, NameForm::kTitleAndName},
          {"drdupont", kViolation, NameForm::kTitleAndName},
          {"secretariat.dupont", kSuspect, NameForm::kFamilyAlone},
          {"quistrebert", kSuspect, NameForm::kFamilyAlone},
          {"sophie.martin", kViolation, NameForm::kGivenAndFamily},
          {"s.martin", kSuspect, NameForm::kInitialAndFamily},  // the structure is called so
          {"saint.martin", kOk},
          {"dr.martin", kSuspect, NameForm::kTitleAndName},
          {"jean.saint.martin", kOk},
          {"st-martin.urgences", kOk},
          {"anne.lille", kViolation, NameForm::kGivenAndFamily},
          {"lille", kOk},
          {"rose", kOk},
          {"pavillon.dupont", kInfo, NameForm::kFamilyAlone},
          {"pavillon.jean.dupont", kSuspect, NameForm::kGivenAndFamily},
          {"pharmacie.dupont", kInfo, NameForm::kFamilyAlone},
          {"louis.pasteur", kSuspect, NameForm::kGivenAndFamily}},
         Evidence{}, TextKind::kLocalPart, true);
}

TEST_F(NominativeTest, LetsTheStructureBearItsOwnName) {
  Expect({{"andre.vetan", kInfo, NameForm::kGivenAndFamily},  // a colleague's homonym
          {"vetan", kOk},
          {"secretariat.vetan", kOk},
          {"henri.guillard", kOk},
          {"guillard", kOk},
          {"vallon", kOk},
          {"ch.saint.martin", kOk},
          {"centrehospitalier", kOk}},
         Evidence{}, TextKind::kLocalPart, true);
}

TEST_F(NominativeTest, JudgesByTheListsAlone) {
  Expect({{"", kOk},
          {"1234", kOk},
          {"jean.dupont", kViolation, NameForm::kGivenAndFamily},
          {"sophie.petit", kSuspect, NameForm::kGivenAndFamily},
          {"sophie.martin", kViolation, NameForm::kGivenAndFamily},
          {"thomas.robert", kSuspect, NameForm::kGivenAndFamily},
          {"marie.lefebvre", kViolation, NameForm::kGivenAndFamily},
          {"lefebvresophie", kViolation, NameForm::kGivenAndFamily},
          {"dupontjean", kSuspect, NameForm::kGivenAndFamily},
          {"mesnilroch", kSuspect, NameForm::kGivenAndFamily},
          {"rose.lefebvre", kSuspect, NameForm::kGivenAndFamily},
          {"sophie.zorglub", kSuspect, NameForm::kGivenAndOther},
          {"zorglub.sophie", kSuspect, NameForm::kGivenAndOther},
          {"dr.dupont", kSuspect, NameForm::kTitleAndName},
          {"secretariat.drhouse", kSuspect, NameForm::kTitleAndName},
          {"dr.sophie.zorglub", kViolation, NameForm::kGivenAndOther},
          {"m.dupont", kSuspect},
          {"b.zorglub", kSuspect, NameForm::kInitialAndFamily},
          {"l.ermitage", kOk},
          {"secretariat.lefebvre", kSuspect, NameForm::kFamilyAlone},
          {"lefebvre", kSuspect, NameForm::kFamilyAlone},
          {"martin", kInfo, NameForm::kFamilyAlone},
          {"sophie", kInfo, NameForm::kGivenAlone},
          {"marie-louise", kInfo},
          {"rose.blanche", kInfo, NameForm::kGivenAlone},
          {"lille.martin", kOk},
          {"jean.dupont.lille", kSuspect, NameForm::kGivenAndFamily},
          {"pavillon.jean.dupont", kInfo},
          {"unite.jean.dupont", kSuspect},
          {"pharmacie.lefebvre-dupont", kInfo, NameForm::kFamilyAlone},
          {"rue.du.docteur.dupont", kInfo},
          {"docteur.junior", kOk},
          {"jean.moulin", kInfo, NameForm::kFamousPerson},
          {"curie.marie", kInfo, NameForm::kFamousPerson},
          {"hopital-manager", kOk},
          {"charles.ville", kInfo},
          {"saint.etienne", kOk}},
         Evidence{}, TextKind::kLocalPart, false);
}

TEST_F(NominativeTest, CompoundGivenNamesAreOne) {
  Expect({{"marie-claude.dubois", kViolation, NameForm::kGivenAndFamily},
          {"anne-marie.dubois", kViolation, NameForm::kGivenAndFamily},
          {"anne.marie.dubois", kViolation, NameForm::kGivenAndFamily},
          {"dubois.anne-marie", kViolation, NameForm::kGivenAndFamily},
          {"annemarie.dubois", kViolation, NameForm::kGivenAndFamily},
          {"marie-laure.zorglub", kSuspect, NameForm::kGivenAndOther},
          {"marie-claude.petit", kSuspect, NameForm::kGivenAndFamily},
          {"pavillon.marie-claude.dubois", kInfo},
          {"jean-paul", kInfo},
          {"jean-marie-paul", kInfo, NameForm::kGivenAlone}},
         Evidence{}, TextKind::kLocalPart, false);
}

TEST_F(NominativeTest, AFamousNameInALongerOneIsSomebodyElses) {
  Expect({{"marie-pierre.dubois", kViolation, NameForm::kGivenAndFamily},
          {"dubois.marie-pierre", kViolation, NameForm::kGivenAndFamily},
          {"pierre-marie.dubois", kViolation, NameForm::kGivenAndFamily},
          {"bernard-claude.durand", kViolation, NameForm::kGivenAndFamily},
          {"louis-philippe.martin", kViolation, NameForm::kGivenAndFamily},
          {"louis-philippe.le-guen", kViolation, NameForm::kGivenAndFamily},
          {"henri-martin.dubois", kSuspect, NameForm::kGivenAndFamily},
          {"paul-henri.martin", kViolation, NameForm::kGivenAndFamily},
          {"jean-claude.bernard", kSuspect, NameForm::kGivenAndFamily},
          {"jean-louis.bleriot", kSuspect, NameForm::kGivenAndOther},
          {"marie-pierre.zorglub", kSuspect, NameForm::kGivenAndOther},
          {"marie-pierre.petit", kSuspect, NameForm::kGivenAndFamily},
          {"pierre-marie", kInfo, NameForm::kFamousPerson},
          {"pierre-marie.lyon", kInfo, NameForm::kFamousPerson},
          {"pierre-marie.urgences", kInfo, NameForm::kFamousPerson},
          {"pierre-marie-curie", kInfo, NameForm::kFamousPerson},
          {"hopital-pierre-marie", kInfo, NameForm::kFamousPerson},
          {"service-pierre-marie", kInfo, NameForm::kFamousPerson},
          {"residence-henri-martin", kInfo, NameForm::kFamousPerson},
          {"hopital-pierre-marie.dubois", kInfo},
          {"jean-moulin.dubois", kInfo, NameForm::kFamousPerson}},
         Evidence{}, TextKind::kLocalPart, false);
}

TEST_F(NominativeTest, ATitleOutweighsInitialsSaintsAndFame) {
  Expect({{"dr.n-diaye", kSuspect, NameForm::kTitleAndName},
          {"secretariat.dr.n-diaye", kSuspect, NameForm::kTitleAndName},
          {"dr.n-guyen21", kSuspect, NameForm::kTitleAndName},
          {"dr.n-zorglub", kSuspect, NameForm::kTitleAndName},
          {"dr.j.moulin", kSuspect, NameForm::kTitleAndName},
          {"dr.saint-martin", kSuspect, NameForm::kTitleAndName},
          {"dr.marie-curie", kSuspect, NameForm::kTitleAndName},
          {"dr.jean-moulin", kSuspect, NameForm::kTitleAndName},
          {"docteur.jean-moulin", kInfo, NameForm::kFamousPerson},  // streets spell the title
          {"pavillon.dr.jean-moulin", kInfo, NameForm::kFamousPerson},
          {"pr.saint-antoine", kOk},
          {"dr.l.urgence", kOk}},
         Evidence{}, TextKind::kLocalPart, false);
  Expect({{"dr.saint-martin", kOk}}, Evidence{}, TextKind::kLocalPart, true);  // its own name
  Expect({{"Dr N'Diaye", kSuspect, NameForm::kTitleAndName},
          {"Boîte du Dr Jean Moulin", kSuspect, NameForm::kTitleAndName},
          {"Rue du Docteur Jean Moulin", kInfo},
          {"Pavillon Dr Jean Moulin", kInfo}},
         Evidence{}, TextKind::kDescription, false);
}

TEST_F(NominativeTest, ADigitCountsHomonyms) {
  Expect({{"dr.zorglub2", kSuspect, NameForm::kTitleAndName},
          {"dr.zorglub.2", kSuspect, NameForm::kTitleAndName},
          {"docteur.zorglub12", kSuspect, NameForm::kTitleAndName},
          {"drzorglub2", kSuspect, NameForm::kTitleAndName},
          {"secretariat.dr.zorglub2", kSuspect, NameForm::kTitleAndName},
          {"sophie.zorglub2", kSuspect, NameForm::kGivenAndOther},
          {"b.zorglub2", kSuspect, NameForm::kInitialAndFamily},
          {"dr.4zorglub", kOk},
          {"zorglub2", kOk},
          {"unite.zorglub2", kOk}},
         Evidence{}, TextKind::kLocalPart, false);
}

TEST_F(NominativeTest, AfterATitleASurnameIsNotCut) {
  Expect({{"dr.lyonnet", kSuspect, NameForm::kTitleAndName},
          {"dr.toursel2", kSuspect, NameForm::kTitleAndName},
          {"drtoursel", kSuspect, NameForm::kTitleAndName},
          {"dr.bourgeot", kSuspect, NameForm::kTitleAndName},
          {"mme.dijonnet", kSuspect, NameForm::kTitleAndName},
          {"dr.de.toulanmiere", kSuspect, NameForm::kTitleAndName},
          {"dr.sophie.lyonnet", kViolation, NameForm::kGivenAndOther},
          {"dr.jeandupont", kViolation, NameForm::kGivenAndFamily},
          {"dr.saintmartin", kSuspect, NameForm::kTitleAndName},
          {"dr.urgencesnuit", kOk},
          {"lyonnet", kOk},
          {"secretariat.lyonnet", kOk}},
         Evidence{}, TextKind::kLocalPart, false);
  Expect({{"Secrétariat Dr Toulanmiere", kSuspect, NameForm::kTitleAndName},
          {"Boîte du Dr Anne Lyonnet", kSuspect, NameForm::kTitleAndName}},
         Evidence{}, TextKind::kDescription, false);
}

TEST_F(NominativeTest, AParticleMakesAFamilyName) {
  Expect({{"n-diaye", kSuspect, NameForm::kFamilyAlone},
          {"sophie.n-diaye", kViolation, NameForm::kGivenAndFamily},
          {"anne.dos-santos", kViolation, NameForm::kGivenAndFamily},
          {"dos-santos.anne", kViolation, NameForm::kGivenAndFamily},
          {"a.dos-santos", kSuspect, NameForm::kInitialAndFamily},
          {"mathilde.ait-said", kViolation, NameForm::kGivenAndFamily},
          {"ait-said.mathilde", kViolation, NameForm::kGivenAndFamily},
          {"sophie.de-bernard", kViolation, NameForm::kGivenAndFamily},
          {"sophie.et.bernard", kSuspect},
          {"amis.de.bernard", kInfo, NameForm::kGivenAlone},
          {"la.main.de.jeanne", kInfo, NameForm::kGivenAlone},
          {"secretariat.de.jean", kSuspect, NameForm::kFamilyAlone},
          {"secretariat.de.jean.dupont", kViolation, NameForm::kGivenAndFamily},
          {"anne.de.jean", kViolation, NameForm::kGivenAndFamily},
          {"anne.de-jean.dupont", kViolation, NameForm::kGivenAndFamily}},
         Evidence{}, TextKind::kLocalPart, false);
  Expect({{"Boîte de Jean Dupont", kViolation, NameForm::kGivenAndFamily}}, Evidence{},
         TextKind::kDescription, false);
}

TEST_F(NominativeTest, QuotesWordsThatStandTogether) {
  struct Quote {
    std::string_view text;
    std::string_view want;
  };
  StructureFacts facts;
  facts.staff = {{"ZORGLUB", "MARIE-LAURE"}, {"HADDAD-ROY", "KARIM"}, {"QUISTREBERT", "MARIE"}};
  const StructureContext structure(facts);
  const StructureContext* const structures[] = {&structure};
  const Evidence evidence;
  const Vocabulary vocabulary(structures, "aura.mssante.fr", evidence);
  for (const auto& [text, want] :
       std::initializer_list<Quote>{{"marie-claude.dubois", "marie claude dubois"},
                                    {"cardio.dubois.marie-claude", "dubois marie claude"},
                                    {"sophie.dupont-martin", "sophie dupont martin"},
                                    {"dr.dupont-zorbleck", "dr dupont zorbleck"},
                                    {"tremblay-en-france-tremblay-en-france", "france tremblay"},
                                    {"anne.dos-santos", "anne dos santos"},
                                    {"sophie.de.lefebvre", "sophie de lefebvre"},
                                    {"dr.o-connor", "dr o connor"},
                                    {"secretariat.dr.n-diaye.cardio", "dr n diaye"},
                                    {"dr.marie-curie", "dr marie curie"},
                                    {"marie-laure.zorglub", "marie laure zorglub"},
                                    {"karim.haddad-roy", "karim haddad roy"},
                                    {"dr.anne.zorbleck", "dr anne zorbleck"},
                                    {"marie-laure.quistrebert", "marie laure quistrebert"}}) {
    std::string quoted;
    for (const auto& token : FindPerson(text, vocabulary, TextKind::kLocalPart).tokens) {
      quoted += (quoted.empty() ? "" : " ") + token;
    }
    EXPECT_EQ(quoted, want) << text;
  }
}

TEST_F(NominativeTest, TheDirectoryMakesRareNamesKnown) {
  Evidence evidence;
  for (std::uint32_t i = 0; i < Evidence::kGivenBearersMin; ++i) evidence.Add({"ZORGLUB", "SPIP"});
  Expect({{"sophie.zorglub", kViolation, NameForm::kGivenAndFamily},
          {"spip.zorglub", kSuspect, NameForm::kGivenAndFamily},
          {"zorglub", kInfo, NameForm::kFamilyAlone},
          {"spip", kOk}},
         evidence, TextKind::kLocalPart, false);
  Expect({{"sophie.zorglub", kSuspect}, {"spip.zorglub", kOk}}, Evidence{}, TextKind::kLocalPart,
         false);
}

TEST_F(NominativeTest, ReadsDescriptionsClauseByClause) {
  Expect({{"", kOk},
          {"Secrétariat général", kOk},
          {"Boîte du Dr Sophie ZORGLUB", kViolation},
          {"Cardiologie (Dr House)", kSuspect},
          {"Responsable : Isabelle Lefèvre", kViolation},
          {"Pavillon Jean Moulin, 2e étage", kInfo},
          {"EHPAD André Barbier", kInfo},
          {"Pavillon Nord, Isabelle Lefèvre", kViolation},
          {"Hôpital Saint-Antoine - urgences", kOk}},
         Evidence{}, TextKind::kDescription, false);
}

TEST(IsServiceNameTest, Table) {
  const Evidence evidence;
  const Vocabulary vocabulary({}, "", evidence);
  for (const auto& [text, want] :
       std::initializer_list<std::pair<std::string_view, bool>>{{"secretariat.cardiologie", true},
                                                                {"urgences", true},
                                                                {"cabinet.du.lac", true},
                                                                {"dpi", true},
                                                                {"gastro-enterologie", true},
                                                                {"hepato-gastro-enterologie", true},
                                                                {"gastro.enterologie", true},
                                                                {"oto-rhino-laryngologie", true},
                                                                {"orl-cmf", true},
                                                                {"chirurgie-maxillo-faciale", true},
                                                                {"uro-nephrologie", true},
                                                                {"pneumo-phtisiologie", true},
                                                                {"electro-physiologie", true},
                                                                {"echo-cardiographie", true},
                                                                {"dermato-venereologie", true},
                                                                {"medico-social", true},
                                                                {"nouveau-nes", true},
                                                                {"bloc-operatoire", true},
                                                                {"soins-de-suite", true},
                                                                {"long-sejour", true},
                                                                {"bureau-des-entrees", true},
                                                                {"kine.paris", true},
                                                                {"cabinet-des-lilas", true},
                                                                {"centre-ophtalmologique", true},
                                                                {"paris", false},
                                                                {"long", false},
                                                                {"enterologie", false},
                                                                {"lille", false},
                                                                {"jean.dupont", false},
                                                                {"zorglub", false},
                                                                {"secretariat.zorglub", false},
                                                                {"", false}}) {
    Pieces pieces;
    CutIntoPieces(text, vocabulary, pieces);
    EXPECT_EQ(IsServiceName(pieces), want) << text;
  }
}

}  // namespace
}  // namespace annuaire
