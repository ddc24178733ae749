// FindAddresses() picks mail addresses out of what stands around them where
// people keep them: a name and brackets, "mailto:", quotes, a line of CSV.
//
// Only the surroundings go, and what nobody sees: blanks of no width, soft
// hyphens. What is left is handed over as it was written, with its accents, dots
// and mistakes: whoever judges addresses says what is wrong.
//
// Example:
//
//   FindAddresses("\"Dr A. Petit\" <a.petit@ch.mssante.fr>;b@ch.mssante.fr.")
//       == {"a.petit@ch.mssante.fr", "b@ch.mssante.fr"}

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire::cli {

// In the order of the text, each once. Something stands on both sides of each @; one that is
// escaped, "mailto:a%40b.fr", is read as such. Who a link goes through, "http://user@host", is
// none.
std::vector<std::string> FindAddresses(std::string_view text);

// True when "line" holds an address and more than it.
bool HoldsMoreThanAnAddress(std::string_view line);

}  // namespace annuaire::cli
