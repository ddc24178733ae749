// The white list of MSSanté domains, listeblanchemssante.xml, without its
// signature: one entry per domain and operator certificate.
//
// Source: ANS, list of 2025-02-28 (6,494 entries for 4,944 names).

#pragma once

#include <cstdint>
#include <string>

#include "bench/synth/domains.h"
#include "bench/synth/output.h"
#include "directory/base/status.h"

namespace annuaire::synth {

Status WriteWhiteList(std::uint64_t seed, const Domains& domains, const std::string& stamp,
                      const OutputFolder& folder);

}  // namespace annuaire::synth
