#include "indexer/input_file.h"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>

#include "indexer/inflater.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = 128 << 10;
constexpr std::uint64_t kInflationGuess = 8;

enum class Wrapping { kZip, kGzip, kPlain, kEmpty };

constexpr std::string_view kGiveFiles = ": give the published files, or a folder that holds them";

// After the operation that failed.
Status CannotRead(const std::string& path) {
  const int number = errno;
  return UnavailableError("cannot read " + path + ": " +
                          std::generic_category().message(number == 0 ? EIO : number) +
                          "; check that it is there and may be read");
}

Result<Wrapping> DetectWrapping(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char magic[4] = {};
  file.read(magic, sizeof magic);
  if (file.bad() || !file.is_open()) return CannotRead(path);
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

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

// Folders, links and devices have no rows.
bool IsRegular(zip_t* zip, std::uint64_t index, std::string_view name) {
  if (name.ends_with('/')) return false;
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  zip_file_get_external_attributes(zip, index, 0, &system, &attributes);
  const zip_uint32_t mode = system == ZIP_OPSYS_UNIX ? attributes >> 16 & S_IFMT : 0;
  return mode == 0 || mode == S_IFREG;
}

Status CannotList(const std::string& path, const std::error_code& error) {
  return UnavailableError("listing " + path + ": " + error.message() +
                          "; check that it may be read");
}

Status AddFolder(const std::string& folder, std::set<std::string>& seen,
                 std::vector<std::string>& files) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool hidden = at->path().filename().string().starts_with('.');
    const fs::file_status status = at->status(error);
    if (status.type() == fs::file_type::none) return CannotList(at->path().string(), error);
    if (hidden && fs::is_directory(status)) at.disable_recursion_pending();
    if (!hidden && fs::is_regular_file(status)) found.push_back(at->path().string());
  }
  if (error) return CannotList(folder, error);
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
      return NotFoundError("no file or folder " + path + std::string(kGiveFiles));
    } else if (seen.insert(fs::weakly_canonical(path, error).string()).second) {
      files.push_back(path);
    }
  }
  if (files.empty()) return NotFoundError("no file in the given folders" + std::string(kGiveFiles));
  return files;
}

struct InputFile::Rep {
  std::string path;
  InputLimits limits;
  Wrapping wrapping = Wrapping::kPlain;

  std::ifstream file;  // unless it is a zip archive
  std::unique_ptr<zip_t, CloseZip> zip;
  std::unique_ptr<zip_file_t, CloseZip> zip_entry;  // the one at hand
  zip_stat_t zip_stat{};                            // of it
  zip_int64_t zip_index = 0;                        // of the next one
  std::optional<Inflater> inflater;                 // of the entry at hand, unless stored as it is
  std::unique_ptr<char[]> block = std::make_unique_for_overwrite<char[]>(kBlockBytes);

  std::size_t entries = 0;
  std::string entry_name;
  std::uint64_t entry_bytes = 0;
  std::uint64_t entry_bytes_expected = 0;
  std::uint64_t inflated_bytes = 0;
  std::uint64_t file_bytes = 0;

  std::string FileName() const { return fs::path(path).filename().string(); }
  Status Damaged(std::string_view why) const {
    return DataLossError((entry_name.empty() ? path : entry_name) +
                         " is damaged: " + std::string(why) + "; fetch it again");
  }
  Status OpenZip();
  Result<bool> NextOfZip();
  Status OpenZipEntry(const std::string& name);
  // Bytes as they are stored.
  Result<std::size_t> ReadStored(std::span<char> buffer);
  Result<std::size_t> ReadEntry(std::span<char> buffer);
  Inflater MakeInflater(Inflater::Format format);
  Status CheckWhole() const;
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
  if (*wrapping == Wrapping::kZip) {
    RETURN_IF_ERROR(rep->OpenZip());
  } else {
    rep->file.open(path, std::ios::binary);
    if (!rep->file.is_open()) return CannotRead(path);
  }
  return InputFile(std::move(rep));
}

Status InputFile::Rep::OpenZip() {
  int code = 0;
  zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (zip != nullptr) return OkStatus();
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  Status status = Damaged(zip_error_strerror(&error));
  zip_error_fini(&error);
  return status;
}

Result<bool> InputFile::NextEntry() {
  Rep& rep = *rep_;
  rep.entry_bytes = 0;
  if (rep.wrapping == Wrapping::kZip) return rep.NextOfZip();
  if (rep.entries++ != 0) return false;
  rep.entry_name = rep.FileName();
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(rep.path, error);
  rep.entry_bytes_expected = error ? 0 : bytes;
  if (rep.wrapping == Wrapping::kGzip) {
    rep.entry_bytes_expected *= kInflationGuess;
    rep.inflater.emplace(rep.MakeInflater(Inflater::Format::kGzip));
  }
  return true;
}

Result<bool> InputFile::Rep::NextOfZip() {
  for (; zip_index < zip_get_num_entries(zip.get(), 0); ++zip_index) {
    if (++entries > limits.entries_max) {
      return ResourceExhaustedError(path + " has more than " + std::to_string(limits.entries_max) +
                                    " entries");
    }
    // UTF-8, or made so.
    const auto index = static_cast<zip_uint64_t>(zip_index);
    const char* const found = zip_get_name(zip.get(), index, ZIP_FL_ENC_GUESS);
    const std::string name = found == nullptr ? "unnamed" : found;
    if (!IsRegular(zip.get(), index, name) || IsDebris(name)) continue;
    RETURN_IF_ERROR(OpenZipEntry(name));
    ++zip_index;
    return true;
  }
  return false;
}

Status InputFile::Rep::OpenZipEntry(const std::string& name) {
  entry_name = FileName() + "!" + name;
  const auto index = static_cast<zip_uint64_t>(zip_index);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
  if (zip_stat_index(zip.get(), index, 0, &zip_stat) != 0 ||
      (zip_stat.valid & kNeeded) != kNeeded) {
    return Damaged("no size or checksum");
  }
  if ((zip_stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      zip_stat.encryption_method != ZIP_EM_NONE) {
    return FailedPreconditionError(entry_name + " is encrypted: unpack it first");
  }
  const bool deflated = zip_stat.comp_method == ZIP_CM_DEFLATE;
  // What libzip inflated itself could not be told from what the file holds.
  if (!deflated && zip_stat.comp_method != ZIP_CM_STORE) {
    return FailedPreconditionError(entry_name + " is compressed by method " +
                                   std::to_string(zip_stat.comp_method) +
                                   ", which no published file is: unpack it first");
  }
  zip_entry.reset(zip_fopen_index(zip.get(), index, deflated ? ZIP_FL_COMPRESSED : 0));
  if (zip_entry == nullptr) return Damaged(zip_strerror(zip.get()));
  entry_bytes_expected = zip_stat.size;
  inflater.reset();
  if (deflated) inflater.emplace(MakeInflater(Inflater::Format::kDeflate));
  return OkStatus();
}

const std::string& InputFile::entry_name() const { return rep_->entry_name; }

std::uint64_t InputFile::entry_bytes_expected() const { return rep_->entry_bytes_expected; }

Result<std::size_t> InputFile::Rep::ReadStored(std::span<char> buffer) {
  std::size_t size = 0;
  if (wrapping == Wrapping::kZip) {
    const zip_int64_t read = zip_fread(zip_entry.get(), buffer.data(), buffer.size());
    if (read < 0) return Damaged(zip_error_strerror(zip_file_get_error(zip_entry.get())));
    size = static_cast<std::size_t>(read);
  } else {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (file.bad()) return CannotRead(path);
    size = static_cast<std::size_t>(file.gcount());
  }
  file_bytes += size;
  return size;
}

Inflater InputFile::Rep::MakeInflater(Inflater::Format format) {
  return Inflater(format, [this]() -> Result<std::span<const unsigned char>> {
    const Result<std::size_t> size = ReadStored({block.get(), kBlockBytes});
    if (!size.ok()) return size.status();
    return std::span(reinterpret_cast<const unsigned char*>(block.get()), *size);
  });
}

Result<std::size_t> InputFile::Rep::ReadEntry(std::span<char> buffer) {
  if (!inflater.has_value()) return ReadStored(buffer);
  Result<std::size_t> size = inflater->Read(buffer);
  if (size.status().code() == StatusCode::kDataLoss) return Damaged(size.status().message());
  return size;
}

Result<std::size_t> InputFile::Read(std::span<char> buffer) {
  Rep& rep = *rep_;
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const Result<std::size_t> size = rep.ReadEntry(buffer.subspan(filled));
    if (!size.ok()) return size.status();
    if (*size == 0) break;
    filled += *size;
  }
  rep.entry_bytes += filled;
  rep.inflated_bytes += filled;
  RETURN_IF_ERROR(rep.CheckSize());
  if (filled < buffer.size()) RETURN_IF_ERROR(rep.CheckWhole());
  return filled;
}

// At the end of an entry that was inflated here; libzip checks the others itself.
Status InputFile::Rep::CheckWhole() const {
  if (wrapping != Wrapping::kZip || !inflater.has_value()) return OkStatus();
  if (entry_bytes != zip_stat.size) return Damaged("its size is not what the archive says");
  if (inflater->crc() != zip_stat.crc) return Damaged("the checksum is wrong");
  return OkStatus();
}

Status InputFile::Rep::CheckSize() const {
  if (entry_bytes > limits.entry_bytes_max) {
    return ResourceExhaustedError(entry_name + " is larger than " +
                                  std::to_string(limits.entry_bytes_max) + " bytes");
  }
  if (inflated_bytes > limits.inflation_free_bytes &&
      inflated_bytes / limits.inflation_max > file_bytes) {
    return ResourceExhaustedError(entry_name + " inflates more than " +
                                  std::to_string(limits.inflation_max) +
                                  " times, which no published file does");
  }
  return OkStatus();
}

}  // namespace annuaire::indexer
