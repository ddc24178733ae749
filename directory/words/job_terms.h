// The words under which a profession or a savoir-faire is found. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// IndexTerms() of the published label, and what people call who does it: the code lists name
// fields ("Médecine générale", "Radiologie et imagerie médicale"), people type who works in them
// ("généraliste", "radiologue"), and women by their own word ("infirmière"). Without duplicates.
std::vector<std::string> JobTerms(std::string_view label);

}  // namespace annuaire
