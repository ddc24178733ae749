#include "indexer/inflater.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <limits>
#include <string>
#include <thread>
#include <utility>

namespace annuaire::indexer {

struct Inflater::Rep {
  Format format;
  Source source;
  inflate_state state;
  bool source_ended = false;
  bool ended = false;
  std::uint32_t crc = 0;

  // Leaves "state" with some input, unless the source has ended.
  Status Refill();
  // After a member: starts the next one, or notes the end.
  Status NextMember();
};

Inflater::Inflater(Format format, Source source) : rep_(std::make_unique<Rep>()) {
  rep_->format = format;
  rep_->source = std::move(source);
  isal_inflate_init(&rep_->state);
  rep_->state.crc_flag = format == Format::kGzip ? ISAL_GZIP : ISAL_DEFLATE;
  rep_->state.avail_in = 0;
}
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;
Inflater::~Inflater() = default;

std::uint32_t Inflater::crc() const { return rep_->crc; }

Status Inflater::Rep::Refill() {
  if (state.avail_in != 0 || source_ended) return OkStatus();
  const Result<std::span<const unsigned char>> bytes = source();
  if (!bytes.ok()) return bytes.status();
  source_ended = bytes->empty();
  // The library's pointer is not const, but it only reads.
  state.next_in = const_cast<unsigned char*>(bytes->data());
  state.avail_in = static_cast<std::uint32_t>(bytes->size());
  return OkStatus();
}

Status Inflater::Rep::NextMember() {
  constexpr unsigned char kFirstOfMagic = 0x1F;
  RETURN_IF_ERROR(Refill());
  if (format == Format::kDeflate || source_ended || *state.next_in != kFirstOfMagic) {
    ended = true;
    return OkStatus();
  }
  isal_inflate_reset(&state);  // but for its input and output
  return OkStatus();
}

Result<std::size_t> Inflater::Read(std::span<char> buffer) {
  Rep& rep = *rep_;
  inflate_state& state = rep.state;
  state.next_out = reinterpret_cast<std::uint8_t*>(buffer.data());
  const std::size_t room =
      std::min<std::size_t>(buffer.size(), std::numeric_limits<std::uint32_t>::max());
  state.avail_out = static_cast<std::uint32_t>(room);
  while (state.avail_out != 0 && !rep.ended) {
    RETURN_IF_ERROR(rep.Refill());
    const std::uint32_t room_before = state.avail_out;
    const std::uint32_t input_before = state.avail_in;
    const int result = isal_inflate(&state);
    std::this_thread::yield();  // after some 100 µs, see GiveWay()
    if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT) {
      return DataLossError(result == ISAL_INCORRECT_CHECKSUM
                               ? "the checksum is wrong"
                               : "malformed deflate data (" + std::to_string(result) + ")");
    }
    if (state.block_state == ISAL_BLOCK_FINISH) {
      RETURN_IF_ERROR(rep.NextMember());
    } else if (rep.source_ended && state.avail_out == room_before &&
               state.avail_in == input_before) {
      return DataLossError("the data breaks off");
    }
  }
  const std::size_t size = room - state.avail_out;
  if (rep.format == Format::kDeflate) {
    rep.crc = crc32_gzip_refl(rep.crc, reinterpret_cast<const unsigned char*>(buffer.data()), size);
  }
  return size;
}

}  // namespace annuaire::indexer
