// The file Extraction_Correspondance_MSSante: every mailbox of the country.
//
// 31 columns, no separator at the end of a row; convention: civility and
// department as codes, country 99000, structure type as the TRE_G07 digit.
//
// Rates are kept by counting, not by chance, so that small files have their
// share too. Rows that break the naming rules are reported to "truth" as
// address, tab, kind: nominative-org, nominative-service, service-per,
// departed-per, shared-per, unlisted-domain, patient.

#pragma once

#include <cstdint>
#include <string>

#include "bench/synth/domains.h"
#include "bench/synth/output.h"
#include "bench/synth/people.h"
#include "bench/synth/structures.h"
#include "directory/base/status.h"

namespace annuaire::synth {

// "truth" may be nullptr.
Status WriteMailboxFile(std::uint64_t seed, std::uint64_t practitioners, const People& people,
                        const Structures& structures, const Domains& domains,
                        const std::string& stamp, const OutputFolder& folder, Output* truth);

}  // namespace annuaire::synth
