#include "bench/synth/numbers.h"

#include <cassert>

namespace annuaire::synth {
namespace {

// Coprime with 30, so that multiplying by it permutes the residues of 10^n and 6*10^n.
constexpr std::uint64_t kScatter = 7'654'321;

int LuhnValue(char c) { return c >= 'A' ? c - 'A' + 1 : c - '0'; }

}  // namespace

std::string Digits(std::uint64_t number, int width) {
  std::string text = std::to_string(number);
  const auto wanted = static_cast<std::size_t>(width);
  if (text.size() < wanted) text.insert(0, wanted - text.size(), '0');
  return text;
}

std::string WithKey(std::string_view digits) {
  int sum = 0;
  bool doubled = true;  // the key itself, to the right, is not
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    int value = LuhnValue(digits[i]);
    if (doubled && (value *= 2) > 9) value -= 9;
    sum += value;
  }
  std::string text(digits);
  text += static_cast<char>('0' + (10 - sum % 10) % 10);
  return text;
}

std::string RppsOf(std::uint64_t index) {
  assert(index < kRppsNumbers);
  return WithKey("997" + Digits((index * kScatter + 13) % kRppsNumbers, 7));
}

std::string AdeliOf(std::uint64_t index) {
  return WithKey("99" + Digits((index * kScatter + 13) % 1'000'000, 6));
}

std::string FinessOf(std::string_view department, std::uint32_t order) {
  if (department.size() == 3) {  // "974" -> 97 x 4 oooo
    return WithKey("97" + Digits(order / 10'000, 1) + std::string(department.substr(2)) +
                   Digits(order % 10'000, 4));
  }
  return WithKey(std::string(department) + Digits(order, 6));
}

std::string SirenOf(std::uint64_t index) {
  return WithKey(Digits(30'000'000 + (index * kScatter + 17) % 60'000'000, 8));
}

std::string SiretOf(std::string_view siren, std::uint32_t site) {
  return WithKey(std::string(siren) + Digits(site, 4));
}

std::string InventDate(Random& random, std::uint32_t first_year, std::uint32_t years) {
  std::string date = Digits(first_year + random.Below(years), 4);
  date += '-';
  date += Digits(1 + random.Below(12), 2);
  date += '-';
  date += Digits(1 + random.Below(28), 2);
  return date;
}

}  // namespace annuaire::synth
