#include "directory/words/job_terms.h"

#include <algorithm>
#include <span>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

struct CalledAfter {
  // All of them begin words of the label.
  std::vector<std::string_view> beginnings;
  std::vector<std::string_view> called;
};

// By the labels of TRE_G15-ProfessionSante and of JDV_J107-EnsembleSavoirFaire-RASS. What is in
// the label already, or only its beginning ("kiné", "ophtalmo", "dermato"), needs no row.

// Professions, as women bear them and in short.
const std::vector<CalledAfter>& KnownProfessions() {
  static const std::vector<CalledAfter> known = {
      {{"aide", "soignant"}, {"soignante"}},
      {{"ambulancier"}, {"ambulanciere"}},
      {{"assistant"}, {"assistante"}},
      {{"chirurgien", "dentiste"}, {"chirurgienne"}},
      {{"dieteticien"}, {"dieteticienne", "nutritionniste"}},
      {{"educateur"}, {"educatrice"}},
      {{"infirmier"}, {"infirmiere", "ide", "idel"}},
      {{"infirmier", "anesthesiste"}, {"iade"}},
      {{"infirmier", "bloc", "operatoire"}, {"ibode"}},
      {{"infirmier", "pratique", "avancee"}, {"ipa"}},
      {{"manipulateur"}, {"manipulatrice", "radio", "electroradiologie"}},
      {{"masseur", "kinesitherapeute"}, {"mk", "mkde"}},
      {{"opticien"}, {"opticienne"}},
      {{"pharmacien"}, {"pharmacienne"}},
      {{"physicien"}, {"physicienne"}},
      {{"preparateur"}, {"preparatrice"}},
      {{"psychomotricien"}, {"psychomotricienne"}},
      {{"puericulteur"}, {"puericultrice"}},
      {{"sage", "femme"}, {"maieuticien", "sf"}},
      {{"technicien"}, {"technicienne"}},
  };
  return known;
}

// Doctors by their field.
const std::vector<CalledAfter>& KnownFields() {
  static const std::vector<CalledAfter> known = {
      {{"addictologie"}, {"addictologue"}},
      {{"allergologie"}, {"allergologue"}},
      {{"anatomie", "cytologie"}, {"anatomopathologiste", "anapath", "acp"}},
      {{"anesthesie"}, {"anesthesiste", "reanimateur"}},
      {{"angeiologie"}, {"angiologue"}},
      {{"biologie", "medicale"}, {"biologiste"}},
      {{"cancerologie"}, {"cancerologue", "oncologue"}},
      {{"cardiologie"}, {"cardiologue"}},
      {{"chirurgie"}, {"chirurgien", "chirurgienne"}},
      {{"chirurgie", "digestive"}, {"digestif"}},
      {{"chirurgie", "plastique"}, {"plasticien", "plasticienne"}},
      {{"dermato", "venereologie"}, {"dermatologue"}},
      {{"diabetologie"}, {"diabetologue", "nutritionniste"}},
      {{"endocrinologie"}, {"endocrinologue"}},
      {{"gastro", "enterologie"}, {"gastroenterologue", "enterologue"}},
      {{"genetique", "medicale"}, {"geneticien", "geneticienne"}},
      {{"geriatrie"}, {"geriatre"}},
      {{"gynecologie"}, {"gynecologue"}},
      {{"hematologie"}, {"hematologue"}},
      {{"hepatologie"}, {"hepatologue"}},
      {{"maladies", "infectieuses"}, {"infectiologue"}},
      {{"maxillo", "faciale"}, {"stomatologue"}},
      {{"medecine", "cardiovasculaire"}, {"cardiologue", "cardiologie"}},
      {{"medecine", "generale"}, {"generaliste", "traitant", "mg"}},
      {{"medecine", "interne"}, {"interniste"}},
      {{"medecine", "legale"}, {"legiste"}},
      {{"medecine", "nucleaire"}, {"nucleariste"}},
      {{"medecine", "physique"}, {"mpr", "reeducateur"}},
      {{"medecine", "urgence"}, {"urgentiste"}},
      {{"medecine", "vasculaire"}, {"angiologue", "phlebologue"}},
      {{"nephrologie"}, {"nephrologue"}},
      {{"neuro", "chirurgie"}, {"neurochirurgien", "neurochirurgienne"}},
      {{"neurologie"}, {"neurologue"}},
      {{"obstetrique"}, {"obstetricien", "obstetricienne"}},
      {{"oncologie"}, {"oncologue", "cancerologue"}},
      {{"ophtalmologie"}, {"ophtalmologue", "ophtalmologiste"}},
      {{"orthopedie", "dento"}, {"orthodontiste", "orthodontie"}},
      {{"orthopedique"}, {"orthopediste"}},
      {{"oto", "rhino"}, {"orl", "laryngologiste"}},
      {{"pediatrie"}, {"pediatre"}},
      {{"pneumologie"}, {"pneumologue"}},
      {{"psychiatrie"}, {"psychiatre"}},
      {{"psychiatrie", "enfant"}, {"pedopsychiatre", "pedopsychiatrie", "pedo"}},
      {{"radio", "diagnostic"}, {"radiologue", "radiologie", "imagerie"}},
      {{"radio", "therapie"}, {"radiotherapeute"}},
      {{"radiologie"}, {"radiologue"}},
      {{"radiotherapie"}, {"radiotherapeute"}},
      {{"reanimation"}, {"reanimateur"}},
      {{"rhumatologie"}, {"rhumatologue"}},
      {{"stomatologie"}, {"stomatologue"}},
      {{"urologi"}, {"urologue"}},
  };
  return known;
}

bool Says(std::span<const std::string> label, std::span<const std::string_view> beginnings) {
  return std::all_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return std::any_of(label.begin(), label.end(),
                       [&](const std::string& word) { return word.starts_with(beginning); });
  });
}

// A nurse of a field is not its doctor: "Exercice infirmier en pratique avancée oncologie".
bool IsOfNurse(std::span<const std::string> label) {
  constexpr std::string_view kNurse[] = {"infirmier"};
  return Says(label, kNurse);
}

}  // namespace

std::vector<std::string> JobTerms(std::string_view label) {
  std::vector<std::string> terms = IndexTerms(label);
  const std::vector<std::string> published = terms;
  const auto add_known = [&](std::span<const CalledAfter> jobs) {
    for (const CalledAfter& job : jobs) {
      if (!Says(published, job.beginnings)) continue;
      for (const std::string_view called : job.called) {
        if (std::find(terms.begin(), terms.end(), called) == terms.end()) {
          terms.emplace_back(called);
        }
      }
    }
  };
  add_known(KnownProfessions());
  if (!IsOfNurse(published)) add_known(KnownFields());
  return terms;
}

}  // namespace annuaire
