// A patient's address holds a national health number: it is neither stored, indexed,
// logged nor shown. Everybody asks here, so that all agree what such an address is.
//
// Pure; safe from any thread.

#pragma once

#include <string_view>

namespace annuaire {

// True when the domain of patients, or one below it, stands anywhere in "address" after something
// else, on label boundaries: however malformed, spaced or capitalised the rest is, it may hold a
// number. Blanks and what is not ASCII are looked past, between letters as well; so are the escapes
// of a link, "1%40patient.mssante.fr".
bool IsPatientAddress(std::string_view address);

}  // namespace annuaire
