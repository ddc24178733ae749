#include "directory/store/metadata.h"

#include <algorithm>

#include "directory/store/archive.h"

namespace annuaire {

std::string_view EditionDateOf(const Metadata& metadata) {
  for (const std::string_view kind : {"Correspondance_MSSante", "Personne_activite"}) {
    std::string_view latest;
    for (const SourceFile& source : metadata.sources) {
      if (source.kind == kind) latest = std::max<std::string_view>(latest, source.extract_date);
    }
    if (!latest.empty()) return latest;
  }
  return metadata.extract_date;
}

std::string EncodeMetadata(const Metadata& metadata) {
  std::string bytes;
  Encode(metadata, nullptr, bytes);
  return bytes;
}

Result<Metadata> DecodeMetadata(std::string_view bytes) {
  Metadata metadata;
  Decoder decoder(nullptr, bytes);
  if (!decoder.Read(metadata)) {
    return DataLossError("metadata malformed at byte " + std::to_string(decoder.offset()));
  }
  return metadata;
}

}  // namespace annuaire
