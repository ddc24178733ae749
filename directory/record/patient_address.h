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
bool NamesPatientDomain(std::string_view address);

// The same, or "address" holds what has the shape of a health number, at whatever domain or none:
// 13 digits, 2A and 2B among them, with or without a key of 2 that need not be right, and blanks,
// points, slashes and hyphens between them. Numbers of professionals and structures have 9, 11 or
// 14 digits.
bool IsPatientAddress(std::string_view address);

}  // namespace annuaire
