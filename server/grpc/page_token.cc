#include "server/grpc/page_token.h"

#include <cassert>
#include <optional>

namespace annuaire::grpc_front {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kHeadBytes = 1 + 2 * kNumberBytes;

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string ToBase64Url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int bit_count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (bit_count += 8; bit_count >= 6; bit_count -= 6) {
      text.push_back(kAlphabet[bits >> (bit_count - 6) & 63]);
    }
  }
  if (bit_count > 0) text.push_back(kAlphabet[bits << (6 - bit_count) & 63]);
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int bit_count = 0;
  for (const char letter : text) {
    const auto value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    bit_count += 6;
    if (bit_count >= 8) {
      bit_count -= 8;
      bytes.push_back(static_cast<char>(bits >> bit_count & 255));
    }
  }
  return bytes;
}

void AppendNumber(std::uint64_t number, std::string& out) {
  for (std::size_t i = 0; i < kNumberBytes; ++i) {
    out.push_back(static_cast<char>(number >> (8 * i) & 255));
  }
}

std::uint64_t ReadNumber(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kNumberBytes; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return number;
}

std::uint64_t CheckOf(std::uint64_t cursor, const Listing& listing) {
  std::string text;
  AppendNumber(cursor, text);
  text.append(listing.generation).push_back('\0');
  text.append(listing.filter);
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return hash;
}

}  // namespace

std::string EncodePageToken(std::uint64_t cursor, const Listing& listing) {
  assert(cursor != 0);
  std::string bytes(1, kVersion);
  AppendNumber(CheckOf(cursor, listing), bytes);
  AppendNumber(cursor, bytes);
  bytes.append(listing.generation);
  return ToBase64Url(bytes);
}

Result<std::uint64_t> DecodePageToken(std::string_view token, const Listing& listing) {
  if (token.empty()) return std::uint64_t{0};
  const std::optional<std::string> bytes = FromBase64Url(token);
  if (!bytes || bytes->size() < kHeadBytes || bytes->front() != kVersion) {
    return InvalidArgumentError("page_token: not one this server gave");
  }
  const std::string_view view = *bytes;
  const std::uint64_t cursor = ReadNumber(view.substr(1 + kNumberBytes));
  const Listing given{view.substr(kHeadBytes), listing.filter};
  if (ReadNumber(view.substr(1)) != CheckOf(cursor, given)) {
    return InvalidArgumentError(
        "page_token: not whole, or of a listing with other filters; keep every field but page_size "
        "as it was");
  }
  if (given.generation != listing.generation) {
    return AbortedError(
        "page_token: the directory was renewed since the previous page; start the listing again");
  }
  return cursor;
}

}  // namespace annuaire::grpc_front
