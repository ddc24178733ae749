// The readable sheet of each kind of record.

#pragma once

#include <string>

#include "annuaire/v1/record.pb.h"
#include "directory/display/terminal.h"

namespace annuaire::cli {

std::string ToSheet(const v1::Practitioner& practitioner, const Terminal& terminal);
std::string ToSheet(const v1::Organization& organization, const Terminal& terminal);
std::string ToSheet(const v1::Mailbox& mailbox, const Terminal& terminal);
std::string ToSheet(const v1::WithdrawnMailbox& withdrawn, const Terminal& terminal);
std::string ToSheet(const v1::Domain& domain, const Terminal& terminal);

}  // namespace annuaire::cli
