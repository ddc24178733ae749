// Writes a whole invented country: every published file, consistent with each
// other, in bounded memory (some hundred bytes per establishment and mailbox).
//
// Equal options give equal bytes, on any machine and compiler.

#pragma once

#include <cstdint>
#include <string>

#include "bench/synth/output.h"
#include "directory/base/status.h"

namespace annuaire::synth {

// Practitioner numbers beyond are for those who left.
inline constexpr std::uint64_t kPractitionersMax = 9'900'000;

struct Options {
  std::uint64_t practitioners = 1000;
  std::uint64_t seed = 1;
  std::string directory;
  std::string stamp = "202611200300";  // YYYYMMDDhhmm, in names and contents
  std::string truth;                   // path of the report of defects, or empty
  OutputFolder::Form form = OutputFolder::Form::kPacked;
};

// REQUIRES: 1 <= practitioners <= kPractitionersMax, an existing directory, a
// stamp of twelve digits.
Status WriteCountry(const Options& options);

}  // namespace annuaire::synth
