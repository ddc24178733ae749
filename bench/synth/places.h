// True communes to live and work in, and invented streets.
//
// About 460 communes with their INSEE code, a postcode, a weight (inhabitants
// in thousands; the small one of each department stands for the country around
// it) and coordinates. Sources: La Poste, base officielle des codes postaux;
// INSEE (Licence Ouverte 2.0).
//
// Everything is static; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/synth/random.h"

namespace annuaire::synth {

struct Commune {
  std::string_view code;      // INSEE, with arrondissements: "75108"
  std::string_view label;     // "Paris 8e Arrondissement"
  std::string_view postcode;  // one of its postcodes
  std::uint32_t weight;
  std::int32_t latitude;  // WGS84, ten-thousandths of a degree
  std::int32_t longitude;
};

std::span<const Commune> Communes();

// Draws communes by weight, in the whole country or in one department.
class CommuneLottery {
 public:
  CommuneLottery();
  std::uint16_t Anywhere(Random& random) const;
  // Another commune (or the same) of the department of "commune".
  std::uint16_t Near(std::uint16_t commune, Random& random) const;

 private:
  WeightTable all_;
  std::vector<std::uint16_t> first_of_department_;  // by commune
  std::vector<std::uint16_t> end_of_department_;
};

// "54", "2A", "974".
std::string_view DepartmentCode(const Commune& commune);

// "Paris 8e Arrondissement" -> "PARIS"; "Le Havre" -> "LE HAVRE".
std::string CityOf(const Commune& commune);

// "LE HAVRE" -> "DU HAVRE", "AMIENS" -> "D'AMIENS", "NANCY" -> "DE NANCY".
std::string FromCity(std::string_view city);

struct Street {
  std::string number;           // "12"; may be empty
  std::string_view repetition;  // "B", "T"
  std::string_view type_code;   // "R", "AV"
  std::string_view type_label;  // "Rue"
  std::string_view name;        // "DE L'EGLISE"
};
Street InventStreet(Random& random);

}  // namespace annuaire::synth
