#include "server/rpc/lock_checks.h"

#include <absl/synchronization/mutex.h>
#include <gtest/gtest.h>

namespace annuaire::rpc {
namespace {

// Locks taken in both orders are what the checks are for: they end the process.
TEST(LockChecksTest, LeftOutTheyNoLongerLookAtTheOrder) {
  LeaveOutLockChecks();
  absl::Mutex first;
  absl::Mutex second;
  {
    const absl::MutexLock outer(&first);
    const absl::MutexLock inner(&second);
  }
  const absl::MutexLock outer(&second);
  const absl::MutexLock inner(&first);
  SUCCEED();
}

}  // namespace
}  // namespace annuaire::rpc
