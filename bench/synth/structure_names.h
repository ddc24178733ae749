// Names of structures in their usual styles: "CENTRE HOSPITALIER DE NANCY",
// "EHPAD LES TILLEULS", "CLINIQUE SAINT MARTIN", "PHARMACIE DU PORT".
//
// Saints, eponyms ("EHPAD JEAN MOULIN") and places occur on purpose: they look
// like people's names and are not. Pure functions; any thread.

#pragma once

#include <string>
#include <string_view>

#include "bench/synth/random.h"
#include "bench/synth/structure_classes.h"

namespace annuaire::synth {

struct StructureName {
  std::string brief;     // at most 38 characters: "CH DE NANCY"
  std::string complete;  // at most 60: "CENTRE HOSPITALIER DE NANCY"
};

// The legal entity, or the only establishment. "person" is used where a
// structure is named after its owner.
StructureName InventStructureName(const StructureClass& kind, std::string_view city,
                                  std::string_view person, Random& random);

// A further site of "entity".
StructureName InventSiteName(const StructureClass& kind, const StructureName& entity,
                             std::string_view city, Random& random);

// A practice of several: "MAISON MEDICALE DES TILLEULS".
std::string InventPracticeName(Random& random);

// An employer outside FINESS: "OPTIQUE DU PORT".
std::string InventCompanyName(std::string_view city, std::string_view person, Random& random);

}  // namespace annuaire::synth
