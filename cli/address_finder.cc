#include "cli/address_finder.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

bool Separates(char c) {
  constexpr std::string_view kSeparators = "<>()[]{},;:\"\\|";
  return static_cast<unsigned char>(c) <= ' ' || kSeparators.find(c) != std::string_view::npos;
}

// Of a sentence or of quotes, at either end.
bool Surrounds(char c) {
  constexpr std::string_view kMarks = ".'`!?";
  return kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> FindAddresses(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t start = at;
    while (start > 0 && !Separates(text[start - 1])) --start;
    std::size_t end = at + 1;
    while (end < text.size() && !Separates(text[end])) ++end;
    while (start < at && Surrounds(text[start])) ++start;
    while (end > at + 1 && Surrounds(text[end - 1])) --end;
    const std::string_view address = text.substr(start, end - start);
    if (start == at || end == at + 1) continue;
    if (std::find(found.begin(), found.end(), address) == found.end()) found.push_back(address);
  }
  return found;
}

bool HoldsMoreThanAnAddress(std::string_view line) {
  const std::string_view text = Trim(line);
  const std::vector<std::string_view> found = FindAddresses(text);
  return !found.empty() && found.front().size() != text.size();
}

}  // namespace annuaire::cli
