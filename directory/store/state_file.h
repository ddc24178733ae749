// A state file holds what a program must know again after it ended: one JSON object,
// replaced durably. One table of its struct's members drives writing and reading:
//
//   StateMembers MembersOf(RunState& state) {
//     return {{"started_at", &state.started_at}, {"ended_at", &state.ended_at}};
//   }
//
// A member that is missing in the file or of another type stays as it was, an unknown
// one is skipped: programs before and after this one read it.

#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "directory/base/status.h"

namespace annuaire {

struct StateMember;
using StateMembers = std::vector<StateMember>;

struct StateMember {
  const char* key;
  std::variant<std::string*, std::uint64_t*, StateMembers> value;  // members: those of a struct
};

Status SaveState(const std::string& path, const StateMembers& members);
// Returns kNotFound without such a file, kDataLoss when it holds no JSON object.
Status LoadState(const std::string& path, const StateMembers& members);

}  // namespace annuaire
