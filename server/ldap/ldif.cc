#include "server/ldap/ldif.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace annuaire::ldap_front {
namespace {

// SAFE-STRING of RFC 2849, or UTF-8; no blank at the end.
bool IsSafe(std::string_view value) {
  if (value.empty()) return true;
  if (value.front() == ' ' || value.front() == ':' || value.front() == '<') return false;
  return value.back() != ' ' && std::all_of(value.begin(), value.end(), [](char c) {
           return static_cast<unsigned char>(c) >= ' ' && c != 0x7F;
         });
}

void AppendBase64(std::string_view bytes, std::string& out) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= count ? kDigits[group >> (18 - 6 * k) & 63u] : '=';
    }
  }
}

}  // namespace

void AppendLdif(std::string_view name, std::string_view value, std::string& out) {
  out += name;
  if (IsSafe(value)) {
    out += ": ";
    out += value;
  } else {
    out += ":: ";
    AppendBase64(value, out);
  }
  out += '\n';
}

}  // namespace annuaire::ldap_front
