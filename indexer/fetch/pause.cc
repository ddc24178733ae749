#include "indexer/fetch/pause.h"

#include <algorithm>
#include <thread>

namespace annuaire::indexer {

bool Pause(std::chrono::milliseconds time, const std::atomic<bool>& stop) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!stop) {
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= left.zero()) return true;
    std::this_thread::sleep_for(
        std::min<std::chrono::steady_clock::duration>(left, std::chrono::milliseconds(100)));
  }
  return false;
}

}  // namespace annuaire::indexer
