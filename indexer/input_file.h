// Input files: zip archives, gz files and plain files, told apart by their
// first bytes, read as a sequence of entries.
//
// Everything streams with bounded memory: libzip finds the entries of an archive,
// inflater.h decompresses. Nothing is ever written to disk, so an entry named
// "../x" is only a strange name. Encrypted entries, damaged archives and absurd
// ones (see InputLimits) are refused; sizes and checksums are verified.
//
// One thread per InputFile.
//
// Example:
//
//   Result<InputFile> file = InputFile::Open(path);
//   while (true) {
//     Result<bool> more = file->NextEntry();          // name: "a.zip!b.txt"
//     if (!more.ok() || !*more) break;
//     Result<std::size_t> size = file->Read(buffer);  // until 0
//   }

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "directory/base/result.h"

namespace annuaire::indexer {

struct InputLimits {
  std::uint64_t entry_bytes_max = std::uint64_t{64} << 30;
  // The extracts inflate 5 times; deflate can reach 1032.
  std::uint64_t inflation_max = 200;
  // Small files may inflate as they like.
  std::uint64_t inflation_free_bytes = 64 << 20;
  std::size_t entries_max = 10000;
};

// The files of "paths": folders are walked in sorted order, hidden files left
// out; a file given twice is read once. Returns kNotFound for a path that does
// not exist, and when there is no file at all.
Result<std::vector<std::string>> FindInputFiles(const std::vector<std::string>& paths);

class InputFile {
 public:
  static Result<InputFile> Open(const std::string& path, const InputLimits& limits = {});

  InputFile(InputFile&&) noexcept;
  InputFile& operator=(InputFile&&) noexcept;
  ~InputFile();

  // Moves to the next entry; false when there is none.
  Result<bool> NextEntry();

  // Name of the entry, without the file's folders; "archive.zip!folder/entry.txt".
  const std::string& entry_name() const;

  // About how many bytes Read() will give; what the archive says, or a guess.
  std::uint64_t entry_bytes_expected() const;

  // Fills "buffer" as far as the entry goes; 0 at its end. A shorter answer
  // than the buffer means that the end is reached.
  Result<std::size_t> Read(std::span<char> buffer);

 private:
  struct Rep;
  explicit InputFile(std::unique_ptr<Rep> rep);

  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire::indexer
