// Which kinds of files a generation was made of.

#pragma once

#include <algorithm>

#include "directory/extract/file_kind.h"
#include "directory/store/metadata.h"

namespace annuaire::indexer {

inline bool IsOfKind(const SourceFile& source, FileKind kind) {
  return source.kind == ToString(kind);
}

inline bool HasKind(const Metadata& metadata, FileKind kind) {
  return std::any_of(metadata.sources.begin(), metadata.sources.end(),
                     [&](const SourceFile& source) { return IsOfKind(source, kind); });
}

}  // namespace annuaire::indexer
