#include "cli/answer_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace annuaire::cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kNewFileMode = 0644;

Status Failure(const char* what, const std::string& path) {
  return InternalError(std::string(what) + " " + path + ": " + std::strerror(errno));
}

// Opens "path", with the owner and mode of "like" unless it is null, and fills it.
Status Fill(const std::string& path, const struct stat* like,
            const std::function<Status(Output&)>& write) {
  const mode_t mode = like != nullptr ? like->st_mode & ALLPERMS : kNewFileMode;
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0) return Failure("cannot write", path);
  if (like != nullptr) {
    // Refused to all but root where another is the owner.
    [[maybe_unused]] const int owned = ::fchown(fd, like->st_uid, like->st_gid);
    ::fchmod(fd, mode);
  }
  Output file(fd);
  Status status = write(file);
  if (::close(fd) != 0 && status.ok()) status = Failure("cannot write", path);
  return status;
}

}  // namespace

Status WriteAnswerFile(const std::string& path, const std::function<Status(Output&)>& write) {
  struct stat found {};
  const bool exists = ::stat(path.c_str(), &found) == 0;
  std::error_code error;
  const bool dangling = !exists && fs::is_symlink(path, error);
  if (dangling || (exists && !S_ISREG(found.st_mode))) return Fill(path, nullptr, write);

  const fs::path target = exists ? fs::canonical(path, error) : fs::path(path);
  const std::string part = target.string() + ".part";
  Status status = Fill(part, exists ? &found : nullptr, write);
  if (status.ok() && std::rename(part.c_str(), target.c_str()) != 0) {
    status = Failure("cannot rename", part);
  }
  if (!status.ok()) ::unlink(part.c_str());
  return status;
}

}  // namespace annuaire::cli
