#include "directory/extract/json_chunks.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>

namespace annuaire {
namespace {

// Stands for itself in a string.
bool IsPlain(char c) { return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\'; }

#ifdef __SSE2__
__m128i Are(__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); }

__m128i AreBlank(__m128i bytes) {
  return _mm_or_si128(_mm_or_si128(Are(bytes, ' '), Are(bytes, '\n')),
                      _mm_or_si128(Are(bytes, '\r'), Are(bytes, '\t')));
}

__m128i ArePlain(__m128i bytes) {
  const __m128i printed = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8(' ')), bytes);
  return _mm_andnot_si128(_mm_or_si128(Are(bytes, '"'), Are(bytes, '\\')), printed);
}

// The first byte from "at" on that is not so; "end" when there is none.
template <typename IsSo, typename AreSo>
const char* EndOfRun(const char* at, const char* end, IsSo is_so, AreSo are_so) {
  constexpr unsigned kAll = 0xFFFF;
  for (; static_cast<std::size_t>(end - at) >= sizeof(__m128i); at += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto so = static_cast<unsigned>(_mm_movemask_epi8(are_so(bytes)));
    if (so != kAll) return at + std::countr_one(so);
  }
  return std::find_if_not(at, end, is_so);
}
#endif

}  // namespace

const char* JsonChunks::EndOfPlain(const char* at, const char* end) {
#ifdef __SSE2__
  return EndOfRun(at, end, IsPlain, ArePlain);
#else
  return std::find_if_not(at, end, IsPlain);
#endif
}

JsonChunks::JsonChunks(const ChunkSource& source, std::size_t token_bytes_max)
    : source_(source), token_bytes_max_(token_bytes_max) {
  Refill();
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  for (const char byte : kBom) {
    if (Peek() != byte) break;
    Take();
  }
}

void JsonChunks::TakeRunOfBlanks() {
#ifdef __SSE2__
  at_ = EndOfRun(at_, limit_, IsBlank, AreBlank);
#else
  at_ = std::find_if_not(at_, limit_, IsBlank);
#endif
  if (at_ == end_) Refill();
}

void JsonChunks::Refill() {
  before_ += static_cast<std::size_t>(at_ - begin_);
  const auto chunk = source_();
  begin_ = at_ = chunk.data();
  end_ = begin_ + chunk.size();
  SetLimit();
}

}  // namespace annuaire
