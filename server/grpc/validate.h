// Validate() says all that one edition knows of one mailbox address; the
// contract is ValidateResponse of proto/annuaire/v1/mailbox_service.proto.
//
// A published address has the verdict its generation was built with; any other
// is judged here, by the little that is known of it. Of a patient address
// nothing but syntax and key is looked at, and the answer does not hold it.
//
// Safe from any thread. kInvalidArgument above kAddressBytesMax; kDataLoss when
// the store is torn.
//
// Example:
//
//   v1::ValidateResponse response;
//   RETURN_IF_ERROR(Validate(*editions.Get(), request, response));

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <string_view>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/status.h"
#include "server/edition.h"

namespace annuaire::grpc_front {

// Replaces "response".
Status Validate(const Edition& edition, const v1::ValidateRequest& request,
                v1::ValidateResponse& response);

// The same from and to bytes. A published mailbox without remarks, which most
// are, is answered from memory and without messages.
Status Validate(const Edition& edition, std::string_view request, ::grpc::ByteBuffer& reply);

}  // namespace annuaire::grpc_front
