// HashText() spreads texts over hash tables: 64 bits, two multiplications for
// most groups of columns. The same text gives the same number in one run of
// one binary; it is nothing to store.
//
// The idea is that of wyhash: 16 bytes a step, each multiplied into the next.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace annuaire {

namespace text_hash {

__extension__ using Product = unsigned __int128;

inline std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  const Product product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t Read8(const char* at) {
  std::uint64_t value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

inline std::uint64_t Read4(const char* at) {
  std::uint32_t value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

}  // namespace text_hash

inline std::uint64_t HashText(std::string_view text) {
  // Odd numbers with as many ones as zeros.
  constexpr std::uint64_t kA = 0x9E3779B97F4A7C15u;
  constexpr std::uint64_t kB = 0xD6E8FEB86659FD93u;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = kA ^ left;
  for (; left > 16; at += 16, left -= 16) {
    hash = text_hash::Mix(text_hash::Read8(at) ^ kB, text_hash::Read8(at + 8) ^ hash);
  }
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (left >= 8) {
    first = text_hash::Read8(at);
    last = text_hash::Read8(at + left - 8);
  } else if (left >= 4) {
    first = text_hash::Read4(at);
    last = text_hash::Read4(at + left - 4);
  } else if (left > 0) {
    first = static_cast<std::uint64_t>(static_cast<unsigned char>(at[0])) << 16 |
            static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8 |
            static_cast<unsigned char>(at[left - 1]);
  }
  return text_hash::Mix(first ^ kB, last ^ hash);
}

}  // namespace annuaire
