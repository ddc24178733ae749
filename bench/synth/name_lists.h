// Common French names, most frequent first; data of names.cc. Static.

#pragma once

#include <span>
#include <string_view>

namespace annuaire::synth {

std::span<const std::string_view> CommonFamilyNames();
// Names with a particle, an apostrophe or from abroad.
std::span<const std::string_view> ParticularFamilyNames();
// "generation" as in names.h.
std::span<const std::string_view> WomenNames(int generation);
std::span<const std::string_view> MenNames(int generation);

}  // namespace annuaire::synth
