#include "directory/words/structure_terms.h"

#include <algorithm>
#include <span>

#include "directory/base/ascii.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

struct Initials {
  std::string_view letters;
  std::vector<std::string_view> words;  // small ones left out
};

// Those of the categories of FINESS and of those who write them on a letter.
const std::vector<Initials>& KnownInitials() {
  static const std::vector<Initials> known = {
      {"camsp", {"centre", "action", "medico", "sociale", "precoce"}},
      {"cds", {"centre", "sante"}},
      {"ch", {"centre", "hospitalier"}},
      {"chi", {"centre", "hospitalier", "intercommunal"}},
      {"chr", {"centre", "hospitalier", "regional"}},
      {"chru", {"centre", "hospitalier", "regional", "universitaire"}},
      {"chs", {"centre", "hospitalier", "specialise"}},
      {"chu", {"centre", "hospitalier", "universitaire"}},
      {"cmp", {"centre", "medico", "psychologique"}},
      {"cmpp", {"centre", "medico", "psycho", "pedagogique"}},
      {"cms", {"centre", "medico", "social"}},
      {"cpts", {"communaute", "professionnelle", "territoriale", "sante"}},
      {"csapa", {"centre", "soins", "accompagnement", "prevention", "addictologie"}},
      {"dac", {"dispositif", "appui", "coordination"}},
      {"dim", {"departement", "information", "medicale"}},
      {"efr", {"explorations", "fonctionnelles", "respiratoires"}},
      {"ehpad", {"etablissement", "hebergement", "personnes", "agees", "dependantes"}},
      {"ehpad", {"maison", "retraite"}},
      {"emg", {"equipe", "mobile", "geriatrie"}},
      {"emsp", {"equipe", "mobile", "soins", "palliatifs"}},
      {"emsp", {"soins", "palliatifs"}},
      {"esat", {"etablissement", "service", "aide", "travail"}},
      {"fam", {"foyer", "accueil", "medicalise"}},
      {"ghr", {"groupe", "hospitalier", "regional"}},
      {"ght", {"groupement", "hospitalier", "territoire"}},
      {"had", {"hospitalisation", "domicile"}},
      {"hdj", {"hopital", "jour"}},
      {"hge", {"hepato", "gastro", "enterologie"}},
      {"ime", {"institut", "medico", "educatif"}},
      {"itep", {"institut", "therapeutique", "educatif", "pedagogique"}},
      {"lbm", {"laboratoire", "biologie", "medicale"}},
      {"mas", {"maison", "accueil", "specialisee"}},
      {"medco", {"coordination", "medicale"}},
      {"medco", {"medecin", "coordonnateur"}},
      {"msp", {"maison", "sante", "pluriprofessionnelle"}},
      {"msp", {"maison", "sante"}},
      {"pmi", {"protection", "maternelle", "infantile"}},
      {"pui", {"pharmacie", "usage", "interieur"}},
      {"savs", {"service", "accompagnement", "vie", "sociale"}},
      {"sessad", {"service", "education", "speciale", "soins", "domicile"}},
      {"sld", {"soins", "longue", "duree"}},
      {"smr", {"soins", "medicaux", "readaptation"}},
      {"smr", {"soins", "suite"}},
      {"ssiad", {"service", "soins", "infirmiers", "domicile"}},
      {"ssr", {"soins", "suite"}},
      {"uca", {"chirurgie", "ambulatoire"}},
      {"uhcd", {"unite", "hospitalisation", "courte", "duree"}},
      {"usc", {"surveillance", "continue"}},
      {"usi", {"soins", "intensifs"}},
      {"usld", {"soins", "longue", "duree"}},
      {"usp", {"soins", "palliatifs"}},
  };
  return known;
}

// What people say for them, and no name has.
const std::vector<Initials>& SaidInitials() {
  static const std::vector<Initials> said = {
      {"admissions", {"bureau", "entrees"}},
      {"maternite", {"salle", "naissance"}},
      {"maternite", {"salle", "naissances"}},
      {"samu", {"centre", "15"}},
      {"samu", {"samu", "15"}},
      {"social", {"assistante", "sociale"}},
  };
  return said;
}

struct CalledOtherwise {
  std::string_view word;
  std::vector<std::string_view> called;
};

// What one word of a name is to those who look for it: a field under its other name, a place by
// what is done there. What only begins the word ("réa", "mater") needs no row, unless it begins
// what far more are called as well ("labo", "radio", "urgence"); what family names begin with
// ("sau" for urgences, "smit" for infectieuses) or given names ("elsa" for addictologie) would come
// before them and has none.
const std::vector<CalledOtherwise>& KnownOtherwise() {
  static const std::vector<CalledOtherwise> known = {
      {"cancerologie", {"oncologie"}},
      {"coordinateur", {"coordonnateur", "coordinatrice", "coordonnatrice"}},
      {"coordonnateur", {"coordinateur", "coordinatrice", "coordonnatrice"}},
      {"dialyse", {"hemodialyse"}},
      {"digestive", {"viscerale", "digestif"}},
      {"direction", {"directeur", "directrice"}},
      {"douleur", {"antidouleur", "algologie", "cetd"}},
      {"enterologie", {"gastroenterologie", "digestif"}},
      {"hemodialyse", {"dialyse"}},
      {"hygiene", {"eoh"}},
      {"imagerie", {"radiologie", "radio", "scanner", "irm", "echographie", "mammographie"}},
      {"infectieuses", {"infectiologie"}},
      {"laboratoire", {"labo", "biologie", "analyses", "medicales"}},
      {"nucleaire", {"scintigraphie"}},
      {"oncologie", {"cancerologie"}},
      {"orthopedie", {"traumatologie"}},
      {"orthopedique", {"orthopedie", "traumatologie"}},
      {"pathologique", {"anapath", "anatomopathologie", "anatomo", "pathologie", "acp"}},
      {"pathologiques", {"anapath", "anatomopathologie", "anatomo", "pathologie", "acp"}},
      {"pharmacie", {"phie"}},
      {"radiologie", {"imagerie", "radio", "scanner", "irm", "echographie", "mammographie"}},
      {"readaptation", {"reeducation", "crf", "ssr", "smr"}},
      {"reeducation", {"readaptation", "crf"}},
      {"urgence", {"urgences"}},
      {"urgences", {"urgence"}},
      {"viscerale", {"digestive", "digestif"}},
  };
  return known;
}

// Runs of letters and digits, in their order; single letters side by side as one,
// but for those an apostrophe follows. As many and as long as terms are.
std::vector<std::string> Runs(std::string_view name) {
  std::vector<std::string> runs;
  std::string run;
  bool after_letter = false;
  for (const char c : Fold(name) + ' ') {
    if (IsLetter(c) || IsDigit(c)) {
      run += c;
      continue;
    }
    if (run.empty()) continue;
    const bool letter = run.size() == 1 && c == ' ';
    if (letter && after_letter) {
      runs.back() += run;
    } else if (runs.size() < kTermsMax) {
      runs.push_back(run);
    }
    runs.back().resize(std::min(runs.back().size(), kTermBytesMax));
    after_letter = letter;
    run.clear();
  }
  return runs;
}

// All of "words", in their order, others between.
bool Spells(std::span<const std::string> runs, std::span<const std::string_view> words) {
  auto at = words.begin();
  for (const std::string& run : runs) {
    if (at != words.end() && run == *at) ++at;
  }
  return at == words.end();
}

// They are the first of "typed".
bool IsSpeltBy(std::span<const std::string_view> words, std::span<const std::string> typed) {
  constexpr std::size_t kBegunLettersMin = 4;
  if (typed.size() < words.size() || typed.front() != words.front()) return false;
  for (std::size_t at = 1; at < words.size(); ++at) {
    const bool may_be_begun = at + 1 == typed.size() && typed[at].size() >= kBegunLettersMin;
    if (may_be_begun ? !words[at].starts_with(typed[at]) : words[at] != typed[at]) return false;
  }
  return true;
}

constexpr std::string_view kSmallWords[] = {"au", "aux", "chez", "dans", "de",  "des",  "du",
                                            "en", "et",  "la",   "le",   "les", "pour", "sur"};
constexpr std::string_view kHospitals[] = {"ch", "chi", "chr", "chru", "chs", "chu"};
// Beside usual initials. No "pharmacie" or "cabinet", whose owner's name stands beside it.
constexpr std::string_view kKinds[] = {"centre",  "clinique",     "foyer",
                                       "hopital", "hopitaux",     "institut",
                                       "maison",  "polyclinique", "residence"};
constexpr std::size_t kPlaceLettersMin = 3;

bool IsAmong(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool IsSmallWord(std::string_view word) { return IsAmong(kSmallWords, word); }

bool IsHospital(std::string_view initials) { return IsAmong(kHospitals, initials); }

bool IsStructureKind(std::string_view word) {
  const auto& initials = KnownInitials();
  return IsAmong(kKinds, word) ||
         std::any_of(initials.begin(), initials.end(),
                     [word](const Initials& known) { return known.letters == word; });
}

PlaceName PlaceNameAt(std::span<const std::string> words) {
  std::size_t at = 0;
  while (at < words.size() && (IsSmallWord(words[at]) || words[at].size() == 1)) ++at;
  if (at == words.size()) return {};
  const std::string_view saint = SaintOf(words[at]);
  if (saint.empty()) return {words[at], at + 1};
  if (at + 1 == words.size()) return {std::string(saint), at + 1};
  return {std::string(saint) + words[at + 1], at + 2};
}

std::string_view SaintOf(std::string_view word) {
  if (word == "st" || word == "saint") return "saint";
  if (word == "ste" || word == "sainte") return "sainte";
  return {};
}

SpeltInitials InitialsSpeltBy(std::span<const std::string> typed) {
  SpeltInitials longest;
  for (const auto* const initials : {&KnownInitials(), &SaidInitials()}) {
    for (const Initials& known : *initials) {
      if (known.words.size() <= longest.words || !IsSpeltBy(known.words, typed)) continue;
      longest = {known.letters, known.words.size()};
    }
  }
  return longest;
}

HospitalName HospitalNameAt(std::span<const std::string> words) {
  SpeltInitials hospital = InitialsSpeltBy(words);
  const bool spelt_out = words.front() == kHospital;
  if (IsHospital(words.front()) || spelt_out) hospital = {words.front(), 1};
  if (!IsHospital(hospital.letters) && !spelt_out) return {};
  PlaceName place = PlaceNameAt(words.subspan(hospital.words));
  if (place.words == 0) return {};
  return {hospital.letters, std::move(place.name), hospital.words + place.words};
}

std::vector<std::string> HospitalTermsAt(std::span<const std::string> words) {
  const HospitalName hospital = HospitalNameAt(words);
  std::vector<std::string> terms;
  if (hospital.words == 0) return terms;
  if (IsHospital(hospital.kind)) terms.push_back(std::string(hospital.kind) + hospital.place);
  terms.push_back(std::string(kAnyHospital) + hospital.place);
  return terms;
}

std::vector<std::string> DomainTerms(std::string_view domain) {
  std::vector<std::string> terms = IndexTerms(domain);
  std::erase(terms, "mssante");
  std::erase(terms, "fr");
  const auto add = [&](std::string term) {
    if (std::find(terms.begin(), terms.end(), term) == terms.end())
      terms.push_back(std::move(term));
  };
  const std::vector<std::string> label = QueryWords(domain.substr(0, domain.find('.')));
  if (label.empty()) return terms;
  for (std::string& term : HospitalTermsAt(label)) add(std::move(term));
  // Initials and place as one: "chunancy", of which they may end at several letters.
  for (const std::string_view initials : kHospitals) {
    const std::string_view first = label.front();
    if (first.size() < initials.size() + kPlaceLettersMin || !first.starts_with(initials)) continue;
    add(std::string(kAnyHospital).append(first.substr(initials.size())));
  }
  return terms;
}

std::vector<std::string> StructureTerms(std::string_view name) {
  std::vector<std::string> terms = IndexTerms(name);
  const auto add = [&](std::string_view term) {
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.emplace_back(term);
  };
  std::vector<std::string> spelled;
  std::string_view saint;  // the run before, if it is one
  const std::vector<std::string> runs = Runs(name);
  for (std::size_t at = 0; at < runs.size(); ++at) {
    const std::string& run = runs[at];
    add(run);
    for (const std::string& term : HospitalTermsAt(std::span(runs).subspan(at))) add(term);
    if (!saint.empty()) add(std::string(saint) + run);
    saint = SaintOf(run);
    if (!saint.empty()) {
      add(saint);
      add(saint == "saint" ? "st" : "ste");
    }
    for (const CalledOtherwise& known : KnownOtherwise()) {
      if (known.word != run) continue;
      for (const std::string_view called : known.called) add(called);
    }
    const std::size_t spelled_before = spelled.size();
    for (const Initials& known : KnownInitials()) {
      if (known.letters == run) {
        spelled.insert(spelled.end(), known.words.begin(), known.words.end());
      }
    }
    if (spelled.size() == spelled_before) spelled.push_back(run);
  }
  for (const Initials& known : KnownInitials()) {
    if (!Spells(spelled, known.words)) continue;
    add(known.letters);
    for (const std::string_view word : known.words) add(word);
  }
  return terms;
}

}  // namespace annuaire
