// What wire_mailboxes.cc writes, made the plain way: through messages.

#pragma once

#include <string>

#include "annuaire/v1/directory_service.pb.h"
#include "directory/lookup/row.h"

namespace annuaire::grpc_front {

void Encode(const MailboxRow& row, v1::Suggestion& out);

std::string DisplayName(const MailboxRow& row);

}  // namespace annuaire::grpc_front
