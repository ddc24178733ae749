// Professions, savoir-faire and the other code lists a career draws from, with
// realistic national shares.
//
// Codes and labels: ANS code lists TRE_G15, TRE_R94, TRE_R95 (professions),
// JDV_J107 (savoir-faire, without the "(SM)" suffixes, as the extracts have
// them), TRE_R02, R06, R21, R22. Shares are rounded estimates. Static data.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "bench/synth/random.h"

namespace annuaire::synth {

struct Labelled {
  std::string_view code;
  std::string_view label;
};

// Who employs: bits, since a class of structures may employ several kinds.
enum Employer : std::uint8_t {
  kCare = 1,
  kPharmacy = 2,
  kLaboratory = 4,
  kSocial = 8,
  kShop = 16,  // companies without FINESS
};

struct Profession {
  std::string_view code;
  std::string_view label;
  std::uint32_t share;    // about 100,000 in all
  std::uint8_t women;     // percent, and so on below
  std::uint8_t students;  // category E
  std::uint8_t inactive;  // of the others, without activity
  std::uint8_t liberal;   // of the activities
  std::uint8_t skilled;   // with a savoir-faire
  bool doctor;            // Civilité d'exercice DR
  Employer employer;
  std::string_view order;   // registration authority: "CNOM", or "ARS"
  std::string_view domain;  // label of the national mailbox domain
  Labelled diploma;
};

std::span<const Profession> Professions();

struct Skill {
  Labelled type;
  Labelled skill;
  std::uint32_t weight;
};

// The main savoir-faire of a profession, and those a doctor adds.
// Empty for professions without any.
std::span<const Skill> MainSkills(std::string_view profession_code);
std::span<const Skill> FurtherSkills(std::string_view profession_code);

// Draws from the tables above by their weights.
const Profession& PickProfession(Random& random);
const Skill& PickMainSkill(std::string_view profession_code, Random& random);

}  // namespace annuaire::synth
