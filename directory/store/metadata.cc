#include "directory/store/metadata.h"

#include "directory/store/archive.h"

namespace annuaire {

std::string_view EditionDateOf(const Metadata& metadata) {
  for (const std::string_view kind : {"Correspondance_MSSante", "Personne_activite"}) {
    for (const SourceFile& source : metadata.sources) {
      if (source.kind == kind && !source.extract_date.empty()) return source.extract_date;
    }
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
