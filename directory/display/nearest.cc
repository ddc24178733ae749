#include "directory/display/nearest.h"

#include "directory/base/edit_distance.h"

namespace annuaire {

std::string Nearest(std::string_view word, std::span<const std::string> candidates) {
  std::string nearest;
  std::size_t least = word.size();
  for (const std::string& candidate : candidates) {
    const std::size_t most = (candidate.size() + 2) / 3;
    const std::size_t distance = EditDistance(word, candidate, most);
    if (distance < least && distance <= most) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace annuaire
