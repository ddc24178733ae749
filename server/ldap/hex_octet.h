// Filters and names of entries write an octet as a backslash and two hexadecimal digits.

#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace annuaire::ldap_front {

// The octet that the first two characters of "digits" spell, "2B" is "+"; nothing when they do not.
inline std::optional<char> HexOctet(std::string_view digits) {
  unsigned octet = 0;
  digits = digits.substr(0, 2);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), octet, 16);
  if (digits.size() < 2 || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return static_cast<char>(octet);
}

}  // namespace annuaire::ldap_front
