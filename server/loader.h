// A Loader keeps the Edition that is served in step with the store.
//
// Load() brings the current generation in; Watch() does so again whenever
// CURRENT names another one, in a thread of its own: the new Edition is built
// beside the old one, at the lowest priority, and published, and calls under way
// keep the one they have.
// A generation that cannot be loaded is logged and the old one goes on being
// served; it is tried again ever more seldom, or when it is told to. Retired editions are
// freed by the loader's thread, so that no call pays for giving back a gigabyte.
//
// One thread calls Load(), Complete(), Watch(), Stop() and the destructor, and after
// Watch() only the last two. The Editions must
// outlive the Loader.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "directory/base/status.h"
#include "directory/store/store.h"
#include "server/attempts.h"
#include "server/edition.h"

namespace annuaire {

struct LoaderOptions {
  GenerationOptions generation;
  bool for_ldap = false;  // editions have what LDAP alone asks for
  // So long the next edition is not completed while calls hold the former one, so that
  // two whole ones are not in memory.
  std::chrono::seconds patience{10};
  // Set by anybody to have what could not be loaded tried again within a second; the loader
  // takes it back. May be null.
  std::atomic<bool>* try_again = nullptr;
};

class Loader {
 public:
  Loader(std::string store_directory, LoaderOptions options, Editions& editions);
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;
  ~Loader();  // waits for a load under way

  // Loads and publishes what CURRENT names, unless it is served already. The
  // message names the store and the remedy.
  Status Load();

  // Makes what the edition loaded last is served faster with, in a second or two at
  // national size; then logs event=completed. Does nothing the second time.
  void Complete();

  // Starts watching; each edition is completed once the one before it is gone, or
  // patience is at its end.
  // "published" is called in the loader's thread after each publication.
  void Watch(std::function<void()> published = [] {});

  // From any thread: attempts at a generation that failed, and how long the last one that did
  // not took.
  std::uint64_t failures() const { return failures_; }
  std::chrono::milliseconds took() const { return took_; }

  // Watches no longer. False when the thread is still at work on an edition: that may take
  // long, cannot be broken off and writes nothing, so the process may end in the middle of it.
  bool Stop();

 private:
  void Run(const std::stop_token& stop, const std::function<void()>& published);
  // Load() for the thread: a failure, an exception too, is logged once, until it changes.
  void Follow(const std::function<void()>& published);
  // Of the edition loaded last, unless it has one. What may pass is tried again.
  void OpenHistory();
  void FreeRetired();

  const std::string store_directory_;
  const LoaderOptions options_;
  Editions& editions_;
  std::shared_ptr<Edition> incomplete_;  // null when there is none
  std::chrono::steady_clock::time_point loaded_at_;
  std::shared_ptr<Edition> without_history_;  // null when none is to be tried for
  std::string history_failure_;
  Attempts attempts_;
  std::vector<std::shared_ptr<const Edition>> retired_;
  std::string last_failure_;
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::chrono::milliseconds> took_{};
  std::jthread thread_;
  std::future<void> ended_;  // of the thread
};

}  // namespace annuaire
