// FormerKeys tells by which key a structure goes that a file names by a number it
// had before: a mailbox's "499700000013001", the rank of a professional's practice,
// is the "Ancien identifiant" of a structure that has another id by now. Internal
// to the room.
//
// Such numbers are rare, and only when there are some the sites are looked through
// once. One that two structures had, or that still is a key, is left alone.
//
// Immutable; the parts outlive it.

#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "directory/join/join_part.h"
#include "directory/join/join_rows.h"

namespace annuaire {

class FormerKeys {
 public:
  explicit FormerKeys(const std::deque<JoinPart>& parts);

  // Whether "key" is another structure's former number.
  bool Holds(std::string_view key) const { return !now_.empty() && now_.contains(key); }
  // The key that the structure has now; mostly "key" itself.
  std::string_view Now(std::string_view key) const {
    if (now_.empty()) return key;
    const auto found = now_.find(key);
    return found == now_.end() ? key : found->second;
  }
  // The places of these rows that are named so, by the keys they have now.
  std::vector<std::uint32_t> PlacesOf(const JoinRows& rows) const;

 private:
  std::unordered_map<std::string_view, std::string_view> now_;
};

}  // namespace annuaire
