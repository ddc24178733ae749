#include "directory/extract/delimited_line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>
#include <cstring>
#include <utility>

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
  bool utf8 = true;
  bool complete = true;
};

// Checks the letters outside ASCII that begin in a block, of whose bytes "marks"
// has a bit each; those that end in the next one leave "carried" bytes of it done.
bool AreLetters(std::uint64_t marks, const char* block, const char* end, std::size_t& carried) {
  marks &= ~std::uint64_t{0} << std::exchange(carried, 0);
  while (marks != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(marks));
    const std::size_t next = at + Utf8LetterBytes(block + at, end);
    if (next == at) return false;
    if (next >= kBlockBytes) {
      carried = next - kBlockBytes;
      break;
    }
    marks &= ~std::uint64_t{0} << next;
  }
  return true;
}

// One pass, a block a step: finds the separators and tells whether the line is
// UTF-8.
Cut CutFields(std::string_view line, std::span<std::string_view> fields) {
  const char* const end = line.data() + line.size();
  const char* field = line.data();
  std::size_t carried = 0;
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
    cut.utf8 = cut.utf8 && AreLetters(marks.outside_ascii, place, end, carried);
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
  if (!cut.utf8) {
    decoded_ = Windows1252ToUtf8(line);
    ++decoded_lines_;
    cut = CutFields(decoded_, fields_);
  }
  count_ = cut.count;
  return cut.complete;
}

}  // namespace annuaire
