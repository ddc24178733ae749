#include "directory/naming/lexicon.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace annuaire {
namespace {

constexpr std::string_view kServiceWords =
#include "directory/naming/words/service_words.inc"
    ;
constexpr std::string_view kCareWords =
#include "directory/naming/words/care_words.inc"
    ;
constexpr std::string_view kStructureWords =
#include "directory/naming/words/structure_words.inc"
    ;
constexpr std::string_view kApplicationWords =
#include "directory/naming/words/application_words.inc"
    ;
constexpr std::string_view kPlaceWords =
#include "directory/naming/words/place_words.inc"
    ;
constexpr std::string_view kGeographyWords =
#include "directory/naming/words/geography_words.inc"
    ;
constexpr std::string_view kOrdinaryWords =
#include "directory/naming/words/ordinary_words.inc"
    ;
constexpr std::string_view kGivenNames =
#include "directory/naming/words/given_names.inc"
    ;
constexpr std::string_view kForeignGivenNames =
#include "directory/naming/words/foreign_given_names.inc"
    ;
constexpr std::string_view kFamilyNames =
#include "directory/naming/words/family_names.inc"
    ;
constexpr std::string_view kEponyms =
#include "directory/naming/words/eponyms.inc"
    ;

constexpr std::string_view kUnitWords =
    "unite unites u equipe equipes secteur secteurs service services serv groupe groupes "
    "departement departements filiere filieres section sections cellule cellules plateforme "
    "consultation consultations csg dispositif dispositifs programme programmes cohorte cohortes "
    "fonds registre registres";
constexpr std::string_view kTradeWords =
    "pharmacie pharmacies pharma phie labo labos laboratoire laboratoires optique opticien "
    "optic audition audio ambulance ambulances prothesiste orthopedie selarl selas sel scp scm "
    "sarl eurl sas sci cabinetinfirmier";
constexpr std::string_view kSaintWords =
    "saint sainte saints saintes st ste sts stes san santa sant notredame";
constexpr std::string_view kTitleWords =
    "dr dre drs docteur docteure docteurs doct pr prof professeur professeure mme mlle mmes "
    "monsieur madame mademoiselle messieurs mesdames";
constexpr std::string_view kWeakTitleWords = "m mr me mm pr abbe soeur frere maitre";
constexpr std::string_view kParticles =
    "de du des d la le les l van von der den el al ben bin ibn ait abou abu di da del della do "
    "dos mac mc o ter ten zu et a au aux en";

constexpr std::string_view kBygoneNames =
    "achille adolphe albert alphonse ambroise anatole andre armand aristide auguste augustine "
    "berthe casimir celestin charles edmond edouard emile ernest eugene eugenie felix ferdinand "
    "fernand gaston georges georgette germaine gustave henri henriette hippolyte honore joseph "
    "josephine jules leon leontine louis louise lucien lucienne madeleine marcel marcelle "
    "marguerite maurice octave philibert raymond raymonde rene robert roger simone suzanne "
    "theodore theophile victor yvonne";

template <typename Visit>
void ForEachEntry(std::string_view list, Visit visit) {
  std::size_t at = 0;
  while (at < list.size()) {
    if (list[at] == '#') {
      at = std::min(list.find('\n', at), list.size());
    } else if (list[at] == ' ' || list[at] == '\n') {
      ++at;
    } else {
      const auto end = std::min(list.find_first_of(" \n", at), list.size());
      visit(list.substr(at, end - at));
      at = end;
    }
  }
}

std::string WithoutHyphens(std::string_view text) {
  std::string glued;
  std::copy_if(text.begin(), text.end(), std::back_inserter(glued),
               [](char c) { return c != '-'; });
  return glued;
}

}  // namespace

const Lexicon& Lexicon::Bundled() {
  static const auto* const bundled = new Lexicon;
  return *bundled;
}

Lexicon::Lexicon() {
  AddWords(kServiceWords, kFunctionWord);
  AddWords(kCareWords, kCareWord);
  AddWords(kStructureWords, kStructureWord);
  AddWords(kApplicationWords, kApplicationWord);
  AddWords(kPlaceWords, kPlaceWord);
  AddWords(kGeographyWords, kGeographyWord);
  AddWords(kOrdinaryWords, kOrdinaryWord);
  AddWords(kUnitWords, kUnitWord);
  AddWords(kTradeWords, kTradeWord);
  AddWords(kSaintWords, kSaintWord);
  AddWords(kTitleWords, kTitleWord);
  AddWords(kWeakTitleWords, kWeakTitleWord);
  AddWords(kParticles, kParticle);
  AddWords(kGivenNames, kGivenName);
  AddWords(kForeignGivenNames, kGivenName);
  AddWords(kBygoneNames, kGivenName | kBygoneName);
  AddWords(kFamilyNames, kFamilyName);
  AddEponyms(kEponyms);
}

void Lexicon::AddWords(std::string_view list, std::uint32_t kinds) {
  ForEachEntry(list, [&](std::string_view word) {
    const bool ordinary = word.back() == '*';
    if (ordinary) word.remove_suffix(1);
    std::uint32_t& known = words_.Value(WithoutHyphens(word));
    // Two letters, or an article, say nothing of a person ("Le", "Ba", "Van").
    const bool is_name = (kinds & kNameKinds) != 0;
    if (is_name && (word.size() <= 2 || (known & kParticle) != 0)) return;
    known |= kinds | (ordinary ? kAmbiguousName : 0u);
  });
}

void Lexicon::AddEponyms(std::string_view list) {
  ForEachEntry(list, [&](std::string_view entry) {
    const auto middle = std::min(entry.find('_'), entry.size() - 1);
    const std::string given = WithoutHyphens(entry.substr(0, middle));
    const std::string family = WithoutHyphens(entry.substr(middle + 1));
    if (!given.empty()) {
      eponyms_.Value(given + family) = 1;
      eponyms_.Value(family + given) = 1;
    }
    const auto last_word = entry.substr(entry.find_last_of("_-") + 1);
    words_.Value(last_word) |= kEponymFamilyName;
    // Known by that name alone: "pinel", "charcot".
    words_.Value(family) |= kEponymFamilyName | (given.empty() ? kAmbiguousName : 0u);
  });
}

}  // namespace annuaire
