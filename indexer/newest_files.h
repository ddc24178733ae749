// FindNewer() tells which files are not to be read since a newer one of their
// kind is among those given: a folder of downloads holds one for every week.
//
// Of most kinds there is one file a day. The legacy FINESS csv and the answers of the
// FHIR API come in several, of which only those that differ in nothing but the
// dates in their names stand for one another.
//
// Pure; safe from any thread.

#pragma once

#include <string>
#include <vector>

#include "directory/base/result.h"
#include "directory/extract/file_kind.h"

namespace annuaire::indexer {

// As its name and its first bytes tell it.
struct FoundFile {
  std::string name;  // "extract.zip!PS_LibreAcces.txt"
  FileKind kind = FileKind::kUnknown;
  std::string date;  // ISO; empty when nothing tells it
};

// For each of "files", the one to be read in its place, or nullptr: it is to be read.
// Returns kFailedPrecondition naming two files when it cannot be told which is newer.
Result<std::vector<const FoundFile*>> FindNewer(const std::vector<FoundFile>& files);

}  // namespace annuaire::indexer
