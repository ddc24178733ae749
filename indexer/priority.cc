#include "indexer/priority.h"

#include <unistd.h>

#include <cerrno>
#include <string>

namespace annuaire::indexer {

Status LowerPriority(int steps) {
  errno = 0;  // -1 is a priority, too
  if (steps > 0 && nice(steps) == -1 && errno != 0) {
    return UnavailableError("cannot lower the priority by " + std::to_string(steps));
  }
  return OkStatus();
}

}  // namespace annuaire::indexer
