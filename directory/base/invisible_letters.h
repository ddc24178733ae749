// Word processors and web pages put into a text what nobody sees: soft hyphens, blanks of no width,
// marks of direction. What is copied from there has them too.
//
// Pure; safe from any thread.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// "text" without them, and with "-" for the two hyphens of typography. What is not UTF-8 stays.
std::string WithoutInvisible(std::string_view text);

}  // namespace annuaire
