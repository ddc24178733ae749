#include "directory/words/place_terms.h"

#include <algorithm>
#include <charconv>

#include "directory/words/structure_terms.h"

namespace annuaire {
namespace {

struct DividedCity {
  std::string_view name;
  unsigned postcode;  // of its first arrondissement
  unsigned count;
};
constexpr DividedCity kDividedCities[] = {
    {"paris", 75001, 20}, {"lyon", 69001, 9}, {"marseille", 13001, 16}};
// The sixteenth of Paris has two.
constexpr unsigned kSecondPostcode = 75116;

std::string NameOf(const DividedCity& city, unsigned number) {
  return std::string(city.name) + std::to_string(number) + "e";
}

// The number at the beginning of "word", and what comes after it.
struct Number {
  unsigned value = 0;
  std::string_view rest;
};
Number NumberOf(std::string_view word) {
  Number number;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number.value);
  number.rest = word.substr(static_cast<std::size_t>(end - word.data()));
  return number;
}

bool EndsOrdinal(std::string_view rest) {
  constexpr std::string_view kEnds[] = {"e", "em", "eme", "er", "ieme"};
  return std::find(std::begin(kEnds), std::end(kEnds), rest) != std::end(kEnds);
}

}  // namespace

Arrondissement ArrondissementAt(std::span<const std::string> words) {
  if (words.size() < 2) return {};
  const auto city = std::find_if(std::begin(kDividedCities), std::end(kDividedCities),
                                 [&](const DividedCity& each) { return each.name == words[0]; });
  if (city == std::end(kDividedCities)) return {};
  const auto [number, rest] = NumberOf(words[1]);
  if (number == 0 || number > city->count) return {};
  if (rest.empty() && words.size() == 2) return {words[0] + words[1], 2};
  if (!rest.empty() && !EndsOrdinal(rest)) return {};
  return {NameOf(*city, number), 2};
}

std::vector<std::string> PlaceTerms(std::string_view text) {
  std::vector<std::string> terms = StructureTerms(text);
  if (Arrondissement found = ArrondissementAt(terms); found.words != 0) {
    if (found.name.ends_with('e')) found.name.pop_back();
    terms.insert(terms.end(), {found.name, found.name + 'e'});
    return terms;
  }
  if (terms.size() != 1) return terms;
  const auto [postcode, rest] = NumberOf(terms.front());
  if (!rest.empty()) return terms;
  for (const DividedCity& city : kDividedCities) {
    if (postcode < city.postcode || postcode >= city.postcode + city.count) continue;
    terms.push_back(NameOf(city, postcode - city.postcode + 1) + terms.front());
  }
  if (postcode == kSecondPostcode) terms.push_back(NameOf(kDividedCities[0], 16) + terms.front());
  return terms;
}

}  // namespace annuaire
