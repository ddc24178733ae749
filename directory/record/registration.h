// Whether a profession must be registered in the Annuaire Santé, and with whom.
//
// A registration that is optional may lapse without anybody having left: a
// holder missing from an extract is then "absent from the extract", no more.
//
// Source: ANS, Fiches d'usages MSSanté, "Enregistrement dans l'Annuaire Santé".
// The sheet lists the portals apart from the groups of professions: that the
// second compulsory group goes through EPARS and the optional one through
// RPPS+ is probable, not stated, and the limit between the groups was read from
// a page without its layout.
//
// Pure function; views are static; safe from any thread.

#pragma once

#include <cstdint>
#include <string_view>

namespace annuaire {

enum class RegistrationDuty : std::uint8_t { kUnknown = 0, kCompulsory = 1, kOptional = 2 };

struct Registration {
  RegistrationDuty duty = RegistrationDuty::kUnknown;
  std::string_view authority;  // "Ordre des médecins"; empty when unknown
  std::string_view portal;     // a site or the portal's name; empty when the sheet has none
};

// By profession code (JDV_J106), e.g. "10".
Registration RegistrationOf(std::string_view profession_code);

}  // namespace annuaire
