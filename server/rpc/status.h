// Translates our Status into gRPC's at the rim. Both number their codes alike;
// the table in status.cc makes sure that a code added on our side is a choice
// here and not a cast.
//
// Pure function; safe from any thread.

#pragma once

#include <grpcpp/support/status.h>

#include "directory/base/status.h"

namespace annuaire::rpc {

::grpc::Status ToGrpcStatus(const Status& status);

}  // namespace annuaire::rpc
