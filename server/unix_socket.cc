#include "server/unix_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace annuaire {
namespace {

// 0 when somebody listens there, else why not, as connect() has it.
int TryToConnect(const sockaddr_un& address) {
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) return errno;
  const int connected = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int reason = connected == 0 ? 0 : errno;
  close(probe);
  return reason == EAGAIN ? 0 : reason;  // so many wait to be accepted
}

Status SystemError(const std::string& path, int reason) {
  return UnavailableError(path + ": " + std::strerror(reason));
}

}  // namespace

Result<sockaddr_un> UnixAddress(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    return InvalidArgumentError("the path of a socket has 1 to " +
                                std::to_string(sizeof address.sun_path - 1) + " bytes");
  }
  std::copy(path.begin(), path.end(), address.sun_path);
  return address;
}

Status MakeRoom(const std::string& path) {
  const Result<sockaddr_un> address = UnixAddress(path);
  if (!address.ok()) return address.status();
  const std::string folder(path, 0, path.rfind('/') + 1);
  if (!folder.empty() && access(folder.c_str(), W_OK | X_OK) != 0) {
    return SystemError(folder, errno);
  }
  struct stat there {};
  if (lstat(path.c_str(), &there) != 0) {
    return errno == ENOENT ? OkStatus() : SystemError(path, errno);
  }
  if (!S_ISSOCK(there.st_mode)) return AlreadyExistsError(path + " exists and is no socket");
  switch (const int reason = TryToConnect(*address)) {
    case 0:
      return AlreadyExistsError(path + " is served by another process");
    case EPROTOTYPE:
      return AlreadyExistsError(path + " exists and is a socket of another kind");
    case ECONNREFUSED:
      return unlink(path.c_str()) == 0 ? OkStatus() : SystemError(path, errno);
    default:
      return SystemError(path, reason);
  }
}

Status OpenToAll(const std::string& path) {
  constexpr mode_t kEverybody = 0666;
  if (chmod(path.c_str(), kEverybody) == 0) return OkStatus();
  return SystemError(path + " cannot be opened to all users", errno);
}

}  // namespace annuaire
