// The kinds of FINESS establishments, with their national numbers.
//
// Categories: TRE_R66 as the legacy FINESS files label them. Numbers are
// rounded estimates for 103,000 open establishments. Static data.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "bench/synth/professions.h"

namespace annuaire::synth {

// How a structure is named: see structure_names.h.
enum class NameStyle : std::uint8_t {
  kUniversityHospital,
  kHospital,
  kPsychiatricHospital,
  kClinic,
  kNursingHome,
  kPharmacy,
  kLaboratory,
  kHealthHouse,
  kHealthCentre,
  kHomeCare,
  kCentre,
};

struct StructureClass {
  Labelled category;
  Labelled group;
  Labelled tariff;  // codemft
  Labelled sector;  // TRE_R02, in the extracts
  Labelled legal_status;
  std::string_view ape;
  std::string_view acronym;  // for the names: "IME"
  NameStyle style;
  std::uint8_t employers;  // Employer bits
  bool essential;          // at least one, however small the country
  std::uint32_t number;    // national
  std::uint16_t sites;     // per legal entity
  std::uint32_t staff;     // relative, per site
  std::uint8_t domains;    // percent of entities that may have a mailbox domain
};

std::span<const StructureClass> StructureClasses();

}  // namespace annuaire::synth
