#include "indexer/fetch/partial_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "directory/store/durable_file.h"
#include "directory/store/state_file.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kBytesPerFlush = 32 << 20;

Status SystemError(std::string_view doing, const std::string& path) {
  return OfOwnDisk(FileError(doing, path, {errno, std::generic_category()}));
}

std::string OriginFileOf(const std::string& folder) { return folder + "/partial.json"; }

StateMembers MembersOf(PartialOrigin& origin, std::uint64_t& bytes) {
  return {{"url", &origin.url},
          {"etag", &origin.etag},
          {"last_modified", &origin.last_modified},
          {"bytes", &bytes}};
}

}  // namespace

std::string PartialOrigin::Validator() const {
  return !etag.empty() && !etag.starts_with("W/") ? etag : last_modified;
}

Status MakePrivateFolder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  return error ? OfOwnDisk(FileError("creating", folder, error)) : OkStatus();
}

Result<PartialFile> PartialFile::Open(const std::string& folder) {
  RETURN_IF_ERROR(MakePrivateFolder(folder));
  const std::string path = folder + "/partial";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return SystemError("opening", path);
  PartialFile file(folder, descriptor);
  RETURN_IF_ERROR(file.Load());
  return file;
}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      origin_(std::move(other.origin_)),
      bytes_(other.bytes_),
      flushed_(other.flushed_) {}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string PartialFile::path() const { return folder_ + "/partial"; }

Status PartialFile::Load() {
  struct stat found = {};
  if (::fstat(descriptor_, &found) != 0) return SystemError("reading", path());
  PartialOrigin origin;
  std::uint64_t bytes = 0;
  if (LoadState(OriginFileOf(folder_), MembersOf(origin, bytes)).ok() &&
      bytes <= static_cast<std::uint64_t>(found.st_size)) {
    origin_ = std::move(origin);
    bytes_ = flushed_ = bytes;
  }
  if (::ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0) {
    return SystemError("truncating", path());
  }
  if (::lseek(descriptor_, 0, SEEK_END) < 0) return SystemError("reading", path());
  return OkStatus();
}

Status PartialFile::ForgetOrigin() {
  const std::string path = OriginFileOf(folder_);
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return SystemError("removing", path);
  return OkStatus();
}

Status PartialFile::Restart(PartialOrigin origin) {
  RETURN_IF_ERROR(ForgetOrigin());
  origin_ = std::move(origin);
  bytes_ = flushed_ = 0;
  if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) < 0) {
    return SystemError("truncating", path());
  }
  return OkStatus();
}

Status PartialFile::Append(std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return SystemError("writing", path());
    if (written < 0) continue;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    bytes_ += static_cast<std::uint64_t>(written);
  }
  return bytes_ - flushed_ < kBytesPerFlush ? OkStatus() : Flush();
}

Status PartialFile::Flush() {
  if (origin_.Validator().empty() || bytes_ == 0) return OkStatus();  // nothing to go on with
  if (::fdatasync(descriptor_) != 0) return SystemError("flushing", path());
  flushed_ = bytes_;
  return OfOwnDisk(SaveState(OriginFileOf(folder_), MembersOf(origin_, flushed_)));
}

Status PartialFile::Complete() {
  if (::fsync(descriptor_) != 0) return SystemError("flushing", path());
  return ForgetOrigin();
}

Status PartialFile::Remove() {
  RETURN_IF_ERROR(ForgetOrigin());
  if (::unlink(path().c_str()) != 0 && errno != ENOENT) return SystemError("removing", path());
  return OkStatus();
}

Status LandFile(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return SystemError("renaming " + from + " to", to);
  return OfOwnDisk(SyncDirectory(fs::path(to).parent_path().string()));
}

Status OfOwnDisk(const Status& status) {
  return status.ok() ? status : InternalError(status.message());
}

}  // namespace annuaire::indexer
