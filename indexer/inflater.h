// An Inflater decompresses a deflate or gzip stream with ISA-L, which is some
// two and a half times as fast as zlib.
//
// Pulls compressed bytes from a source when it needs them; memory is bounded.
// One thread per Inflater. Checksums of gzip members are verified; those of
// bare deflate streams are their owner's business, see crc().
//
// Example:
//
//   Inflater inflater(Inflater::Format::kGzip, [&] { return ReadSome(file); });
//   Result<std::size_t> size = inflater.Read(buffer);  // until 0

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "directory/base/result.h"

namespace annuaire::indexer {

class Inflater {
 public:
  enum class Format {
    kDeflate,  // RFC 1951, as in the entries of a zip archive
    kGzip,     // RFC 1952, of one member or more; what follows the last is ignored
  };
  // The next bytes, empty at the end; valid until the next call.
  using Source = std::function<Result<std::span<const unsigned char>>()>;

  Inflater(Format format, Source source);
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;
  ~Inflater();

  // Fills "buffer" as far as the stream goes; 0 at its end. Returns kDataLoss
  // for a stream that is malformed, breaks off or fails its checksum, and what
  // the source returns.
  Result<std::size_t> Read(std::span<char> buffer);

  // CRC-32 of all that was read; 0 for gzip.
  std::uint32_t crc() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace annuaire::indexer
