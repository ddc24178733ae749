#include "cli/stream_watch.h"

#include <algorithm>

namespace annuaire::cli {

StreamWatch::StreamWatch(grpc::ClientContext& context, double seconds)
    : context_(context),
      patience_(
          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))),
      thread_([this] { Run(); }) {}

StreamWatch::~StreamWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

grpc::Status StreamWatch::Judge(const grpc::Status& status) const {
  if (!gave_up_ || status.ok()) return status;
  return {grpc::StatusCode::DEADLINE_EXCEEDED, ""};
}

void StreamWatch::Run() {
  constexpr Clock::duration kLook = std::chrono::milliseconds(200);
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, std::min(kLook, patience_), [this] { return stopped_; })) {
    const Clock::rep since = since_.load();
    if (since == kNotWaiting) continue;
    if (Clock::now() - Clock::time_point(Clock::duration(since)) < patience_) continue;
    gave_up_ = true;
    context_.TryCancel();
    return;
  }
}

}  // namespace annuaire::cli
