// Guards compare a generation just built with the one being served: a directory
// that lost a tenth of its mailboxes overnight was cut, not emptied.
//
// Bands are steps between publications that
// follow each other; measured drift is under 0.2 % a day, so that a silence of
// weeks stays inside them too.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/result.h"
#include "directory/extract/file_kind.h"
#include "directory/store/generation.h"

namespace annuaire::indexer {

// What is counted of a generation.
enum class Measure : std::uint8_t {
  kProfessionals,
  kPersonalMailboxes,        // PER
  kOrganizationalMailboxes,  // ORG
  kEstablishments,           // structures that FINESS describes
  kDomains,
};
inline constexpr std::size_t kMeasureCount = 5;

// "professionals", "PER", "ORG", "establishments", "domains".
std::string_view ToString(Measure measure);
// Whether files of this kind are what the measure counts.
bool IsMeasuredBy(Measure measure, FileKind kind);

struct Census {
  std::array<std::uint64_t, kMeasureCount> counts{};

  std::uint64_t& operator[](Measure measure) { return counts[static_cast<std::size_t>(measure)]; }
  std::uint64_t operator[](Measure measure) const {
    return counts[static_cast<std::size_t>(measure)];
  }
};

// Scans the structures and mailboxes of a generation.
Result<Census> TakeCensus(const Generation& generation);

// Of the last good generation in the folder "store" but "built": the one served or, when
// that is torn, the newest of the others that is not. Nothing when there is none.
Census CensusBefore(const std::string& store, const Generation& built);

// Shares of the count before by which it may shrink and grow.
struct Band {
  double shrink = 0.1;
  double growth = 0.1;
};

struct Bands {
  std::array<Band, kMeasureCount> of = {{
      {.shrink = 0.05, .growth = 0.1},  // professionals
      {.shrink = 0.1, .growth = 0.1},   // PER
      {.shrink = 0.1, .growth = 0.1},   // ORG: fell 10 % in 75 days, rightly
      {.shrink = 0.1, .growth = 0.2},   // establishments
      {.shrink = 0.1, .growth = 10},    // domains: operators register hundreds in a day
  }};

  Band& operator[](Measure measure) { return of[static_cast<std::size_t>(measure)]; }
  const Band& operator[](Measure measure) const { return of[static_cast<std::size_t>(measure)]; }
};

// Why the measure is out of its band, or nothing. A count of 0 before is no
// measure to go by, except that a mailbox extract without PER or without ORG
// never was.
std::string CheckMeasure(Measure measure, std::uint64_t before, std::uint64_t now,
                         const Band& band);

// Why what was read of the raw file is not rows of all of "kinds", and no others; or nothing.
std::string CheckContent(const std::vector<FileKind>& kinds, const std::string& raw_name,
                         const Metadata& metadata);

}  // namespace annuaire::indexer
