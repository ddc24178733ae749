#include "indexer/sync/raw_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "directory/base/ascii.h"
#include "indexer/input_file.h"

namespace annuaire::indexer {
namespace {

namespace fs = std::filesystem;

std::string_view ExtensionOf(std::string_view name) {
  constexpr std::array<std::string_view, 7> kExtensions = {".json.gz", ".zip", ".txt", ".csv",
                                                           ".json",    ".xml", ".gz"};
  for (const std::string_view extension : kExtensions) {
    if (name.ends_with(extension)) return extension;
  }
  return {};
}

bool LooksLikeWebPage(std::string_view bytes) {
  const std::string start = ToLower(std::string(bytes.substr(0, 512)));
  return start.find("<!doctype html") != std::string::npos ||
         start.find("<html") != std::string::npos;
}

// "../x", "a/../../x" and "/x" would leave the folder of whoever unpacks them.
bool LeavesItsFolder(std::string_view entry) {
  const fs::path name(entry);
  return name.is_absolute() ||
         std::any_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
}

Status CheckKind(std::string_view bytes, const Source& source) {
  const FileKind kind = DetectFileKind(bytes);
  if (std::find(source.kinds.begin(), source.kinds.end(), kind) != source.kinds.end()) {
    return OkStatus();
  }
  if (LooksLikeWebPage(bytes)) {
    return FailedPreconditionError(
        "is a web page, not the file: an error page or a portal answered in its place");
  }
  const std::string found = kind == FileKind::kUnknown
                                ? "none of the published files"
                                : "a file of kind " + std::string(ToString(kind));
  return FailedPreconditionError("is " + found + ", not of kind " +
                                 std::string(ToString(source.kinds.front())));
}

}  // namespace

std::string NameRawFile(std::string_view source, std::string_view date, std::string_view sha256,
                        std::string_view published_name) {
  // One digit more might be a date.
  constexpr std::size_t kContentDigits = 7;
  std::string name = std::string(source) + "-";
  for (const char c : date) {
    if (c != '-') name += c;
  }
  return name.append(".")
      .append(sha256.substr(0, kContentDigits))
      .append(ExtensionOf(published_name));
}

std::string RawNameOf(const SourceFile& read) {
  return read.file_name.substr(0, read.file_name.find('!'));
}

bool IsNamedIn(std::string_view message, std::string_view name) {
  const auto goes_on = [](std::string_view rest) {
    const auto is_of_name = [](char c) {
      return IsLetter(c) || IsDigit(c) || c == '-' || c == '_';
    };
    if (rest.starts_with('.')) rest.remove_prefix(1);  // of an extension, or of a sentence
    return !rest.empty() && is_of_name(rest.front());
  };
  for (std::size_t at = message.find(name); at != message.npos; at = message.find(name, at + 1)) {
    const bool begins = at == 0 || message[at - 1] == '/' || message[at - 1] == ' ';
    if (begins && !goes_on(message.substr(at + name.size()))) return true;
  }
  return false;
}

Status InspectRawFile(const std::string& path, const Source& source) {
  Result<InputFile> file = InputFile::Open(path);
  if (!file.ok()) return file.status();
  std::vector<char> first(kFileKindProbeBytes);
  int entries = 0;
  while (true) {
    const Result<bool> more = file->NextEntry();
    if (!more.ok()) return more.status();
    if (!*more) break;
    ++entries;
    const std::string& name = file->entry_name();
    const std::size_t inside = name.find('!');
    const bool zipped = inside != std::string::npos;
    if (zipped && LeavesItsFolder(std::string_view(name).substr(inside + 1))) {
      return FailedPreconditionError(name + " is named outside of its archive: refused");
    }
    const Result<std::size_t> size = file->Read(first);
    if (!size.ok()) return size.status();
    RETURN_IF_ERROR(CheckKind({first.data(), *size}, source).Annotate(name));
  }
  if (entries == 0) return FailedPreconditionError(path + " is an archive without files");
  return OkStatus();
}

void SweepRawFiles(const std::string& store, const SourceState& state) {
  std::error_code error;
  fs::directory_iterator at(SourceFolderOf(store, state.name), error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name == "partial" || name == "partial.json" || name == "delta" ||
        name == state.fresh.name || name == state.good.name || name == state.refused.name ||
        IsNamedIn(state.refused_reason, name)) {
      continue;
    }
    std::error_code ignored;
    fs::remove(at->path(), ignored);
  }
}

}  // namespace annuaire::indexer
