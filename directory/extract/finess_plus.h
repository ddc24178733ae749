// ReadFinessPlus() streams a FINESS+ "finess-structures" file: legal entities
// (pmej), each with its geographic establishments (ege).
//
// The file is one JSON object of hundreds of megabytes: one legal entity with
// its establishments is in memory at a time. Keys are compared without case
// and underscores, and a {code, system} object counts as its code, so that the
// spellings before schema v1.0.0 read alike. Padding is trimmed. Coordinates
// are directionLatitude and directionLongitude: coordonneeX and Y are swapped
// in the files and ignored. Category labels come from CodeList, as the file
// has codes only.
//
// Source: ansforge/finess, schema-structures-v1.json (3f7d459; b442df5 for the
// older spelling) and its example of 9 March 2026.
//
// Example:
//
//   Result<FinessPlusSummary> summary =
//       ReadFinessPlus(source, [&](const Organization& row) { return join.Add(row); });

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "directory/base/result.h"
#include "directory/base/status.h"
#include "directory/extract/chunk_source.h"
#include "directory/record/organization.h"

namespace annuaire {

struct FinessPlusSummary {
  static constexpr std::size_t kUnknownKeysMax = 64;

  std::string generated_at;  // "2026-03-09T15:49:37.615611300Z"
  std::uint64_t legal_entities = 0;
  std::uint64_t establishments = 0;
  std::uint64_t without_finess = 0;  // skipped: no well-formed number
  std::uint64_t bad_finess_keys = 0;
  // Keys the parser does not know, with their number of appearances; the first
  // kUnknownKeysMax names.
  std::map<std::string, std::uint64_t> unknown_keys;
};

// Views in the row are valid during the call. An error stops the reading.
using OrganizationSink = std::function<Status(const Organization&)>;

// Malformed or truncated JSON gives InvalidArgument with the byte offset, an
// object without "pmej" FailedPrecondition, a token over 16 MiB or a legal
// entity over 64 MiB ResourceExhausted; an error of the sink is returned as it
// is. Rows already given stay given.
Result<FinessPlusSummary> ReadFinessPlus(const ChunkSource& source, const OrganizationSink& sink);

}  // namespace annuaire
