#include "directory/words/job_terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace annuaire {
namespace {

bool IsFoundBy(std::string_view label, std::string_view word) {
  const std::vector<std::string> terms = JobTerms(label);
  return std::any_of(terms.begin(), terms.end(),
                     [&](const std::string& term) { return term.starts_with(word); });
}

TEST(JobTermsTest, AJobIsFoundByWhatPeopleCallIt) {
  struct Case {
    const char* label;
    const char* word;
    bool want;
  };
  for (const Case& c :
       std::vector<Case>{{"Infirmier", "infirmier", true},
                         {"Infirmier", "infirmiere", true},
                         {"Infirmier(ère) de bloc opératoire", "ibode", true},
                         {"Infirmier(ère) anesthésiste", "iade", true},
                         {"Infirmier", "idel", true},
                         {"Masseur-Kinésithérapeute", "kine", true},
                         {"Masseur-Kinésithérapeute", "mkde", true},
                         {"Chirurgien-Dentiste", "dentiste", true},
                         {"Orthopédie dento-faciale", "orthodontiste", true},
                         {"Sage-Femme", "sagefemme", true},
                         {"Sage-Femme", "sf", true},
                         {"Médecine générale", "generaliste", true},
                         {"Qualifié en médecine générale", "generaliste", true},
                         {"Spécialiste en médecine générale", "traitant", true},
                         {"Biologie médicale", "biologiste", true},
                         {"Psychiatrie", "psychiatre", true},
                         {"Psychiatrie, option enfant et adolescent", "pedopsychiatre", true},
                         {"Radio-diagnostic", "radiologue", true},
                         {"Radio-diagnostic", "imagerie", true},
                         {"Radiologie et imagerie médicale", "radiologue", true},
                         {"Oncologie, option radiothérapie", "radiotherapeute", true},
                         {"Cardiologie et maladies vasculaires", "cardiologue", true},
                         {"Médecine cardiovasculaire", "cardio", true},
                         {"Ophtalmologie", "ophtalmologiste", true},
                         {"Oto-rhino-laryngologie", "orl", true},
                         {"ORL et chirurgie cervico-faciale", "orl", true},
                         {"Gynécologie-obstétrique", "gynecologue", true},
                         {"Gastro-entérologie et hépatologie", "gastroenterologue", true},
                         {"Gastro-entérologie et hépatologie", "enterologue", true},
                         {"Chirurgie viscérale et digestive", "digestif", true},
                         {"Médecine d'urgence", "urgentiste", true},
                         {"Anesthésie-réanimation", "anesthesiste", true},
                         {"Chirurgie urologique", "urologue", true},
                         {"Neuro-chirurgie", "neurochirurgien", true},
                         {"Anatomie et cytologie pathologiques", "acp", true},
                         {"Manipulateur ERM", "radio", true},
                         {"Oncologie, option médicale", "oncologue", true},
                         // A nurse of a field is not its doctor.
                         {"Exercice infirmier en pratique avancée oncologie", "ipa", true},
                         {"Exercice infirmier en pratique avancée oncologie", "onco", true},
                         {"Exercice infirmier en pratique avancée oncologie", "oncologue", false},
                         {"Infirmier(ère) anesthésiste", "anesthesiste", true},
                         // One word of a label does not make the job.
                         {"Médecine du travail", "generaliste", false},
                         {"Chirurgie thoracique et cardio-vasculaire", "cardiologue", false},
                         {"Chirurgie pédiatrique", "pediatre", false},
                         {"Neurologie", "urologue", false},
                         {"Conseiller en génétique", "geneticien", false},
                         {"", "a", false}}) {
    EXPECT_EQ(IsFoundBy(c.label, c.word), c.want) << c.label << ": " << c.word;
  }
}

TEST(JobTermsTest, NoWordTwice) {
  std::vector<std::string> terms = JobTerms("Radio-diagnostic et Radio-thérapie");
  const std::size_t size = terms.size();
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  EXPECT_EQ(terms.size(), size);
}

}  // namespace
}  // namespace annuaire
