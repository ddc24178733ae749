// Letters and digits of ASCII, whatever the locale; no byte of another character is one.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLetter(char c) { return IsLower(c) || IsUpper(c); }

constexpr char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c | 0x20) : c; }
constexpr char ToUpper(char c) { return IsLower(c) ? static_cast<char>(c & ~0x20) : c; }

inline std::string ToLower(std::string text) {
  for (char& c : text) c = ToLower(c);
  return text;
}

// Without a way out halfway: every row of an extract has some, and nearly all hold.
constexpr bool AllDigits(std::string_view text) {
  bool all = true;
  for (const char c : text) all &= IsDigit(c);
  return all;
}

}  // namespace annuaire
