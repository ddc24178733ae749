// The answers that list mailboxes, written without messages (wire.h): Suggest is
// asked at every keystroke, and most of its time went into the sixty small
// strings of a message.
//
// Safe from any thread.

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"
#include "server/edition.h"

namespace annuaire::grpc_front {

// Replaces "reply" by a SuggestResponse of what "edition" has found.
void WriteSuggestResponse(const Edition& edition, const Suggestions& found,
                          ::grpc::ByteBuffer& reply);

// Replaces "reply" by a SearchMailboxesResponse.
void WriteSearchMailboxesResponse(const Edition& edition, const std::vector<MailboxIndex>& found,
                                  std::string_view next_page_token, ::grpc::ByteBuffer& reply);

}  // namespace annuaire::grpc_front
