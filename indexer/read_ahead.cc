#include "indexer/read_ahead.h"

#include <optional>
#include <utility>

#include "directory/base/without_exception.h"

namespace annuaire::indexer {
namespace {

constexpr int kChunks = 4;

}  // namespace

ReadAhead::ReadAhead(InputFile& file, std::size_t chunk_bytes) {
  for (int i = 0; i < kChunks; ++i) {
    empty_.Put(std::make_unique_for_overwrite<char[]>(chunk_bytes));
  }
  thread_ = std::thread([this, &file, chunk_bytes] { Work(file, chunk_bytes); });
}

ReadAhead::~ReadAhead() {
  empty_.Close();
  thread_.join();
}

void ReadAhead::Work(InputFile& file, std::size_t chunk_bytes) {
  while (std::optional<Buffer> buffer = empty_.Take()) {
    Result<std::size_t> size =
        WithoutException([&] { return file.Read(std::span(buffer->get(), chunk_bytes)); });
    const bool is_last = !size.ok() || *size == 0;
    full_.Put({*std::move(buffer), std::move(size)});
    if (is_last) return;
  }
}

Result<std::span<const char>> ReadAhead::Next() {
  if (last_.ok() && *last_ != 0) {
    if (at_hand_ != nullptr) empty_.Put(std::move(at_hand_));
    Chunk chunk = *full_.Take();
    at_hand_ = std::move(chunk.buffer);
    last_ = std::move(chunk.size);
  }
  if (!last_.ok()) return last_.status();
  return std::span<const char>(at_hand_.get(), *last_);
}

}  // namespace annuaire::indexer
