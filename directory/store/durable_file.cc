#include "directory/store/durable_file.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace annuaire {
namespace {

std::string Said(std::string_view doing, const std::string& path, const std::error_code& error) {
  return std::string(doing) + " " + path + ": " + error.message();
}

Status SystemError(std::string_view doing, const std::string& path) {
  const std::error_code error(errno, std::generic_category());
  if (error != std::errc::no_such_file_or_directory) return FileError(doing, path, error);
  return NotFoundError(Said(doing, path, error));
}

// "user 998 may not enter /srv/annuaire (of user 0, mode 700)": the first folder on the way to
// "path" that this process may not enter, or "path" itself; empty when it is none of them.
std::string WhoMayNotRead(const std::string& path) {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string part = path.substr(0, end);
    struct stat of {};
    if (::stat(part.c_str(), &of) != 0) return {};
    const bool is_folder = S_ISDIR(of.st_mode);
    const bool is_last = end == std::string::npos;
    const int right = (is_folder ? X_OK : 0) | (is_last ? R_OK : 0);
    if (::faccessat(AT_FDCWD, part.c_str(), right, AT_EACCESS) != 0) {
      char mode[8];
      std::snprintf(mode, sizeof mode, "%o", of.st_mode & 07777u);
      return "user " + std::to_string(::geteuid()) + " may not " +
             (is_folder ? "enter " : "read ") + part + " (of user " + std::to_string(of.st_uid) +
             ", mode " + mode + ")";
    }
    if (is_last) return {};
  }
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

// What helps when "path" or, where it is not there yet, its folder may not be written.
std::string RemedyOfOwner(std::string path) {
  struct stat found = {};
  while (::stat(path.c_str(), &found) != 0 && path.rfind('/') != std::string::npos) {
    path.resize(path.rfind('/'));
  }
  if (found.st_uid == ::geteuid()) return "; it takes a folder that can be written";
  const passwd* const owner = ::getpwuid(found.st_uid);
  const std::string name = owner != nullptr ? owner->pw_name : std::to_string(found.st_uid);
  return "; " + path + " belongs to " + name + ": run it as that user (runuser -u " + name +
         " -- ...) or give it to this one (chown -R)";
}

Status WriteAll(int descriptor, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return SystemError("writing", path);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return OkStatus();
}

}  // namespace

Status FileError(std::string_view doing, const std::string& path, const std::error_code& error) {
  const std::string message = Said(doing, path, error);
  if (error == std::errc::no_space_on_device || error == std::errc::file_too_large ||
      error.value() == EDQUOT) {
    return ResourceExhaustedError(message + "; make room on the disk");
  }
  if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted) {
    return UnavailableError(message + RemedyOfOwner(path));
  }
  return UnavailableError(message + "; it takes a folder that can be written");
}

Status ReadError(std::string_view doing, const std::string& path, const std::error_code& error) {
  const std::string who = error == std::errc::permission_denied ? WhoMayNotRead(path) : "";
  return UnavailableError(Said(doing, path, error) + (who.empty() ? "" : "; " + who));
}

Result<bool> Exists(const std::string& path) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (error) return ReadError("looking at", path, error);
  return exists;
}

Status SyncDirectory(const std::string& directory) {
  const Descriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok()) return SystemError("opening", directory);
  if (::fsync(folder.number()) != 0) return SystemError("flushing", directory);
  return OkStatus();
}

Status ReplaceFile(const std::string& path, std::string_view content) {
  const std::string temporary = path + ".tmp";
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file.ok()) return SystemError("creating", temporary);
    RETURN_IF_ERROR(WriteAll(file.number(), content, temporary));
    if (::fsync(file.number()) != 0) return SystemError("flushing", temporary);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return SystemError("replacing", path);
  const std::size_t slash = path.rfind('/');
  return SyncDirectory(slash == std::string::npos ? "." : path.substr(0, slash + 1));
}

Result<std::string> ReadSmallFile(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const auto failed = [&path](std::string_view doing) {
    const std::error_code error(errno, std::generic_category());
    if (error != std::errc::no_such_file_or_directory) return ReadError(doing, path, error);
    return NotFoundError(Said(doing, path, error));
  };
  if (!file.ok()) return failed("opening");
  std::string content;
  char buffer[512];
  while (true) {
    const ssize_t size = ::read(file.number(), buffer, sizeof buffer);
    if (size == 0) return content;
    if (size > 0) {
      content.append(buffer, static_cast<std::size_t>(size));
    } else if (errno != EINTR) {
      return failed("reading");
    }
  }
}

Result<FileLock> FileLock::TryAcquire(const std::string& path, std::string_view other) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return SystemError("opening", path);
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return SystemError("locking", path);
    return UnavailableError(path + " is locked by " + std::string(other) + ": wait for it to end");
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace annuaire
