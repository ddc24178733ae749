#include "server/loader.h"

#include <malloc.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "directory/base/snapshot.h"
#include "directory/base/without_exception.h"
#include "server/load_directory.h"
#include "server/log.h"

namespace annuaire {
namespace {

// Looked at this often even when nothing was reported: a network file system
// reports nothing, and retired editions wait to be freed.
constexpr int kPeriodMs = 1000;

// A thread that rests ends in much less.
constexpr std::chrono::milliseconds kToEnd(100);

// A file descriptor that turns readable when a file of the folder is replaced;
// nothing happens when the system has none left.
class FolderWatch {
 public:
  explicit FolderWatch(const std::string& folder) : fd_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    if (fd_ >= 0) inotify_add_watch(fd_, folder.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE);
  }
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch() {
    if (fd_ >= 0) close(fd_);
  }

  // Returns after a change, "wake_fd" turning readable, or the period.
  void Wait(int wake_fd) {
    std::array<pollfd, 2> fds = {pollfd{wake_fd, POLLIN, 0}, pollfd{fd_, POLLIN, 0}};
    if (poll(fds.data(), fds.size(), kPeriodMs) <= 0) return;
    std::array<char, 4096> events;
    while (fd_ >= 0 && read(fd_, events.data(), events.size()) > 0) {
    }
  }

 private:
  int fd_;
};

// Loading beside calls under way must not slow them: on Linux this is the
// priority of the calling thread, and of those it starts.
void YieldToCalls() { (void)setpriority(PRIO_PROCESS, 0, 19); }

// Empty when none is named.
std::string CurrentNameIn(const std::string& directory) {
  const Result<Store> store = Store::Open(directory);
  const Result<std::string> name = store.ok() ? store->CurrentName() : store.status();
  return name.ok() ? *name : std::string();
}

template <typename Part>
void Keep(Result<Part> made, Snapshot<Part>& part) {
  if (made.ok()) {
    part.Publish(std::make_shared<const Part>(*std::move(made)));
  } else {
    Log("complete_failed", {{"error", made.status().ToString()}}, LogLevel::kError);
  }
}

}  // namespace

Loader::Loader(std::string store_directory, LoaderOptions options, Editions& editions)
    : store_directory_(std::move(store_directory)), options_(options), editions_(editions) {}

Loader::~Loader() = default;

Status Loader::Load() {
  const auto started = std::chrono::steady_clock::now();
  const Result<Store> store = Store::Open(store_directory_);
  if (!store.ok()) return store.status();
  const Result<std::string> name = store->CurrentName();
  if (!name.ok()) return name.status();
  std::shared_ptr<const Edition> served = editions_.Get();
  if (served && served->name() == *name) return OkStatus();

  Result<Generation> generation = store->OpenCurrent(options_.generation);
  if (!generation.ok()) return Status(generation.status()).Annotate("store " + store_directory_);
  auto directory = LoadDirectory(*generation);
  if (!directory.ok()) {
    const bool is_lost = directory.status().code() == StatusCode::kDataLoss;
    return Status(directory.status())
        .Annotate(
            "generation " + generation->metadata().generation +
            (is_lost ? " (go back with: annuaire-indexer rollback --store " + store_directory_ + ")"
                     : ""));
  }
  auto parts = grpc_front::WireParts::Build(*generation, **directory);
  if (!parts.ok()) return Status(parts.status()).Annotate("store " + store_directory_);
  const std::string loaded = generation->metadata().generation;
  const DirectoryCounts counts = (*directory)->counts();
  const auto edition = std::make_shared<Edition>(*std::move(generation), *std::move(directory),
                                                 *std::move(parts), NowUtc());
  // What LDAP finds is the same from the first call on.
  if (options_.for_ldap) edition->shared_names.emplace(*edition->directory);
  without_history_ = edition;
  OpenHistory();
  editions_.Publish(edition);
  incomplete_ = edition;
  loaded_at_ = std::chrono::steady_clock::now();
  if (served) retired_.push_back(std::move(served));
  malloc_trim(0);  // what building left
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  took_ = spent;
  Log("loaded", {{"generation", loaded},
                 {"ms", spent.count()},
                 {"practitioners", counts.practitioners},
                 {"organizations", counts.organizations},
                 {"mailboxes", counts.mailboxes},
                 {"domains", counts.domains}});
  return OkStatus();
}

void Loader::Complete() {
  if (!incomplete_) return;
  const std::shared_ptr<Edition> edition = std::exchange(incomplete_, nullptr);
  const Status made = WithoutException([&] {
    Keep(grpc_front::WireDetails::Build(edition->generation, *edition->directory),
         edition->details);
    if (options_.for_ldap) {
      Keep(ldap_front::PhoneBook::Build(edition->generation, *edition->directory), edition->phones);
    }
    return OkStatus();
  });
  malloc_trim(0);
  if (!made.ok()) {
    Log("complete_failed", {{"error", made.ToString()}}, LogLevel::kError);
    return;
  }
  Log("completed", {{"generation", edition->name()}});
}

void Loader::Watch(std::function<void()> published) {
  std::promise<void> ended;
  ended_ = ended.get_future();
  thread_ = std::jthread([this, published = std::move(published),
                          ended = std::move(ended)](const std::stop_token& stop) mutable {
    Complete();
    YieldToCalls();
    Run(stop, published);
    ended.set_value();
  });
}

bool Loader::Stop() {
  if (!ended_.valid()) return true;
  thread_.request_stop();
  return ended_.wait_for(kToEnd) == std::future_status::ready;
}

void Loader::Run(const std::stop_token& stop, const std::function<void()>& published) {
  std::array<int, 2> wake = {-1, -1};
  if (pipe(wake.data()) != 0) wake = {-1, -1};
  {
    const std::stop_callback on_stop(
        stop, [&wake] { [[maybe_unused]] const auto written = write(wake[1], "", 1); });
    FolderWatch watch(store_directory_);
    while (!stop.stop_requested()) {
      Follow(published);
      OpenHistory();
      FreeRetired();
      const auto served_for = std::chrono::steady_clock::now() - loaded_at_;
      if (retired_.empty() || served_for >= options_.patience) Complete();
      watch.Wait(wake[0]);
    }
  }
  for (const int fd : wake) {
    if (fd >= 0) close(fd);
  }
}

void Loader::Follow(const std::function<void()>& published) {
  if (options_.try_again != nullptr && options_.try_again->exchange(false)) attempts_ = {};
  const std::string name = CurrentNameIn(store_directory_);
  if (!attempts_.IsDue(name, Attempts::Clock::now())) return;
  const std::shared_ptr<const Edition> before = editions_.Get();
  const Status status = WithoutException([this] { return Load(); });
  if (!status.ok() && !name.empty()) {
    attempts_.Failed(name, Attempts::Clock::now());
    ++failures_;
  }
  editions_.load_failure.Publish(
      status.ok() ? nullptr : std::make_shared<const std::string>(status.message()));
  if (!status.ok() && status.message() != last_failure_) {
    Log("load_failed",
        {{"error", status.ToString()},
         {"serving", before ? std::string_view(before->name()) : "nothing"}},
        LogLevel::kError);
  }
  last_failure_ = status.message();
  if (editions_.Get() != before) published();
}

void Loader::OpenHistory() {
  if (!without_history_) return;
  Status failure = WithoutException([this] {
    Result<History> history = History::Open(store_directory_, without_history_->name());
    if (!history.ok()) return history.status();
    without_history_->history.Publish(std::make_shared<const Result<History>>(std::move(history)));
    return OkStatus();
  });
  if (!failure.ok()) {
    without_history_->history.Publish(std::make_shared<const Result<History>>(failure));
  }
  if (!MayPass(failure)) without_history_.reset();
  if (failure.code() == StatusCode::kNotFound) failure = OkStatus();
  if (!failure.ok() && failure.message() != history_failure_) {
    Log("history_failed", {{"error", failure.ToString()}}, LogLevel::kError);
  }
  history_failure_ = failure.message();
}

void Loader::FreeRetired() {
  const std::size_t freed =
      std::erase_if(retired_, [](const std::shared_ptr<const Edition>& edition) {
        if (edition.use_count() > 1) return false;
        Log("freed", {{"generation", edition->name()}});
        return true;
      });
  if (freed > 0) malloc_trim(0);
}

}  // namespace annuaire
