#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace annuaire::cli {

Status Output::Flush() {
  std::string_view left = pending_;
  while (!left.empty() && !closed_) {
    const ssize_t written = ::write(fd_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      closed_ = true;
    } else if (errno != EINTR) {
      const std::string reason = std::strerror(errno);
      pending_.clear();
      return InternalError("cannot write the answer: " + reason);
    }
  }
  pending_.clear();
  return OkStatus();
}

}  // namespace annuaire::cli
