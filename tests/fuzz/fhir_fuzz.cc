// Any bytes as FHIR resources, in chunks whose size the first byte gives.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/extract/fhir.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  if (size == 0) return 0;
  const std::size_t chunk = std::size_t{data[0]} + 1;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const ChunkSource source = [&] {
    const std::string_view part = text.substr(0, chunk);
    text.remove_prefix(part.size());
    return std::span<const char>(part.data(), part.size());
  };
  (void)ReadFhir(source, [](const FhirResource&) { return OkStatus(); }).ok();
  return 0;
}
