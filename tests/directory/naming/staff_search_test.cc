// The step of FindPerson() that looks for the people of the structure.

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "directory/naming/nominative.h"

namespace annuaire {
namespace {

using enum Severity;

// One colleague, and the structure's name where it matters.
struct Colleague {
  std::string_view text;
  PersonName name;
  Severity want;
  std::string_view structure = "CH TROIS PICS";
};

void Expect(std::initializer_list<Colleague> cases, TextKind kind) {
  for (const auto& [text, name, want, structure_name] : cases) {
    StructureFacts facts;
    facts.names = {structure_name};
    facts.staff = {name};
    const StructureContext structure(facts);
    const StructureContext* const structures[] = {&structure};
    const Evidence evidence;
    const Vocabulary vocabulary(structures, "aura.mssante.fr", evidence);
    EXPECT_EQ(ToString(FindPerson(text, vocabulary, kind).severity), ToString(want))
        << text << " / " << name.family_name;
  }
}

TEST(ColleagueTest, InitialsAreNoPlaceWords) {
  const PersonName zorglub{"ZORGLUB", "ZOE"};
  const PersonName compound{"ZORGLUB", "HUY-LONG"};
  const PersonName dupont{"DUPONT", "BERNARD"};
  Expect({{"z.zorglub", zorglub, kViolation},
          {"zorglub.z", zorglub, kViolation},
          {"hl.zorglub", compound, kViolation},
          {"h.l.zorglub", compound, kViolation},
          {"zorglub.h.l", compound, kViolation},
          {"h.zorglub", compound, kViolation},
          {"dupontb2", dupont, kViolation},
          {"dupont.b2", dupont, kSuspect},  // a building, and his name alone
          {"u2.b.dupont", dupont, kViolation},
          {"pavillon.z.zorglub", zorglub, kInfo}},
         TextKind::kLocalPart);
}

TEST(ColleagueTest, HisWholeNameOutweighsTheWordsItIsMadeOf) {
  const PersonName petit{"PETIT", "BLANCHE"};
  const PersonName saint{"SAINT-AUBIN", "MARIE"};
  const PersonName vallet{"VALLET", "JEAN-PAUL"};
  Expect({{"blanche.petit", petit, kViolation},
          {"blanche.petit.ergo", petit, kViolation},
          {"pavillon.blanche.petit", petit, kInfo},
          {"unite.blanche.petit", petit, kInfo},
          {"petit.blanche", petit, kInfo},
          {"laurier.rose", {"LAURIER", "ROSE"}, kInfo},
          {"petit.garde", {"GARDE", "PETIT"}, kInfo},
          {"pavillon-rose", {"ROSE", "PAUL"}, kOk},
          {"petit.blanc", {"BLANC", "PAUL"}, kOk},
          {"marie.saint-aubin", saint, kViolation},
          {"m.saint-aubin", saint, kSuspect},
          {"saint-aubin", saint, kOk},
          {"saint-aubin", {"AUBIN", "MARIE"}, kOk},
          {"sainte-marie.aubin", {"AUBIN", "MARIE"}, kSuspect},
          {"saint-vincent.de-paul", {"VINCENT", "PAUL"}, kInfo},
          {"j.vallet", vallet, kViolation},
          {"jpvallet", vallet, kViolation},
          {"secretariat.jp.vallet", vallet, kSuspect},
          {"vallet.j", vallet, kSuspect},
          {"l.orme", {"ORME", "LUC"}, kSuspect},  // an article, perhaps
          {"unite.b.rose", {"ROSE", "BENOIT"}, kInfo},
          {"m.interne", {"INTERNE", "MARC"}, kSuspect}},
         TextKind::kLocalPart);
}

TEST(ColleagueTest, TheOneWhoIsMeantIsAccused) {
  struct Meant {
    std::string_view text;
    std::vector<PersonName> staff;
    NameForm form;
    std::string_view want;
  };
  const PersonName marie{"MARIE", "PAUL"};
  const PersonName charteron{"CHARTERON", "MARIE"};
  for (const auto& [text, staff, form, want] : std::initializer_list<Meant>{
           {"Boite du Dr Marie Charteron",
            {marie, charteron},
            NameForm::kGivenAndFamily,
            "marie charteron"},
           {"Dr Marie Charteron", {marie}, NameForm::kTitleAndName, "dr marie charteron"},
           {"Dr Marie", {marie}, NameForm::kTitleAndName, "marie"},
           {"Dr Marie, pneumologie", {marie}, NameForm::kTitleAndName, "marie"},
           {"Dr Zorglub - P. Quistrebert",
            {{"ZORGLUB", "LUC"}, {"QUISTREBERT", "PAUL"}},
            NameForm::kInitialAndFamily,
            "p quistrebert"}}) {
    StructureFacts facts;
    facts.staff = staff;
    const StructureContext structure(facts);
    const StructureContext* const structures[] = {&structure};
    const Evidence evidence;
    const Vocabulary vocabulary(structures, "aura.mssante.fr", evidence);
    const PersonFound found = FindPerson(text, vocabulary, TextKind::kDescription);
    EXPECT_EQ(found.form, form) << text;
    std::string quoted;
    for (const auto& token : found.tokens) quoted += (quoted.empty() ? "" : " ") + token;
    EXPECT_EQ(quoted, want) << text;
  }
}

TEST(ColleagueTest, ATitleOutweighsAWord) {
  const PersonName rose{"ROSE", "PAUL"};
  const PersonName zorglub{"ZORGLUB", "PAUL"};
  const PersonName tour{"DE LA TOUR", "PAUL"};
  Expect({{"dr.rose", rose, kViolation},
          {"mme.rose", rose, kViolation},
          {"m.rose", rose, kOk},
          {"rose.dr", rose, kViolation},
          {"dr.garde", {"GARDE", "PAUL"}, kSuspect},  // on duty
          {"dr.tour", tour, kSuspect},
          {"dr.de.la.tour", tour, kViolation},
          {"residence.de.la.tour", tour, kOk},
          {"dr.saint-aubin", {"SAINT-AUBIN", "PAUL"}, kViolation},
          {"mr.zorglub", zorglub, kViolation},
          {"zorglub.dr", zorglub, kViolation},
          {"zorglub-docteur", zorglub, kViolation},
          {"zorglub.pr", zorglub, kSuspect},
          {"zorglub.dr.dupont", zorglub, kSuspect},
          {"pavillon.mme.zorglub", zorglub, kViolation},
          {"pavillon.dr.zorglub", zorglub, kSuspect},
          {"pavillon.dr.zorglub", zorglub, kInfo, "EHPAD DOCTEUR ZORGLUB"}},
         TextKind::kLocalPart);
  Expect({{"Consultation de M. Zorglub", zorglub, kViolation},
          {"SSIAD - Mme Zorglub", zorglub, kViolation},
          {"Rue du Docteur Zorglub", zorglub, kSuspect},
          {"Unité M", zorglub, kOk}},
         TextKind::kDescription);
}

TEST(ColleagueTest, AHomonymOfWhatBearsFamousNamesIsNobody) {
  Expect({{"germain.en.laye", {"GERMAIN", "LAYE"}, kInfo},
          {"andre.les.vergers", {"ANDRE", "LEA"}, kInfo},
          {"laurent.du.maroni", {"LAURENT", "MARIE"}, kInfo},
          {"ehlers-danlos", {"DANLOS", "ANNE"}, kInfo},
          {"guillain.barre", {"BARRE", "ANNE"}, kInfo},
          {"prader-willi", {"WILLI", "ANNE"}, kInfo},
          {"anne.barre", {"BARRE", "ANNE"}, kViolation},
          {"rue-pierre-curie", {"CURIE", "PIERRE"}, kInfo},
          {"pierre.curie", {"CURIE", "PIERRE"}, kSuspect},
          {"jzorglub.usp", {"ZORGLUB", "JACQUES"}, kOk, "MAISON JEANNE ZORGLUB"},
          {"p.zorglub", {"ZORGLUB", "PAUL"}, kSuspect, "MAISON JEANNE ZORGLUB"}},
         TextKind::kLocalPart);
}

}  // namespace
}  // namespace annuaire
