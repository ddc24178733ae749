#include "indexer/input_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include "directory/base/fold.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr std::uint64_t kInflationGuess = 8;

enum class Wrapping { kZip, kGzip, kPlain, kEmpty };

Result<Wrapping> DetectWrapping(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char magic[4] = {};
  file.read(magic, sizeof magic);
  if (file.bad() || !file.is_open()) return UnavailableError("cannot read " + path);
  const std::string_view bytes(magic, static_cast<std::size_t>(file.gcount()));
  if (bytes.empty()) return Wrapping::kEmpty;
  // A local file header, or the end record of an archive without files.
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return Wrapping::kZip;
  if (bytes.starts_with("\x1f\x8b")) return Wrapping::kGzip;
  return Wrapping::kPlain;
}

// Left behind by file managers, never part of a publication.
bool IsDebris(std::string_view name) {
  return name.starts_with("__MACOSX/") || name.ends_with(".DS_Store");
}

// Archives spell names in UTF-8 or in some older set.
std::string NameOf(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  if (name == nullptr) return "unnamed";
  return IsValidUtf8(name) ? std::string(name) : Windows1252ToUtf8(name);
}

Status AddFolder(const std::string& folder, std::set<std::string>& seen,
                 std::vector<std::string>& files) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool hidden = at->path().filename().string().starts_with('.');
    if (hidden && at->is_directory()) at.disable_recursion_pending();
    if (!hidden && at->is_regular_file()) found.push_back(at->path().string());
  }
  if (error) return UnavailableError("listing " + folder + ": " + error.message());
  std::sort(found.begin(), found.end());
  for (std::string& file : found) {
    if (seen.insert(fs::weakly_canonical(file, error).string()).second) {
      files.push_back(std::move(file));
    }
  }
  return OkStatus();
}

}  // namespace

Result<std::vector<std::string>> FindInputFiles(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      RETURN_IF_ERROR(AddFolder(path, seen, files));
    } else if (!fs::exists(status)) {
      return NotFoundError("no file or folder " + path);
    } else if (seen.insert(fs::weakly_canonical(path, error).string()).second) {
      files.push_back(path);
    }
  }
  if (files.empty()) return NotFoundError("no file in the given folders");
  return files;
}

struct InputFile::Rep {
  std::string path;
  InputLimits limits;
  Wrapping wrapping = Wrapping::kPlain;
  std::unique_ptr<archive, decltype(&archive_read_free)> reader{archive_read_new(),
                                                                &archive_read_free};
  std::size_t entries = 0;
  std::string entry_name;
  std::uint64_t entry_bytes = 0;
  std::uint64_t entry_bytes_expected = 0;
  std::uint64_t inflated_bytes = 0;

  std::string FileName() const { return fs::path(path).filename().string(); }
  std::uint64_t FileBytes() const {
    const la_int64_t bytes = archive_filter_bytes(reader.get(), -1);
    return bytes < 0 ? 0 : static_cast<std::uint64_t>(bytes);
  }
  Status Damaged() const {
    const char* why = archive_error_string(reader.get());
    return DataLossError((entry_name.empty() ? path : entry_name) +
                         " is damaged: " + (why == nullptr ? "unreadable" : why));
  }
  Status CheckSize() const;
};

InputFile::InputFile(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&&) noexcept = default;
InputFile::~InputFile() = default;

Result<InputFile> InputFile::Open(const std::string& path, const InputLimits& limits) {
  const Result<Wrapping> wrapping = DetectWrapping(path);
  if (!wrapping.ok()) return wrapping.status();
  auto rep = std::make_unique<Rep>();
  rep->path = path;
  rep->limits = limits;
  rep->wrapping = *wrapping;
  archive* reader = rep->reader.get();
  switch (*wrapping) {
    case Wrapping::kZip:
      archive_read_support_format_zip(reader);
      break;
    case Wrapping::kGzip:
      archive_read_support_filter_gzip(reader);
      archive_read_support_format_raw(reader);
      break;
    case Wrapping::kPlain:
      archive_read_support_format_raw(reader);
      break;
    case Wrapping::kEmpty:
      return InputFile(std::move(rep));
  }
  if (archive_read_open_filename(reader, path.c_str(), kBlockBytes) != ARCHIVE_OK) {
    return rep->Damaged();
  }
  return InputFile(std::move(rep));
}

Result<bool> InputFile::NextEntry() {
  Rep& rep = *rep_;
  rep.entry_bytes = 0;
  if (rep.wrapping == Wrapping::kEmpty) {
    rep.entry_name = rep.FileName();
    return rep.entries++ == 0;
  }
  while (true) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(rep.reader.get(), &entry);
    if (result == ARCHIVE_EOF) return false;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return rep.Damaged();
    if (++rep.entries > rep.limits.entries_max) {
      return ResourceExhaustedError(rep.path + " has more than " +
                                    std::to_string(rep.limits.entries_max) + " entries");
    }
    rep.entry_name = rep.FileName();
    if (rep.wrapping != Wrapping::kZip) {
      std::error_code error;
      const std::uintmax_t bytes = fs::file_size(rep.path, error);
      rep.entry_bytes_expected = error ? 0 : bytes;
      if (rep.wrapping == Wrapping::kGzip) rep.entry_bytes_expected *= kInflationGuess;
      return true;
    }
    rep.entry_bytes_expected = static_cast<std::uint64_t>(archive_entry_size(entry));
    const std::string name = NameOf(entry);
    if (archive_entry_filetype(entry) != AE_IFREG || IsDebris(name)) continue;
    rep.entry_name += "!" + name;
    if (archive_entry_is_encrypted(entry) != 0) {
      return FailedPreconditionError(rep.entry_name + " is encrypted: unpack it first");
    }
    return true;
  }
}

const std::string& InputFile::entry_name() const { return rep_->entry_name; }

std::uint64_t InputFile::entry_bytes_expected() const { return rep_->entry_bytes_expected; }

Result<std::size_t> InputFile::Read(std::span<char> buffer) {
  Rep& rep = *rep_;
  std::size_t filled = 0;
  while (filled < buffer.size() && rep.wrapping != Wrapping::kEmpty) {
    const la_ssize_t size =
        archive_read_data(rep.reader.get(), buffer.data() + filled, buffer.size() - filled);
    if (size == ARCHIVE_RETRY) continue;
    if (size < 0) return rep.Damaged();
    if (size == 0) break;
    filled += static_cast<std::size_t>(size);
  }
  rep.entry_bytes += filled;
  rep.inflated_bytes += filled;
  RETURN_IF_ERROR(rep.CheckSize());
  return filled;
}

Status InputFile::Rep::CheckSize() const {
  if (entry_bytes > limits.entry_bytes_max) {
    return ResourceExhaustedError(entry_name + " is larger than " +
                                  std::to_string(limits.entry_bytes_max) + " bytes");
  }
  if (inflated_bytes > limits.inflation_free_bytes &&
      inflated_bytes / limits.inflation_max > FileBytes()) {
    return ResourceExhaustedError(entry_name + " inflates more than " +
                                  std::to_string(limits.inflation_max) +
                                  " times, which no published file does");
  }
  return OkStatus();
}

std::uint64_t InputFile::file_bytes_read() const { return rep_->FileBytes(); }

}  // namespace annuaire::indexer
