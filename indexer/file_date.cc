#include "indexer/file_date.h"

#include <charconv>
#include <cstddef>

#include "directory/base/ascii.h"

namespace annuaire::indexer {
namespace {

// "20260914" as "2026-09-14", or nothing when that is no date of our time.
std::string ToDate(std::string_view digits) {
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + size, value);
    return value;
  };
  const int month = number(4, 2);
  const int day = number(6, 2);
  if (!digits.starts_with("20") || month < 1 || month > 12 || day < 1 || day > 31) return "";
  return std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4, 2)) + "-" +
         std::string(digits.substr(6, 2));
}

// Cuts "name" into dates and what stands between them.
template <typename OnDate, typename OnText>
void Cut(std::string_view name, OnDate on_date, OnText on_text) {
  for (std::size_t at = 0; at < name.size();) {
    if (!IsDigit(name[at])) {
      on_text(name.substr(at++, 1));
      continue;
    }
    // A run of digits, a single '-' or '_' between two of them left out.
    std::string digits;
    std::size_t end = at;
    while (end < name.size()) {
      const bool joint =
          (name[end] == '-' || name[end] == '_') && end + 1 < name.size() && IsDigit(name[end + 1]);
      if (!IsDigit(name[end]) && !joint) break;
      if (!joint) digits += name[end];
      ++end;
    }
    const bool may_be = digits.size() >= 8 && digits.size() <= 17;
    const std::string date = may_be ? ToDate(digits) : "";
    date.empty() ? on_text(name.substr(at, end - at)) : on_date(date);
    at = end;
  }
}

}  // namespace

std::string DateInName(std::string_view name) {
  std::string last;
  Cut(
      name, [&](const std::string& date) { last = date; }, [](std::string_view) {});
  return last;
}

std::string NameWithoutDates(std::string_view name) {
  std::string rest;
  Cut(
      name, [](const std::string&) {}, [&](std::string_view text) { rest += text; });
  return rest;
}

}  // namespace annuaire::indexer
