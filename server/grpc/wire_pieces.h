// WirePieces hold parts of answers that many mailboxes share, in protobuf's wire
// format (wire.h), each once; whoever has a piece knows its place.
//
// Up to 4 GiB in all. Immutable once built; safe from any thread. Views live as
// long as the WirePieces.
//
// Example:
//
//   WirePiecesBuilder builder;
//   const std::uint32_t number =
//       builder.Add([&](auto& out) { WriteCoded(7, row.profession, out); });
//   const auto [pieces, places] = std::move(builder).Build();
//   out.Raw(pieces.at(places[number]));

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "directory/base/column.h"
#include "directory/words/term_collector.h"
#include "server/grpc/wire.h"

namespace annuaire::grpc_front {

class WirePieces {
 public:
  WirePieces() = default;

  // WireBytes::kPadding bytes may be read behind it.
  std::string_view at(std::uint32_t place) const { return Read(Locate(place)); }

  // The same in two steps, for who asks the memory for many before he reads one.
  const char* Locate(std::uint32_t place) const { return bytes_.data() + place; }
  static std::string_view Read(const char* located) {
    std::uint32_t size;
    std::memcpy(&size, located, sizeof(size));
    return {located + sizeof(size), size};
  }

 private:
  friend class WirePiecesBuilder;

  Column<char> bytes_;  // of each piece its length, 4 bytes, then itself
};

// One thread.
class WirePiecesBuilder {
 public:
  // The number of what write(out) writes: 0, 1, 2… as they come.
  template <typename Fields>
  std::uint32_t Add(const Fields& write) {
    piece_.clear();
    AppendWire(write, piece_);
    return distinct_.Intern(piece_);
  }

  // Takes in what "other" has; returns its numbers -> those they have here.
  std::vector<std::uint32_t> Absorb(const WirePiecesBuilder& other) {
    std::vector<std::uint32_t> numbers(other.distinct_.size());
    for (std::uint32_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = distinct_.Intern(other.distinct_.at(i));
    }
    return numbers;
  }

  struct Built {
    WirePieces pieces;
    std::vector<std::uint32_t> places;  // number -> place
  };
  Built Build() && {
    Built built;
    std::size_t bytes = 0;
    for (std::uint32_t i = 0; i < distinct_.size(); ++i) {
      built.places.push_back(static_cast<std::uint32_t>(bytes));
      bytes += sizeof(std::uint32_t) + distinct_.at(i).size();
    }
    Column<char>& all = built.pieces.bytes_;
    all.reserve(bytes + WireBytes::kPadding);
    for (std::uint32_t i = 0; i < distinct_.size(); ++i) {
      const std::string_view piece = distinct_.at(i);
      const auto size = static_cast<std::uint32_t>(piece.size());
      const auto* const size_bytes = reinterpret_cast<const char*>(&size);
      all.insert(all.end(), size_bytes, size_bytes + sizeof(size));
      all.insert(all.end(), piece.begin(), piece.end());
    }
    all.resize(bytes + WireBytes::kPadding);
    distinct_ = {};
    return built;
  }

 private:
  std::string piece_;
  TermCollector distinct_;
};

}  // namespace annuaire::grpc_front
