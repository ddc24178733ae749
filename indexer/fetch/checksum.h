// Checksums of files, through OpenSSL.

#pragma once

#include <string>

#include "directory/base/result.h"

namespace annuaire::indexer {

struct Checksums {
  std::string sha1;    // lower case hexadecimal: what data.gouv.fr publishes
  std::string sha256;  // lower case hexadecimal: what tells two files apart
};

// Reads "path" once. Returns kUnavailable when it cannot be read.
Result<Checksums> ChecksumFile(const std::string& path);

}  // namespace annuaire::indexer
