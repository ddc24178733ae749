// What every front end of a Unix socket does before and after bind(): who may enter the
// folder of the socket may connect, and a socket is taken over only from a server that is
// gone.
//
// Safe from any thread; MakeRoom() does not wait for whoever listens there.

#pragma once

#include <sys/un.h>

#include <string>

#include "directory/base/result.h"
#include "directory/base/status.h"

namespace annuaire {

// kInvalidArgument when the path is too long for a socket, or empty.
Result<sockaddr_un> UnixAddress(const std::string& path);

// Removes the socket of a server that is gone. kAlreadyExists when one listens there, or
// when something else is there; kUnavailable when that cannot be told, or no socket can be
// made there.
Status MakeRoom(const std::string& path);

// As any port of this machine. REQUIRES: bound
Status OpenToAll(const std::string& path);

}  // namespace annuaire
