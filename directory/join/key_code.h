// A KeyCode numbers keys in their byte order, so that a million of them can be
// sorted without comparing texts. Internal to the room.
//
// It is told of all keys first. Where two keys differ, the bytes that occur are
// numbered place by place: a digit takes four bits, and a place where all keys have
// the same byte none, so that most keys of the directory fit 64 bits. Of longer
// ones the beginning is numbered, and those that begin alike have one number.
//
// Example:
//
//   KeyCode code;
//   for (std::string_view key : keys) code.See(key);
//   code.Settle();
//   code.Of("899700000013") < code.Of("899700000021")

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "directory/base/column.h"

namespace annuaire {

class KeyCode {
 public:
  KeyCode() : occurs_(kPlaces) {}

  void See(std::string_view key);
  // After the last See().
  void Settle();

  // REQUIRES: See() was told of "key"
  std::uint64_t Of(std::string_view key) const {
    std::uint64_t code = 0;
    for (const Place& place : places_) {
      const unsigned byte = place.at < key.size() ? static_cast<unsigned char>(key[place.at]) : 0u;
      code = code << place.bits | place.rank[byte];
    }
    return code;
  }

  // Whether two keys of one number are the same.
  bool is_exact() const { return is_exact_; }
  unsigned bits() const { return bits_; }

 private:
  static constexpr std::size_t kPlaces = 24;
  static constexpr unsigned kBitsMax = 64;

  // Of a byte in all keys.
  struct Place {
    std::size_t at;
    unsigned bits;
    std::array<std::uint8_t, 256> rank;
  };

  std::vector<std::array<bool, 256>> occurs_;  // by place, then byte; 0 beyond the end of a key
  std::size_t longest_ = 0;
  bool holds_nul_ = false;
  std::vector<Place> places_;
  unsigned bits_ = 0;
  bool is_exact_ = true;
};

struct CodedItem {
  std::uint32_t code_high;
  std::uint32_t code_low;
  std::uint32_t item;

  std::uint64_t code() const { return std::uint64_t{code_high} << 32 | code_low; }
};

// By code, of which "bits" are used; those of one code stay in their order.
void SortByCode(Column<CodedItem>& items, unsigned bits, Column<CodedItem>& scratch);

}  // namespace annuaire
