// Numbers with their check digits: RPPS, ADELI, FINESS, SIREN, SIRET; and dates.
//
// Luhn over the whole number, the letter at the second place of a Corsican
// FINESS counting A = 1, B = 2. Every RPPS begins with 997 and every ADELI with
// 99, where no real person is. Pure functions; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bench/synth/random.h"

namespace annuaire::synth {

// 997 + seven digits + key: so many distinct practitioners exist.
inline constexpr std::uint64_t kRppsNumbers = 10'000'000;

// "digits" followed by its Luhn key.
std::string WithKey(std::string_view digits);

// The RPPS of practitioner "index", scattered over the range, never twice.
// REQUIRES: index < kRppsNumbers
std::string RppsOf(std::uint64_t index);

// 99 + six digits + key. Distinct for a million consecutive indexes.
std::string AdeliOf(std::uint64_t index);

// The FINESS number "order" of a department ("54", "2A", "974").
// REQUIRES: order < 1,000,000 in metropolis and Corsica, < 100,000 overseas
std::string FinessOf(std::string_view department, std::uint32_t order);

// A SIREN, and one of its SIRETs. REQUIRES: index < 60,000,000, site < 10,000
std::string SirenOf(std::uint64_t index);
std::string SiretOf(std::string_view siren, std::uint32_t site);

// "number" in decimal, with leading zeros up to "width" digits.
std::string Digits(std::uint64_t number, int width);

// An ISO date in the "years" years from "first_year" on.
std::string InventDate(Random& random, std::uint32_t first_year, std::uint32_t years);

}  // namespace annuaire::synth
