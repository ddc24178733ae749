// GiveWay() lets whoever waits for this thread's processor have it; for long
// work beside which calls are answered, once a record.
//
// Low priority alone is not enough. Since Linux 6.6 (EEVDF) a thread that wakes
// up shortly after it fell asleep may count as one that has just had its share:
// whoever has its processor then, be it at nice 19 or SCHED_IDLE, keeps it until
// the next tick, 4 ms at 250 Hz. A server that answers many calls does that all
// the time: one call in a hundred waited 4 ms while an ingest ran beside it.
//
// A call takes some nanoseconds; it looks at the clock now and then, and asks
// the scheduler kGiveWayPeriod after the last time. A timer would need no such
// calls in loops, but interrupts cost 20 µs each on virtual machines.

#pragma once

#include <chrono>
#include <cstdint>
#include <thread>

namespace annuaire {

inline constexpr std::chrono::microseconds kGiveWayPeriod{100};

// Returns whether it asked the scheduler.
inline bool GiveWay() {
  constexpr std::uint32_t kCallsALook = 16;
  thread_local std::uint32_t calls = 0;
  thread_local std::chrono::steady_clock::time_point next;
  if (++calls % kCallsALook != 0) return false;
  const auto now = std::chrono::steady_clock::now();
  if (now < next) return false;
  next = now + kGiveWayPeriod;
  std::this_thread::yield();
  return true;
}

}  // namespace annuaire
