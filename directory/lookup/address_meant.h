// What a mistyped address says to one who reads it: exports and copies bring it with accents,
// blanks, full-width letters, a point too many, without the end of its domain. Private to this
// room.
//
// Pure; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// The letters of "address" as an address has them: folded, without accents, blanks and what nobody
// sees; each point and at sign once, none at an end of a side; points for commas. Any other mistake
// stays.
std::string AddressMeant(std::string_view address);

// The domain of the health network that "domain" is short of or ends unlike: "ch.mssante.fr" for
// "ch", "ch.fr", "ch.mssante" and "ch.mssante.com".
std::string DomainMeant(std::string_view domain);

}  // namespace annuaire
