// When a mailbox was seen, in words. Empty for an empty message.

#pragma once

#include <string>

#include "annuaire/v1/record.pb.h"

namespace annuaire::cli {

// "since 2026-10-03", "since 2026-11-20 or before"
std::string Describe(const v1::Sighting& sighting);

// "was published until 2026-10-03; holder now at jean.dupre@ch.mssante.example"
std::string Describe(const v1::WithdrawnMailbox& withdrawn);

}  // namespace annuaire::cli
