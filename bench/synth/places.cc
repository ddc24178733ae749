#include "bench/synth/places.h"

#include <array>
#include <cctype>

#include "directory/base/fold.h"

namespace annuaire::synth {
namespace {

struct StreetType {
  std::string_view code;
  std::string_view label;
  std::uint32_t weight;
};

constexpr auto kStreetTypes = std::to_array<StreetType>({
    {"R", "Rue", 520},
    {"AV", "Avenue", 190},
    {"BD", "Boulevard", 90},
    {"PL", "Place", 60},
    {"RTE", "Route", 45},
    {"CHE", "Chemin", 35},
    {"ALL", "Allée", 25},
    {"IMP", "Impasse", 15},
    {"QU", "Quai", 12},
    {"CRS", "Cours", 8},
});

constexpr auto kStreetNames = std::to_array<std::string_view>({
    "DE L'EGLISE",
    "DE LA REPUBLIQUE",
    "VICTOR HUGO",
    "DE LA GARE",
    "JEAN JAURES",
    "PASTEUR",
    "DU GENERAL LECLERC",
    "DE LA MAIRIE",
    "DES ECOLES",
    "GAMBETTA",
    "DE VERDUN",
    "DE LA LIBERATION",
    "DU MOULIN",
    "DES TILLEULS",
    "EMILE ZOLA",
    "JULES FERRY",
    "DE LA POSTE",
    "DU MARECHAL FOCH",
    "DU STADE",
    "CHARLES DE GAULLE",
    "ANATOLE FRANCE",
    "DE L'HOPITAL",
    "DES LILAS",
    "VOLTAIRE",
    "SAINT MARTIN",
    "DU 8 MAI 1945",
    "DU 11 NOVEMBRE",
    "DE PARIS",
    "DE LYON",
    "DES ROSES",
    "ARISTIDE BRIAND",
    "DU CHATEAU",
    "DU PRESIDENT WILSON",
    "GEORGES CLEMENCEAU",
    "DE LA PAIX",
    "JEAN MOULIN",
    "DES ACACIAS",
    "DU PORT",
    "NATIONALE",
    "DE BRETAGNE",
    "LEON BLUM",
    "D'ALSACE",
    "DE LORRAINE",
    "DE STRASBOURG",
    "MARCEL PAGNOL",
    "DE LA FONTAINE",
    "DU LAVOIR",
    "PIERRE CURIE",
    "MARIE CURIE",
    "DES CHENES",
    "DES PEUPLIERS",
    "DE LA CROIX ROUGE",
    "DU FAUBOURG",
    "SAINT JACQUES",
    "SAINTE ANNE",
    "DES VIGNES",
    "DE LA VALLEE",
    "DU LAC",
    "DES ALPES",
    "DE PROVENCE",
    "ALBERT CAMUS",
    "SIMONE VEIL",
    "JACQUES PREVERT",
    "LOUIS ARAGON",
    "DE L'EUROPE",
    "DE L'ABBAYE",
    "DES REMPARTS",
    "DU CANAL",
    "HENRI DUNANT",
    "CLAUDE BERNARD",
    "AMBROISE PARE",
    "DES FRERES LUMIERE",
});

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

std::string_view DepartmentCode(const Commune& commune) {
  return commune.code.substr(0, StartsWith(commune.code, "97") ? 3 : 2);
}

CommuneLottery::CommuneLottery() {
  const auto communes = Communes();
  const auto count = static_cast<std::uint16_t>(communes.size());
  first_of_department_.resize(count);
  end_of_department_.resize(count);
  for (std::uint16_t i = 0; i < count; ++i) {
    all_.Add(communes[i].weight);
    const bool same = i > 0 && DepartmentCode(communes[i - 1]) == DepartmentCode(communes[i]);
    first_of_department_[i] = same ? first_of_department_[i - 1u] : i;
    for (std::uint16_t j = first_of_department_[i]; j <= i; ++j) {
      end_of_department_[j] = static_cast<std::uint16_t>(i + 1);
    }
  }
}

std::uint16_t CommuneLottery::Anywhere(Random& random) const {
  return static_cast<std::uint16_t>(all_.Pick(random));
}

std::uint16_t CommuneLottery::Near(std::uint16_t commune, Random& random) const {
  const std::uint16_t first = first_of_department_[commune];
  const auto count = static_cast<std::uint32_t>(end_of_department_[commune] - first);
  return static_cast<std::uint16_t>(first + random.Below(count));
}

std::string CityOf(const Commune& commune) {
  std::string_view label = commune.label;
  if (const auto digit = label.find_first_of("0123456789"); digit != std::string_view::npos) {
    label = label.substr(0, digit);
  }
  std::string city = Fold(label);
  for (char& c : city) c = c == '-' ? ' ' : static_cast<char>(std::toupper(c));
  return city;
}

std::string FromCity(std::string_view city) {
  if (StartsWith(city, "LE ")) return "DU " + std::string(city.substr(3));
  if (StartsWith(city, "LES ")) return "DES " + std::string(city.substr(4));
  const bool vowel = std::string_view("AEIOUY").find(city.front()) != std::string_view::npos;
  return (vowel ? "D'" : "DE ") + std::string(city);
}

Street InventStreet(Random& random) {
  static const WeightTable weights = [] {
    WeightTable table;
    for (const StreetType& type : kStreetTypes) table.Add(type.weight);
    return table;
  }();
  Street street;
  const StreetType& type = kStreetTypes[weights.Pick(random)];
  street.type_code = type.code;
  street.type_label = type.label;
  street.name = random.Pick(kStreetNames);
  if (!random.Percent(7)) street.number = std::to_string(1 + random.Skewed(280, 1));
  if (const std::uint32_t x = random.Below(100); x < 5) street.repetition = x < 4 ? "B" : "T";
  return street;
}

}  // namespace annuaire::synth
