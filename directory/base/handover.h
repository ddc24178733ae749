// A Handover passes values from one thread to another, in order. Whoever puts in
// more than its limit waits until some are taken.
//
// REQUIRES: one thread takes, and one puts; without a limit, so that none of them
// waits, any number may put. Whoever is woken is then the one who can go on.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace annuaire {

template <typename T>
class Handover {
 public:
  explicit Handover(std::size_t waiting_max = std::numeric_limits<std::size_t>::max())
      : waiting_max_(waiting_max) {}

  // REQUIRES: not closed
  void Put(T value) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return values_.size() < waiting_max_; });
      values_.push_back(std::move(value));
    }
    changed_.notify_one();
  }

  // No more will come. May be called again.
  void Close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
  }

  // Waits for the next value; nothing once closed and empty.
  std::optional<T> Take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !values_.empty(); });
    return TakeFront(lock);
  }

  // Does not wait: the next value if more than "few" are there.
  std::optional<T> TakeIfMoreThan(std::size_t few) {
    std::unique_lock lock(mutex_);
    return values_.size() > few ? TakeFront(lock) : std::nullopt;
  }

 private:
  // Nothing when there is none.
  std::optional<T> TakeFront(std::unique_lock<std::mutex>& lock) {
    if (values_.empty()) return std::nullopt;
    std::optional<T> next(std::move(values_.front()));
    values_.pop_front();
    lock.unlock();
    changed_.notify_one();
    return next;
  }

  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> values_;
  bool closed_ = false;
};

}  // namespace annuaire
