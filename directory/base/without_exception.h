// Our code says what failed with a Status; want of memory or of threads, and what third
// parties throw, comes as an exception. WithoutException() makes it a Status, where
// others wait for whoever failed, or go on after it.
//
// Work beside other work is started with std::async, which hands its exceptions on to
// whoever gets the answer; one that leaves a std::thread ends the process.
//
// Example:
//
//   Status loaded = WithoutException([&] { return Load(); });

#pragma once

#include <exception>
#include <new>

#include "directory/base/status.h"

namespace annuaire {

// "work" returns a Status or a Result.
template <typename Work>
auto WithoutException(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return ResourceExhaustedError("not enough memory");
  } catch (const std::exception& error) {
    return InternalError(error.what());
  }
}

}  // namespace annuaire
