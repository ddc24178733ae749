#include "bench/synth/structure_names.h"

#include <array>

#include "bench/synth/places.h"

namespace annuaire::synth {
namespace {

constexpr auto kGardens = std::to_array<std::string_view>({
    "LES TILLEULS",   "LES LILAS",       "LES CEDRES",     "LES GLYCINES",       "LES ACACIAS",
    "LES JARDINS",    "LES MIMOSAS",     "LES CHENES",     "LES HORTENSIAS",     "LES ROSES",
    "LES PLATANES",   "LES OLIVIERS",    "LA ROSERAIE",    "LA CHENAIE",         "LES TERRASSES",
    "LES MAGNOLIAS",  "LE BOIS FLEURI",  "LES BRUYERES",   "LA SOURCE",          "LES CAPUCINES",
    "LES PRIMEVERES", "LES FLORALIES",   "LE CLOS FLEURI", "BEAU SOLEIL",        "BELLEVUE",
    "LA PASTORALE",   "LES MARRONNIERS", "LES MOUETTES",   "LES QUATRE SAISONS", "L'AGE D'OR",
    "LE GRAND PRE",   "LA FONTAINE",
});

constexpr auto kSaints = std::to_array<std::string_view>({
    "SAINT MARTIN",   "SAINT JOSEPH",      "SAINTE MARIE",    "SAINT JEAN",       "SAINT LOUIS",
    "SAINTE ANNE",    "SAINT VINCENT",     "SAINT MICHEL",    "SAINT ROCH",       "SAINT CHARLES",
    "SAINT FRANCOIS", "SAINTE THERESE",    "NOTRE DAME",      "SAINT ANTOINE",    "SAINT PIERRE",
    "SAINTE ODILE",   "SAINT AUGUSTIN",    "SAINT LAURENT",   "SACRE COEUR",      "SAINT GEORGES",
    "SAINT CAMILLE",  "SAINTE MARGUERITE", "SAINT DOMINIQUE", "SAINT BARTHELEMY",
});

constexpr auto kEponyms = std::to_array<std::string_view>({
    "PASTEUR",      "JEAN MOULIN",     "AMBROISE PARE",   "CLAUDE BERNARD",  "MARIE CURIE",
    "SIMONE VEIL",  "PIERRE CURIE",    "VICTOR HUGO",     "JEAN JAURES",     "HENRI DUNANT",
    "PAUL CEZANNE", "JEANNE D'ARC",    "LOUIS ARAGON",    "ALBERT CAMUS",    "JEAN MERMOZ",
    "GEORGE SAND",  "CAMILLE CLAUDEL", "FRANCOISE DOLTO", "ROBERT DEBRE",    "EDOUARD HERRIOT",
    "ROGER PREVOT", "PHILIPPE PINEL",  "LEON BERARD",     "JACQUES PREVERT",
});

constexpr auto kSpots = std::to_array<std::string_view>({
    "DU PORT",          "DE LA GARE",    "DU CENTRE",       "DE LA MAIRIE", "DU MARCHE",
    "DE L'EGLISE",      "DE LA POSTE",   "DE LA PLACE",     "DU CHATEAU",   "DES HALLES",
    "DE LA FONTAINE",   "DU PARC",       "DE LA PLAGE",     "DU LAC",       "DES TILLEULS",
    "DE LA REPUBLIQUE", "DE LA LIBERTE", "DU VIEUX MOULIN", "DU STADE",     "DES ARCADES",
    "DE L'EUROPE",      "DU SOLEIL",     "CENTRALE",        "DES ALPES",    "DU LION D'OR",
    "DE L'OCEAN",       "DU FAUBOURG",   "DES REMPARTS",
});

constexpr auto kBiology = std::to_array<std::string_view>({
    "BIOCEANE",
    "BIOLAB",
    "ANALYSIA",
    "BIOMEDIS",
    "LABEXA",
    "CERBIO",
    "BIOVALLEE",
    "OXABIO",
    "NOVALAB",
    "BIOPOLE",
    "UNIBIOL",
    "MEDILAB",
    "BIORIVE",
    "SYNBIO",
    "DIALABO",
    "EXABIO",
});

std::string Cut(std::string text, std::size_t length) {
  if (text.size() > length) text.resize(length);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

StructureName Make(std::string brief, std::string complete) {
  return {Cut(std::move(brief), 38), Cut(std::move(complete), 60)};
}

StructureName Same(std::string name) {
  std::string brief = name;
  return Make(std::move(brief), std::move(name));
}

std::string Join(std::string_view first, std::string_view second) {
  return std::string(first) + ' ' + std::string(second);
}

StructureName ClinicName(const StructureClass& kind, std::string_view city, Random& random) {
  const std::string acronym(kind.acronym);
  switch (random.Below(4)) {
    case 0:
      return Same(Join(acronym, random.Pick(kEponyms)));
    case 1:
      return Same(Join(acronym, random.Pick(kGardens)));
    case 2:
      return Same(acronym + " " + FromCity(city));
    default:
      return Same(Join(acronym, random.Pick(kSaints)));
  }
}

StructureName HomeName(const StructureClass& kind, std::string_view city, Random& random) {
  const std::string acronym(kind.acronym);
  const std::string residence = acronym == "EHPAD" && random.Percent(30) ? "RESIDENCE" : "";
  const std::string prefix = residence.empty() ? acronym : acronym + " " + residence;
  switch (random.Below(10)) {
    case 0:
      return Same(prefix + " " + FromCity(city));
    case 1:
    case 2:
      return Same(Join(prefix, random.Pick(kSaints)));
    case 3:
    case 4:
      return Same(Join(prefix, random.Pick(kEponyms)));
    default:
      return Same(Join(prefix, random.Pick(kGardens)));
  }
}

}  // namespace

StructureName InventStructureName(const StructureClass& kind, std::string_view city,
                                  std::string_view person, Random& random) {
  const std::string from = FromCity(city);
  const std::string acronym(kind.acronym);
  switch (kind.style) {
    case NameStyle::kUniversityHospital:
      return Make("CHU " + from, "CENTRE HOSPITALIER UNIVERSITAIRE " + from);
    case NameStyle::kHospital:
      if (acronym == "USLD") return Make("USLD " + from, "UNITE DE SOINS LONGUE DUREE " + from);
      if (random.Percent(12)) return Same(Join("HOPITAL", random.Pick(kSaints)));
      if (random.Percent(10)) return Same(Join("HOPITAL", random.Pick(kEponyms)));
      return Make("CH " + from, "CENTRE HOSPITALIER " + from);
    case NameStyle::kPsychiatricHospital:
      if (random.Percent(50)) return Same(Join("CENTRE HOSPITALIER", random.Pick(kEponyms)));
      return Make("CHS " + from, "CENTRE HOSPITALIER SPECIALISE " + from);
    case NameStyle::kClinic:
      return ClinicName(kind, city, random);
    case NameStyle::kNursingHome:
      return HomeName(kind, city, random);
    case NameStyle::kPharmacy:
      if (random.Percent(45)) return Same("PHARMACIE " + std::string(person));
      return Same(Join("PHARMACIE", random.Pick(kSpots)));
    case NameStyle::kLaboratory:
      if (random.Percent(60)) {
        return Same(Join("LABORATOIRE", random.Pick(kBiology)) + " " + std::string(city));
      }
      return Make("LBM " + from, "LABORATOIRE DE BIOLOGIE MEDICALE " + from);
    case NameStyle::kHealthHouse:
      if (random.Percent(40)) return Make("MSP " + from, "MAISON DE SANTE PLURIPRO " + from);
      return Same(Join("MAISON DE SANTE", random.Pick(kSpots)));
    case NameStyle::kHealthCentre:
      if (random.Percent(50)) return Same(Join("CENTRE DE SANTE", random.Pick(kSpots)));
      return Same("CENTRE DE SANTE " + from);
    case NameStyle::kHomeCare:
      return Same(acronym + " " + from);
    case NameStyle::kCentre:
      break;
  }
  if (random.Percent(35)) return Same(acronym + " " + from);
  return Same(Join(acronym, random.Percent(50) ? random.Pick(kGardens) : random.Pick(kEponyms)));
}

StructureName InventSiteName(const StructureClass& kind, const StructureName& entity,
                             std::string_view city, Random& random) {
  switch (kind.style) {
    case NameStyle::kUniversityHospital:
    case NameStyle::kHospital:
    case NameStyle::kPsychiatricHospital:
      return Same(
          Join("HOPITAL", random.Percent(50) ? random.Pick(kSaints) : random.Pick(kEponyms)));
    case NameStyle::kNursingHome:
      return HomeName(kind, city, random);
    case NameStyle::kLaboratory: {
      const std::string spot(random.Pick(kSpots));
      return Make(Cut(entity.brief, 24) + " - " + spot, Cut(entity.complete, 40) + " - " + spot);
    }
    default:
      return Make(Cut(entity.brief, 24) + " - SITE " + FromCity(city),
                  Cut(entity.complete, 40) + " - SITE " + FromCity(city));
  }
}

std::string InventPracticeName(Random& random) {
  constexpr auto kKinds = std::to_array<std::string_view>({
      "MAISON MEDICALE",
      "CABINET MEDICAL",
      "CENTRE MEDICAL",
      "POLE SANTE",
      "CABINET PARAMEDICAL",
      "CABINET",
      "ESPACE SANTE",
      "SCM",
      "SELARL",
  });
  const std::string_view kind = random.Pick(kKinds);
  return Join(kind, random.Percent(70) ? random.Pick(kSpots) : random.Pick(kGardens));
}

std::string InventCompanyName(std::string_view city, std::string_view person, Random& random) {
  constexpr auto kKinds = std::to_array<std::string_view>({
      "OPTIQUE",
      "AUDITION",
      "ORTHOPEDIE",
      "SANTE SERVICES",
      "MUTUELLE",
      "CABINET",
      "INSTITUT",
  });
  const std::string_view kind = random.Pick(kKinds);
  switch (random.Below(3)) {
    case 0:
      return Join(kind, person);
    case 1:
      return Join(kind, FromCity(city));
    default:
      return Join(kind, random.Pick(kSpots));
  }
}

}  // namespace annuaire::synth
