// Links write some letters as % and two hexadecimal digits: "mailto:a%40b.fr" is to a@b.fr.
//
// Pure; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// What is no escape stays as it is; what one yields may belong to another, "%2540".
std::string WithoutLinkEscapes(std::string_view text);

}  // namespace annuaire
