#include "server/rpc/lock_checks.h"

#include <absl/synchronization/mutex.h>

namespace annuaire::rpc {

void LeaveOutLockChecks() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }

}  // namespace annuaire::rpc
