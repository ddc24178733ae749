// What server/grpc/wire_*.cc writes, made the plain way: through messages.

#pragma once

#include <string>

#include "annuaire/v1/directory_service.pb.h"
#include "directory/lookup/directory.h"
#include "directory/record/mailbox.h"

namespace annuaire::grpc_front {

void Encode(const MailboxRow& row, v1::Suggestion& out);
void Encode(const Mailbox& mailbox, const Directory& directory, v1::Mailbox& out);

std::string DisplayName(const MailboxRow& row);

}  // namespace annuaire::grpc_front
