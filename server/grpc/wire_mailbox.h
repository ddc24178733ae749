// The answers about one published mailbox, written without messages (wire.h).
//
// Safe from any thread.

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <optional>
#include <string_view>

#include "directory/record/mailbox.h"
#include "server/edition.h"
#include "server/grpc/sightings.h"

namespace annuaire::grpc_front {

// Replaces "reply" by the GetMailboxResponse for the mailbox at "index" of the
// edition's directory. Returns false, and leaves "reply" alone, when its record
// has to be read from the store. "details" may be null: those of the edition, as
// soon as it has any.
bool WriteGetMailboxResponse(const Edition& edition, const WireDetails* details, MailboxIndex index,
                             const std::optional<PublishedSighting>& sighting,
                             ::grpc::ByteBuffer& reply);

// The same for any mailbox, from its record.
void WriteGetMailboxResponse(const Edition& edition, MailboxIndex index, const Mailbox& mailbox,
                             const std::optional<PublishedSighting>& sighting,
                             ::grpc::ByteBuffer& reply);

// Replaces "reply" by the ValidateResponse for the mailbox at "index", asked for
// as "address". Returns false, and leaves "reply" alone, when its row does not tell
// all (WireStanding). REQUIRES: "address" is well-formed
bool WriteOkValidateResponse(const Edition& edition, MailboxIndex index, std::string_view address,
                             std::string_view expected_type, ::grpc::ByteBuffer& reply);

}  // namespace annuaire::grpc_front
