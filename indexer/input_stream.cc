#include "indexer/input_stream.h"

#include <filesystem>
#include <utility>

namespace annuaire::indexer {

InputStream::InputStream(std::vector<std::string> files, const InputLimits& limits) {
  for (const std::string& file : files) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (!error) bytes_total_ += size;
  }
  reader_ = std::thread([this, names = std::move(files), limits] { ReadAll(names, limits); });
}

InputStream::~InputStream() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  reader_.join();
}

bool InputStream::NextEntry() {
  while (!ended_ && !at_entry_) Pop();
  if (ended_) return false;
  at_entry_ = false;
  entry_name_ = std::move(piece_.entry_name);
  return true;
}

std::span<const char> InputStream::NextChunk() {
  if (!ended_ && !at_entry_) Pop();
  if (ended_ || at_entry_) return {};
  return {piece_.bytes.get(), piece_.size};
}

void InputStream::Pop() {
  std::unique_lock lock(mutex_);
  if (piece_.bytes != nullptr) spare_.push_back(std::move(piece_.bytes));
  changed_.wait(lock, [this] { return !pieces_.empty(); });
  piece_ = std::move(pieces_.front());
  pieces_.pop_front();
  lock.unlock();
  changed_.notify_all();
  at_entry_ = piece_.kind == Piece::Kind::kEntry;
  ended_ = piece_.kind == Piece::Kind::kEnd;
  if (ended_) failure_ = std::move(piece_.status);
}

bool InputStream::Push(Piece piece) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || pieces_.size() < kChunksAhead; });
  if (stopping_) return false;
  pieces_.push_back(std::move(piece));
  lock.unlock();
  changed_.notify_all();
  return true;
}

std::unique_ptr<char[]> InputStream::TakeBuffer() {
  {
    std::lock_guard lock(mutex_);
    if (!spare_.empty()) {
      std::unique_ptr<char[]> buffer = std::move(spare_.back());
      spare_.pop_back();
      return buffer;
    }
  }
  return std::make_unique_for_overwrite<char[]>(kChunkBytes);
}

void InputStream::ReadAll(const std::vector<std::string>& files, const InputLimits& limits) {
  Status status;
  for (const std::string& file : files) {
    status = ReadFile(file, limits);
    if (!status.ok()) break;
  }
  Piece end;
  end.status = std::move(status);
  (void)Push(std::move(end));
}

Status InputStream::ReadFile(const std::string& path, const InputLimits& limits) {
  const std::uint64_t bytes_before = bytes_read();
  Result<InputFile> file = InputFile::Open(path, limits);
  if (!file.ok()) return file.status();
  while (true) {
    const Result<bool> more = file->NextEntry();
    if (!more.ok()) return more.status();
    if (!*more) return OkStatus();
    RETURN_IF_ERROR(ReadEntry(*file, bytes_before));
  }
}

Status InputStream::ReadEntry(InputFile& file, std::uint64_t bytes_before) {
  Piece start;
  start.kind = Piece::Kind::kEntry;
  start.entry_name = file.entry_name();
  bool wanted = Push(std::move(start));
  while (wanted) {
    Piece piece;
    piece.kind = Piece::Kind::kBytes;
    piece.bytes = TakeBuffer();
    const Result<std::size_t> size = file.Read({piece.bytes.get(), kChunkBytes});
    if (!size.ok()) return size.status();
    if (*size == 0) return OkStatus();
    piece.size = *size;
    bytes_read_.store(bytes_before + file.file_bytes_read(), std::memory_order_relaxed);
    wanted = Push(std::move(piece));
  }
  return AbortedError("reading was stopped");
}

}  // namespace annuaire::indexer
