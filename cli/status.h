// What a failed call means to the person who typed it: one table from gRPC's
// codes to ours, one from ours to the exit code of the program.
//
//   exit  meaning
//   0     done, also when a search has no row
//   1     nobody has it; or the answer is not what --fail-on demands
//   2     the words typed cannot be read
//   3     failure: no server, no answer in time, a bug
//
// Pure functions.

#pragma once

#include <grpcpp/support/status.h>

#include <string>

#include "directory/base/status.h"

namespace annuaire::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitNotFound = 1;
inline constexpr int kExitUnmet = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitFailure = 3;

int ExitCode(StatusCode code);

// Where and how a call was made; for the message.
struct CallSite {
  std::string server;
  double timeout_seconds = 0;
  // Whether the connection stood when the call ended. Tells a server without a
  // directory from no server at all, which gRPC's codes do not.
  bool connected = false;
};

// A message that names the thing, the place and the remedy; never gRPC's own
// words about sockets. A code this version does not know becomes kInternal.
Status FromGrpc(const grpc::Status& status, const CallSite& site);

}  // namespace annuaire::cli
