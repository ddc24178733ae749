// The raw files of a source: how they are named, and whether one just
// downloaded looks like what the source publishes.

#pragma once

#include <string>
#include <string_view>

#include "directory/base/status.h"
#include "directory/store/metadata.h"
#include "directory/store/source_state.h"
#include "indexer/sync/source.h"

namespace annuaire::indexer {

// A name that tells the source, the day of the data and the content, so that none
// ever stands for another file: "mailboxes-20260826.1f0c9d2.txt". "date" is ISO;
// the extension is that of "published_name", if it is a known one.
std::string NameRawFile(std::string_view source, std::string_view date, std::string_view sha256,
                        std::string_view published_name);

// The raw file an entry was read from: "a.zip" of "a.zip!b.txt".
std::string RawNameOf(const SourceFile& read);

// Whether "message" holds the name of a raw file, which is unlike any other word:
// "finess-20261120.json" is not in "old-finess-20261120.json".
bool IsNamedIn(std::string_view message, std::string_view name);

// Looks at every entry's name and first bytes. Returns kFailedPrecondition,
// kDataLoss or kResourceExhausted saying what is wrong: a web page, a damaged
// archive, entries named outside of it, a file of another kind. The rest of the
// bytes is looked at while they are read into a generation.
Status InspectRawFile(const std::string& path, const Source& source);

// Removes what is in the source's folder and not named by its state. The
// partial file stays.
void SweepRawFiles(const std::string& store, const SourceState& state);

}  // namespace annuaire::indexer
