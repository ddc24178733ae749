// Any bytes as lines of a legacy FINESS csv.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/extract/finess_csv.h"
#include "directory/join/join.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  FinessCsvParser parser;
  Join join;
  JoinPart& part = join.AddPart();
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (parser.Parse(text.substr(0, end)).ok() && parser.has_row()) part.Add(parser.row());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  part.Close();
  (void)join.EmitOrganizations([](const Organization&) { return OkStatus(); }).ok();
  return 0;
}
