#include "cli/html.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "directory/display/text.h"

namespace annuaire::cli {
namespace {

constexpr std::string_view kNarrowSpace = "\u202F";

// -1 when "text" is no number.
int NumberOf(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

}  // namespace

std::string Html(std::string_view text) {
  std::string html;
  for (const char c : Printable(text)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string French(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  constexpr std::string_view kBefore[] = {"»", ";", ":", "?", "!"};
  std::string french;
  while (!text.empty()) {
    const std::string_view rest = text.substr(1);
    const bool closes =
        text.front() == ' ' && std::any_of(std::begin(kBefore), std::end(kBefore),
                                           [rest](auto mark) { return rest.starts_with(mark); });
    if (closes || (text.front() == ' ' && french.ends_with("«"))) {
      french += kNoBreakSpace;
    } else {
      french += text.front();
    }
    text = rest;
  }
  return french;
}

std::string FrenchCount(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, kNarrowSpace);
  return digits;
}

std::string FrenchShare(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "—";
  const std::uint64_t tenths = (part * 2000 + whole) / (whole * 2);
  return FrenchCount(tenths / 10) + "," + std::to_string(tenths % 10) + std::string(kNarrowSpace) +
         "%";
}

std::string FrenchDate(std::string_view iso) {
  constexpr std::array kMonths = {"janvier",   "février", "mars",     "avril",
                                  "mai",       "juin",    "juillet",  "août",
                                  "septembre", "octobre", "novembre", "décembre"};
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::string(iso);
  const int year = NumberOf(iso.substr(0, 4));
  const int month = NumberOf(iso.substr(5, 2));
  const int day = NumberOf(iso.substr(8, 2));
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::string(iso);
  return (day == 1 ? "1er" : std::to_string(day)) + " " +
         kMonths[static_cast<std::size_t>(month - 1)] + " " + std::to_string(year);
}

}  // namespace annuaire::cli
