// WirePieces hold parts of answers that many mailboxes share, in protobuf's wire
// format (wire.h), each once; whoever has a piece knows its place.
//
// Up to 4 GiB in all. Immutable once built; safe from any thread. Views live as
// long as the WirePieces.
//
// Example:
//
//   WirePiecesBuilder builder;
//   const std::uint32_t place =
//       builder.Add([&](auto& out) { WriteCoded(7, row.profession, out); });
//   const WirePieces pieces = std::move(builder).Build();
//   out.Raw(pieces.at(place));

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

#include "directory/lookup/column.h"
#include "server/grpc/wire.h"

namespace annuaire::grpc_front {

class WirePieces {
 public:
  WirePieces() = default;

  std::string_view at(std::uint32_t place) const {
    std::uint32_t size;
    std::memcpy(&size, bytes_.data() + place, sizeof(size));
    return {bytes_.data() + place + sizeof(size), size};
  }

  // Asks the memory for the beginning of a piece.
  void Prefetch(std::uint32_t place) const { __builtin_prefetch(bytes_.data() + place); }

 private:
  friend class WirePiecesBuilder;
  explicit WirePieces(std::string_view bytes) : bytes_(bytes.begin(), bytes.end()) {}

  Column<char> bytes_;  // of each piece its length, 4 bytes, then itself
};

class WirePiecesBuilder {
 public:
  // The place of what write(out) writes.
  template <typename Fields>
  std::uint32_t Add(const Fields& write) {
    piece_.clear();
    AppendWire(write, piece_);
    const auto next = static_cast<std::uint32_t>(bytes_.size());
    const auto [known, is_new] = places_.try_emplace(piece_, next);
    if (is_new) {
      const auto size = static_cast<std::uint32_t>(piece_.size());
      bytes_.append(reinterpret_cast<const char*>(&size), sizeof(size));
      bytes_ += piece_;
    }
    return known->second;
  }

  WirePieces Build() && { return WirePieces(bytes_); }

 private:
  std::string bytes_;
  std::string piece_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

}  // namespace annuaire::grpc_front
