#include "directory/extract/delimited_line.h"

#include <bit>
#include <cstring>

namespace annuaire {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080u;
constexpr std::uint64_t kLowBits = 0x7F7F7F7F7F7F7F7Fu;
constexpr std::uint64_t kSeparators = 0x7C7C7C7C7C7C7C7Cu;  // '|' eight times

static_assert(std::endian::native == std::endian::little, "byte order of the eight-byte steps");

// The high bit of each byte of "eight" that is a '|', exactly.
std::uint64_t SeparatorBits(std::uint64_t eight) {
  const std::uint64_t zeros = eight ^ kSeparators;
  return ~(((zeros & kLowBits) + kLowBits) | zeros | kLowBits);
}

struct Cut {
  std::size_t count = 0;
  bool ascii = true;
  bool complete = true;
};

// One pass, eight bytes a step: finds the separators and tells whether any
// byte is outside ASCII.
Cut CutFields(std::string_view line, std::span<std::string_view> fields) {
  const char* const begin = line.data();
  const char* const end = begin + line.size();
  const char* field = begin;
  const char* at = begin;
  std::uint64_t all = 0;
  Cut cut;
  const std::size_t last = fields.size() - 1;
  auto add = [&](const char* separator) {
    if (cut.count == last) {
      cut.complete = false;
      return;
    }
    fields[cut.count++] = {field, static_cast<std::size_t>(separator - field)};
    field = separator + 1;
  };
  for (; end - at >= 8; at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, at, 8);
    all |= eight;
    for (std::uint64_t bits = SeparatorBits(eight); bits != 0; bits &= bits - 1) {
      add(at + std::countr_zero(bits) / 8);
    }
  }
  for (; at != end; ++at) {
    all |= static_cast<unsigned char>(*at);
    if (*at == '|') add(at);
  }
  fields[cut.count++] = {field, static_cast<std::size_t>(end - field)};
  cut.ascii = (all & kHighBits) == 0;
  return cut;
}

}  // namespace

std::string_view WithoutBom(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  return text;
}

bool DelimitedLine::Split(std::string_view line) {
  line = WithoutBom(line);
  if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  Cut cut = CutFields(line, fields_);
  if (!cut.ascii && !IsValidUtf8(line)) {
    decoded_ = Windows1252ToUtf8(line);
    ++decoded_lines_;
    cut = CutFields(decoded_, fields_);
  }
  count_ = cut.count;
  return cut.complete;
}

}  // namespace annuaire
