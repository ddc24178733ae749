// What data.gouv.fr's API says of a published file.
//
// Pure functions. Read of the answers of /api/2/datasets/resources/ID/ (one
// resource) and /api/1/datasets/ID/ (all of a dataset): url, last_modified,
// filesize, checksum, and in "extras" what its own crawler computed of some
// version of the file, not always the last one: analysis:checksum (SHA-1),
// analysis:content-length.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::indexer {

struct DataGouvFile {
  std::string url;
  std::string file_name;      // the last part of the address
  std::string last_modified;  // ISO
  std::string sha1;           // lower case; empty when it is not told
  // Of the version that "sha1" is of.
  std::optional<std::uint64_t> bytes;
};

// The resource described or, of those of a dataset, the newest one whose file
// name starts with "prefix". Returns kDataLoss for anything but a description,
// kNotFound when a dataset has no such file.
Result<DataGouvFile> ReadDataGouvAnswer(std::string_view json, std::string_view prefix);

// Whether a file of this length and SHA-1 may be the one described: a checksum
// of a file of another length is one of another version.
bool MayBe(const DataGouvFile& described, std::uint64_t bytes, std::string_view sha1);

}  // namespace annuaire::indexer
