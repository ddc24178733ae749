#include "directory/words/typed_number.h"

#include "directory/base/ascii.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

// "+33383" and "0033383" as "0383", with or without the zero in brackets after the country.
std::string Dialled(std::string digits, bool after_plus) {
  for (const std::string_view country : {"33", "0033"}) {
    if (!digits.starts_with(country) || (country == "33" && !after_plus)) continue;
    digits.erase(0, country.size());
    return digits.starts_with('0') ? digits : "0" + digits;
  }
  return digits;
}

}  // namespace

TypedNumber NumberIn(std::string_view text) {
  // Any blank is one, and a plus is kept.
  const std::string folded = FoldKeepingPunctuation(text);
  TypedNumber longest;
  std::string digits;
  bool after_plus = false;
  bool has_more = false;  // than numbers
  const auto end_run = [&] {
    std::string number = Dialled(digits, after_plus);
    if (number.size() > longest.digits.size()) longest.digits = std::move(number);
    digits.clear();
    after_plus = false;
  };
  for (const char c : folded) {
    if (IsDigit(c)) {
      digits += c;
    } else if (std::string_view(" .-/()").find(c) == std::string_view::npos) {
      end_run();
      after_plus = c == '+';
      has_more = has_more || c != '+';
    }
  }
  end_run();
  longest.is_all = !longest.digits.empty() && !has_more;
  return longest;
}

std::string PhoneKey(std::string_view digits) {
  constexpr std::size_t kPhoneDigits = 10;
  if (digits.size() != kPhoneDigits || digits.front() != '0') return {};
  return "tel:" + std::string(digits);
}

}  // namespace annuaire
