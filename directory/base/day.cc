#include "directory/base/day.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "directory/base/ascii.h"

namespace annuaire {

bool IsDay(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  const auto fits = [](char octet, char shape) {
    return shape == 'd' ? IsDigit(octet) : octet == shape;
  };
  if (!std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(), fits)) return false;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
      .ok();
}

}  // namespace annuaire
