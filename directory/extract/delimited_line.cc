#include "directory/extract/delimited_line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>
#include <cstring>

namespace annuaire {
namespace {

constexpr std::size_t kBlockBytes = 64;

// A bit for each byte of a block, the first byte's the lowest.
struct Marks {
  std::uint64_t separators = 0;
  std::uint64_t outside_ascii = 0;
};

Marks MarkBlock(const char* block) {
  Marks marks;
#ifdef __SSE2__
  const __m128i separators = _mm_set1_epi8('|');
  for (unsigned at = 0; at < kBlockBytes; at += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, separators)));
    const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    marks.separators |= static_cast<std::uint64_t>(found) << at;
    marks.outside_ascii |= static_cast<std::uint64_t>(high) << at;
  }
#else
  for (unsigned at = 0; at < kBlockBytes; ++at) {
    marks.separators |= static_cast<std::uint64_t>(block[at] == '|') << at;
    marks.outside_ascii |= static_cast<std::uint64_t>((block[at] & 0x80) != 0) << at;
  }
#endif
  return marks;
}

struct Cut {
  std::size_t count = 0;
  bool ascii = true;
  bool complete = true;
};

// One pass, a block a step: finds the separators and tells whether any byte is
// outside ASCII.
Cut CutFields(std::string_view line, std::span<std::string_view> fields) {
  const char* const end = line.data() + line.size();
  const char* field = line.data();
  std::uint64_t outside_ascii = 0;
  Cut cut;
  const std::size_t last = fields.size() - 1;
  for (std::size_t at = 0; at < line.size(); at += kBlockBytes) {
    const char* const place = line.data() + at;
    char padded[kBlockBytes];
    const char* block = place;
    if (line.size() - at < kBlockBytes) {
      std::memset(padded, 0, sizeof padded);
      std::memcpy(padded, place, line.size() - at);
      block = padded;
    }
    const Marks marks = MarkBlock(block);
    outside_ascii |= marks.outside_ascii;
    for (std::uint64_t bits = marks.separators; bits != 0; bits &= bits - 1) {
      if (cut.count == last) {
        cut.complete = false;
        break;
      }
      const char* const separator = place + std::countr_zero(bits);
      fields[cut.count++] = {field, static_cast<std::size_t>(separator - field)};
      field = separator + 1;
    }
  }
  fields[cut.count++] = {field, static_cast<std::size_t>(end - field)};
  cut.ascii = outside_ascii == 0;
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
