// The part of an address before the '@', in the forms people and services have.
//
// Forms of a practitioner's: prenom.nom (most), nom.prenom, compound names
// glued or hyphenated, nothing between the names, initial and name. Services:
// function, care, or both. Pure functions; any thread.

#pragma once

#include <string>
#include <string_view>

#include "bench/synth/names.h"
#include "bench/synth/random.h"
#include "bench/synth/structure_classes.h"

namespace annuaire::synth {

// {"LE GUEN", "ANNE-MARIE"} -> "anne-marie.leguen".
std::string PersonalLocalPart(const Name& name, Random& random);

struct ServiceMailbox {
  std::string local_part;  // "secretariat.cardiologie"
  std::string service;     // Service de rattachement: "CARDIOLOGIE"; may be empty
};

// The "rank"-th mailbox of a structure; distinct for the first thousand or so.
ServiceMailbox InventServiceMailbox(const StructureClass& kind, std::uint32_t rank);

// A service name that somebody's personal mailbox wrongly has.
std::string_view AnyServiceName(Random& random);

}  // namespace annuaire::synth
