// The three files of PS_LibreAcces: Personne_activite, SavoirFaire,
// Dipl_AutExerc, of any number of practitioners.
//
// Headers are those of September 2026, verbatim; rows end with '|' as the
// headers do. Source: ANS, files of 2026-05-05 to 2026-09-17.

#pragma once

#include <cstdint>
#include <string>

#include "bench/synth/output.h"
#include "bench/synth/people.h"
#include "bench/synth/structures.h"
#include "directory/base/status.h"

namespace annuaire::synth {

// Fills "out" with the structure where "person" works.
void DescribeWorkplace(const Structures& structures, const Person& person, const Workplace& place,
                       Structure& out);

// "stamp" is the YYYYMMDDhhmm of the file names.
Status WritePersonFiles(std::uint64_t seed, std::uint64_t practitioners, const People& people,
                        const Structures& structures, const std::string& stamp,
                        const OutputFolder& folder);

}  // namespace annuaire::synth
