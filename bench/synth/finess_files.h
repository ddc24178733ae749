// The FINESS files: the three legacy csv and the FINESS+ flow.
//
// etalab-cs1100501 legal entities, -cs1100502 establishments (32 fields),
// -cs1100507 establishments (31 fields) then their coordinates; open ones only.
// finess-structures-journalier holds closed records too, some padded with
// blanks, and has its coordonneeX and Y swapped, as published.
// Sources: XSD of the FINESS extracts (2020); FINESS+ structures v1.0.0.

#pragma once

#include <string>

#include "bench/synth/output.h"
#include "bench/synth/structures.h"
#include "directory/base/status.h"

namespace annuaire::synth {

// "stamp" is YYYYMMDDhhmm.
Status WriteLegacyFiness(const Structures& structures, const std::string& stamp,
                         const OutputFolder& folder);
Status WriteFinessPlus(const Structures& structures, const std::string& stamp,
                       const OutputFolder& folder);

// Of one establishment or entity, in its commune and near its centre.
struct Position {
  std::string x, y;                 // Lambert-93 or so, metres
  std::string latitude, longitude;  // WGS84, degrees
};
Position PositionOf(const Commune& commune, std::uint32_t index);

}  // namespace annuaire::synth
