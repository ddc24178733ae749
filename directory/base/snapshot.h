// Snapshot<T> publishes immutable versions of a T to any number of readers.
//
// Get() hands out a shared reference that stays valid however many versions
// are published after it; the last reader of a version destroys it. Take one
// Get() per call and use it throughout, so that a reply never mixes versions.
//
// Thread-safe. Get() costs one uncontended mutex (about 20 ns).
// std::atomic<std::shared_ptr> is not used: it is slower here and ThreadSanitizer
// reports a race inside libstdc++ 12's.

#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace annuaire {

template <typename T>
class Snapshot {
 public:
  // Empty until the first Publish(): Get() returns nullptr.
  Snapshot() = default;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  std::shared_ptr<const T> Get() const {
    std::lock_guard lock(mutex_);
    return current_;
  }

  void Publish(std::shared_ptr<const T> next) {
    {
      std::lock_guard lock(mutex_);
      current_.swap(next);
    }
    // "next", now the former version, may be destroyed here, outside the lock.
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const T> current_;
};

}  // namespace annuaire
