#include "directory/join/join.h"

#include <cassert>

#include "directory/join/join_rows.h"

namespace annuaire {

Status Join::CheckComplete() const {
  for (const JoinPart& part : parts_) {
    assert(part.rows().is_closed);
    RETURN_IF_ERROR(part.rows().CheckComplete());
  }
  return OkStatus();
}

std::size_t Join::memory_bytes() const {
  std::size_t bytes = 0;
  for (const JoinPart& part : parts_) bytes += part.memory_bytes();
  return bytes;
}

}  // namespace annuaire
