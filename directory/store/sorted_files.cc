#include "directory/store/sorted_files.h"

#include <rocksdb/sst_file_writer.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "directory/base/give_way.h"
#include "directory/base/without_exception.h"
#include "directory/store/rocks.h"

namespace annuaire {
namespace {

constexpr std::size_t kCacheBytes = 1 << 20;  // nothing is read back while writing
constexpr std::uint64_t kFileBytesMax = 64 << 20;
// So much at a time goes to the disk while more is being written, so that
// little is left to wait for when a file is finished.
constexpr std::uint64_t kBytesPerSync = 4 << 20;
// A larger write makes the system look for pages that lie together, which a virtual
// machine may have given back to its host: getting them again took ten times as long
// as the copying.
constexpr std::size_t kBytesPerWrite = 64 << 10;
constexpr std::size_t kBatchBytes = 256 << 10;
constexpr std::size_t kBatchesWaitingMax = 4;

// Keys and values end to end.
struct Batch {
  struct Row {
    std::uint32_t key_bytes;
    std::uint32_t value_bytes;
  };
  std::vector<Row> rows;
  std::string bytes;
};

}  // namespace

struct SortedFiles::Rep {
  std::string path;
  std::size_t block_bytes;

  Batch filling;
  std::thread thread;  // from the first full batch on

  std::mutex mutex;  // of the next five
  std::condition_variable changed;
  std::deque<Batch> waiting;
  std::vector<Batch> spare;  // written, to be filled again
  bool complete = false;     // nothing comes after what waits; set by the owner
  Status status;             // of the thread; once it is not ok, rows are dropped

  // The thread's own, until it has ended.
  std::unique_ptr<rocksdb::SstFileWriter> writer;
  std::vector<std::future<Status>> closing;  // full files, being flushed
  std::vector<std::string> paths;

  void HandOver();

  void Work();
  Status Write(const Batch& batch);
  Status Open();
  void Close();
  Status AwaitClosing();
};

SortedFiles::SortedFiles(std::string path, std::size_t block_bytes)
    : rep_(std::make_unique<Rep>()) {
  rep_->path = std::move(path);
  rep_->block_bytes = block_bytes;
}
SortedFiles::SortedFiles(SortedFiles&&) noexcept = default;
SortedFiles& SortedFiles::operator=(SortedFiles&&) noexcept = default;

SortedFiles::~SortedFiles() {
  if (rep_ == nullptr || !rep_->thread.joinable()) return;
  {
    const std::lock_guard lock(rep_->mutex);
    rep_->waiting.clear();
    rep_->status = AbortedError("nobody waits for these files");
    rep_->complete = true;
  }
  rep_->changed.notify_all();
  rep_->thread.join();
}

Status SortedFiles::Put(std::string_view key, std::string_view value) {
  Batch& batch = rep_->filling;
  batch.rows.push_back(
      {static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(value.size())});
  batch.bytes.append(key).append(value);
  if (batch.bytes.size() < kBatchBytes) return OkStatus();
  rep_->HandOver();
  const std::lock_guard lock(rep_->mutex);
  return rep_->status;
}

void SortedFiles::Complete() {
  if (rep_->complete) return;
  rep_->HandOver();
  {
    const std::lock_guard lock(rep_->mutex);
    rep_->complete = true;
  }
  rep_->changed.notify_all();
}

Result<std::vector<std::string>> SortedFiles::Finish() {
  Complete();
  rep_->thread.join();
  RETURN_IF_ERROR(rep_->status);
  return std::move(rep_->paths);
}

void SortedFiles::Rep::HandOver() {
  if (!thread.joinable()) thread = std::thread([this] { Work(); });
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return waiting.size() < kBatchesWaitingMax; });
  waiting.push_back(std::exchange(filling, {}));
  if (!spare.empty()) {
    filling = std::move(spare.back());
    spare.pop_back();
  }
  changed.notify_all();
}

void SortedFiles::Rep::Work() {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [this] { return complete || !waiting.empty(); });
    if (waiting.empty()) break;
    Batch batch = std::move(waiting.front());
    waiting.pop_front();
    changed.notify_all();
    if (status.ok()) {
      lock.unlock();
      Status written = WithoutException([&] { return Write(batch); });
      lock.lock();
      status = std::move(written);
    }
    batch.rows.clear();
    batch.bytes.clear();
    spare.push_back(std::move(batch));
  }
  if (!status.ok()) return;
  lock.unlock();
  Status closed = WithoutException([this] {
    Close();
    return AwaitClosing();
  });
  lock.lock();
  status = std::move(closed);
}

Status SortedFiles::Rep::Write(const Batch& batch) {
  const char* at = batch.bytes.data();
  for (const Batch::Row& row : batch.rows) {
    if (writer == nullptr) RETURN_IF_ERROR(Open());
    const rocksdb::Slice key(at, row.key_bytes);
    const rocksdb::Slice value(at + row.key_bytes, row.value_bytes);
    at += row.key_bytes + row.value_bytes;
    const rocksdb::Status written = writer->Put(key, value);
    if (!written.ok()) return rocks::ToStatus(written, "writing " + paths.back());
    GiveWay();
    if (writer->FileSize() >= kFileBytesMax) Close();
  }
  return OkStatus();
}

Status SortedFiles::Rep::Open() {
  paths.push_back(path + "." + std::to_string(paths.size()) + ".sst");
  // The pages just written are the ones the first scan wants: keep them.
  rocksdb::EnvOptions file_options;
  file_options.bytes_per_sync = kBytesPerSync;
  file_options.writable_file_max_buffer_size = kBytesPerWrite;
  writer = std::make_unique<rocksdb::SstFileWriter>(
      file_options, rocks::GenerationOptions(kCacheBytes, block_bytes), nullptr,
      /*invalidate_page_cache=*/false);
  return rocks::ToStatus(writer->Open(paths.back()), "creating " + paths.back());
}

// The disk takes its time with 64 MB: the next files are filled meanwhile.
void SortedFiles::Rep::Close() {
  if (writer == nullptr) return;
  closing.push_back(std::async(std::launch::async, [full = std::move(writer), path = paths.back()] {
    return rocks::ToStatus(full->Finish(), "finishing " + path);
  }));
}

Status SortedFiles::Rep::AwaitClosing() {
  Status all;
  for (std::future<Status>& one : closing) {
    if (Status closed = one.get(); all.ok()) all = std::move(closed);
  }
  closing.clear();
  return all;
}

}  // namespace annuaire
