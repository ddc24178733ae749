#include "directory/join/former_keys.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "directory/join/structure_fields.h"

namespace annuaire {

FormerKeys::FormerKeys(const std::deque<JoinPart>& parts) {
  for (const JoinPart& part : parts) {
    const JoinRows& rows = part.rows();
    for (const std::uint32_t place : rows.typed_places) {
      now_.try_emplace(StructureKeyIn(rows.places.Text(place)));
    }
  }
  if (now_.empty()) return;
  std::array<bool, 256> begins_one{};
  for (const auto& [key, now] : now_) begins_one[static_cast<unsigned char>(key.front())] = true;
  const auto find = [&](std::string_view id) {
    const bool may_be = !id.empty() && begins_one[static_cast<unsigned char>(id.front())];
    return may_be ? now_.find(id) : now_.end();
  };
  for (const JoinPart& part : parts) {
    const ByteInterner& sites = part.rows().sites;
    for (std::uint32_t site = 0; site < sites.size(); ++site) {
      const std::string_view text = sites.Text(site);
      const std::string_view key = StructureKeyIn(text);
      if (const auto itself = find(key); itself != now_.end()) itself->second = itself->first;
      const auto found = find(StructureFormerIdIn(text));
      if (found == now_.end() || found->second == key) continue;
      found->second = found->second.empty() ? key : found->first;
    }
  }
  std::erase_if(now_,
                [](const auto& one) { return one.second.empty() || one.second == one.first; });
}

std::vector<std::uint32_t> FormerKeys::PlacesOf(const JoinRows& rows) const {
  std::vector<std::uint32_t> places;
  const auto key_of = [&](std::uint32_t place) { return StructureKeyIn(rows.places.Text(place)); };
  std::copy_if(rows.typed_places.begin(), rows.typed_places.end(), std::back_inserter(places),
               [&](std::uint32_t place) { return Holds(key_of(place)); });
  std::stable_sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
    return Now(key_of(a)) < Now(key_of(b));
  });
  return places;
}

}  // namespace annuaire
