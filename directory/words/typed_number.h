// Numbers as people type, paste and publish them. Pure functions.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

// The longest number in a text: its digits, without the blanks, points, hyphens, slashes and
// brackets between them; an international French telephone number ("+33 3 83", "0033 (0)3 83") as
// it is dialled in France, "0383".
struct TypedNumber {
  std::string digits;   // empty without a number
  bool is_all = false;  // the text has nothing else
};
TypedNumber NumberIn(std::string_view text);

// What a structure is found under by the telephone number "digits" among its other numbers; empty
// if that is none: ten digits, the first a zero.
std::string PhoneKey(std::string_view digits);

}  // namespace annuaire
