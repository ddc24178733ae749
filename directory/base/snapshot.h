// Snapshot<T> publishes immutable versions of a T to any number of readers.
//
// Get() hands out a shared reference that stays valid however many versions
// are published after it; the last reader of a version destroys it. Take one
// Get() per call and use it throughout, so that a reply never mixes versions.
//
// Thread-safe. Get() costs one uncontended mutex (about 20 ns); a thread that
// asks millions of times a second keeps a Reader, whose Get() is one relaxed
// comparison while nothing new was published. std::atomic<std::shared_ptr> is
// not used: it is slower here and ThreadSanitizer reports a race inside
// libstdc++ 12's.

#pragma once

#include <atomic>
#include <cstdint>
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
      version_.fetch_add(1, std::memory_order_release);
    }
    // "next", now the former version, may be destroyed here, outside the lock.
  }

  // A reader's own copy of the latest version. One thread per Reader; the
  // Snapshot must outlive it. A Reader keeps the version it last saw alive, so
  // an idle one should be refreshed (or destroyed) after a publication.
  class Reader {
   public:
    explicit Reader(const Snapshot& snapshot) : snapshot_(&snapshot) {}

    const std::shared_ptr<const T>& Get() {
      const std::uint64_t version = snapshot_->version_.load(std::memory_order_acquire);
      if (version != seen_) {
        seen_ = version;
        copy_ = snapshot_->Get();
      }
      return copy_;
    }

   private:
    const Snapshot* snapshot_;
    std::shared_ptr<const T> copy_;
    std::uint64_t seen_ = 0;
  };

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const T> current_;
  std::atomic<std::uint64_t> version_{0};
};

}  // namespace annuaire
