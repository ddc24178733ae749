#include "directory/base/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "directory/base/ascii.h"

namespace annuaire {
namespace {

enum class Kind : std::uint8_t { kSeparator, kMark, kApostrophe, kDash, kText };

struct Folded {
  Kind kind = Kind::kSeparator;
  std::string text;
};

// Letters that NFKD keeps whole but that people type as ASCII.
std::string_view SpelledOut(utf8proc_int32_t code) {
  switch (code) {
    case 0x00E6:
    case 0x00C6:
      return "ae";
    case 0x0153:
    case 0x0152:
      return "oe";
    case 0x00F8:
    case 0x00D8:
      return "o";
    case 0x0111:
    case 0x0110:
    case 0x00F0:
    case 0x00D0:
      return "d";
    case 0x0142:
    case 0x0141:
      return "l";
    case 0x0131:  // dotless i
      return "i";
    default:
      return {};
  }
}

bool IsApostrophe(utf8proc_int32_t code) {
  switch (code) {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
      return true;
    default:
      return false;
  }
}

bool IsDash(utf8proc_int32_t code) {
  return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFF0D ||
         code == 0x00AD;
}

bool IsTextCategory(utf8proc_category_t category) {
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool IsMarkCategory(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

void AppendUtf8(utf8proc_int32_t code, std::string& out) {
  std::array<utf8proc_uint8_t, 4> bytes;
  const auto count = utf8proc_encode_char(code, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

Folded FoldCodepoint(utf8proc_int32_t code) {
  if (IsApostrophe(code)) return {Kind::kApostrophe, {}};
  if (IsDash(code)) return {Kind::kDash, {}};
  if (const auto spelled = SpelledOut(code); !spelled.empty()) {
    return {Kind::kText, std::string(spelled)};
  }
  const auto category = utf8proc_category(code);
  if (IsMarkCategory(category)) return {Kind::kMark, {}};
  if (!IsTextCategory(category)) return {Kind::kSeparator, {}};
  std::array<utf8proc_int32_t, 32> parts;
  int last_boundclass = 0;
  const auto count = utf8proc_decompose_char(
      code, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD),
      &last_boundclass);
  Folded folded{Kind::kText, {}};
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
    const auto part = parts[static_cast<std::size_t>(i)];
    if (IsTextCategory(utf8proc_category(part))) AppendUtf8(part, folded.text);
  }
  if (folded.text.empty()) folded.kind = Kind::kSeparator;
  return folded;
}

// Latin letters up to U+024F are all that French files hold in practice.
constexpr utf8proc_int32_t kTableSize = 0x250;

const std::array<Folded, kTableSize>& LatinTable() {
  static const auto* const table = [] {
    auto* built = new std::array<Folded, kTableSize>;
    for (utf8proc_int32_t code = 0; code < kTableSize; ++code) {
      (*built)[static_cast<std::size_t>(code)] = FoldCodepoint(code);
    }
    return built;
  }();
  return *table;
}

// Emits folded characters while keeping the canonical form's promises: no
// blank at either end, never two in a row.
class Canonical {
 public:
  explicit Canonical(std::string& out) : out_(out), start_(out.size()) {}

  void Text(std::string_view text) {
    FlushBlank();
    out_.append(text);
  }
  void Char(char c) {
    FlushBlank();
    out_.push_back(c);
  }
  void Separator() { blank_ = out_.size() > start_; }

 private:
  void FlushBlank() {
    if (blank_) {
      out_.push_back(' ');
      blank_ = false;
    }
  }
  std::string& out_;
  std::size_t start_;
  bool blank_ = false;
};

void Emit(const Folded& folded, Canonical& canonical) {
  switch (folded.kind) {
    case Kind::kSeparator:
      canonical.Separator();
      return;
    case Kind::kMark:
      return;
    case Kind::kApostrophe:
      canonical.Char('\'');
      return;
    case Kind::kDash:
      canonical.Char('-');
      return;
    case Kind::kText:
      canonical.Text(folded.text);
      return;
  }
}

bool IsInnerPunctuation(char c) { return c == '-' || c == '\''; }

void PushUnique(std::vector<std::string>& terms, std::string term) {
  if (term.empty() || terms.size() == kTermsMax) return;
  term.resize(WholeLettersWithin(term, kTermBytesMax).size());
  if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
}

// Cuts "folded" at blanks.
template <typename Visit>
void ForEachWord(std::string_view folded, Visit visit) {
  while (!folded.empty()) {
    const auto end = std::min(folded.find(' '), folded.size());
    if (end > 0) visit(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

std::string Glue(std::string_view folded) {
  std::string glued;
  for (const char c : folded) {
    if (c != ' ' && !IsInnerPunctuation(c)) glued.push_back(c);
  }
  return glued;
}

bool IsAsciiPunctuation(utf8proc_int32_t code) { return code > ' ' && code < 0x7F; }

template <bool kKeepPunctuation>
void FoldInto(std::string_view text, std::string& out) {
  const auto& table = LatinTable();
  Canonical canonical(out);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned char byte = bytes[at];
    if (byte >= 'a' && byte <= 'z') {
      canonical.Char(static_cast<char>(byte));
      ++at;
      continue;
    }
    if (byte >= 'A' && byte <= 'Z') {
      canonical.Char(static_cast<char>(byte | 0x20));
      ++at;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto used =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (used <= 0) {
      canonical.Separator();
      ++at;
      continue;
    }
    at += static_cast<std::size_t>(used);
    if (code >= kTableSize) {
      Emit(FoldCodepoint(code), canonical);
      continue;
    }
    const Folded& folded = table[static_cast<std::size_t>(code)];
    if (kKeepPunctuation && folded.kind == Kind::kSeparator && IsAsciiPunctuation(code)) {
      canonical.Char(static_cast<char>(code));
    } else {
      Emit(folded, canonical);
    }
  }
}

// A letter between what is neither letter nor digit. REQUIRES: nothing of its word before "at"
bool IsLetterAlone(std::string_view folded, std::size_t at) {
  const auto after = folded.substr(std::min(at, folded.size()));
  const auto ends = [&](char c) { return c == ' ' || IsInnerPunctuation(c); };
  return !after.empty() && IsLower(after[0]) && (after.size() == 1 || ends(after[1]));
}

// The first byte that is not ASCII, or the end.
const char* SkipAscii(const char* at, const char* end) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  for (; end - at >= 8; at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, at, 8);
    eight &= 0x8080808080808080u;
    if (eight != 0) return at + std::countr_zero(eight) / 8;
  }
  while (at != end && static_cast<unsigned char>(*at) < 0x80) ++at;
  return at;
}

}  // namespace

void FoldTo(std::string_view text, std::string& out) { FoldInto<false>(text, out); }

std::string FoldKeepingPunctuation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  FoldInto<true>(text, out);
  return out;
}

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  FoldTo(text, out);
  return out;
}

std::string FoldGlued(std::string_view text) { return Glue(Fold(text)); }

std::string FoldAddress(std::string_view address) { return ToLower(std::string(Trim(address))); }

std::vector<std::string> IndexTerms(std::string_view text) {
  std::vector<std::string> terms;
  const std::string folded = Fold(text);
  ForEachWord(folded, [&](std::string_view word) {
    std::size_t start = 0;
    bool divided = false;
    for (std::size_t i = 0; i <= word.size(); ++i) {
      if (i < word.size() && !IsInnerPunctuation(word[i])) continue;
      if (i < word.size()) divided = true;
      PushUnique(terms, std::string(word.substr(start, i - start)));
      start = i + 1;
    }
    if (divided) PushUnique(terms, Glue(word));
  });
  return terms;
}

std::vector<std::string> NameTerms(std::string_view name) {
  constexpr std::size_t kGluedMax = 32;
  std::vector<std::string> terms = IndexTerms(name);
  // The name as it is called: "ndiaye", then "n" and "diaye".
  if (const std::string folded = Fold(name); folded.size() > 1 && folded[1] == '\'') {
    const std::string called = Glue(std::string_view(folded).substr(0, folded.find(' ')));
    const auto at = std::find(terms.begin(), terms.end(), called);
    if (at != terms.end()) std::rotate(terms.begin(), at, at + 1);
  }
  if (terms.size() > 1) {
    std::string glued = FoldGlued(name);
    if (glued.size() <= kGluedMax) PushUnique(terms, std::move(glued));
  }
  return terms;
}

std::vector<std::string> QueryWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool initials = false;
  const auto end_word = [&] {
    if (!word.empty() && words.size() < kTermsMax) {
      words.emplace_back(WholeLettersWithin(word, kTermBytesMax));
    }
    word.clear();
    initials = false;
  };
  const std::string folded = Fold(text);
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const char c = folded[at];
    const bool before_hyphen = at + 1 < folded.size() && folded[at + 1] == '-';
    if (c == '\'' || (c == ' ' && before_hyphen)) continue;  // "j.-p."
    if (c == '-' && (initials || word.size() == 1) && IsLetterAlone(folded, at + 1)) {
      initials = true;
      continue;
    }
    if (c == ' ' || c == '-') {
      end_word();
    } else {
      word.push_back(c);
    }
  }
  end_word();
  return words;
}

bool IsUtf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

bool IsValidUtf8(std::string_view text) {
  const char* const end = text.data() + text.size();
  for (const char* at = SkipAscii(text.data(), end); at != end; at = SkipAscii(at, end)) {
    const std::size_t used = Utf8LetterBytes(at, end);
    if (used == 0) return false;
    at += used;
  }
  return true;
}

std::size_t AnyUtf8LetterBytes(const char* at, const char* end) {
  utf8proc_int32_t code = 0;
  const auto used =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(at), end - at, &code);
  return used <= 0 ? 0 : static_cast<std::size_t>(used);
}

std::string_view WholeLettersWithin(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string Windows1252ToUtf8(std::string_view bytes) {
  // Code points of bytes 0x80 to 0x9F; the others equal Latin-1.
  static constexpr std::array<std::uint16_t, 32> kHigh = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else if (byte < 0xA0) {
      AppendUtf8(kHigh[byte - 0x80u], out);
    } else {
      AppendUtf8(byte, out);
    }
  }
  return out;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (text.front() == ' ' || text.front() == '\t') {
      text.remove_prefix(1);
      again = true;
    } else if (text.substr(0, 2) == kNoBreakSpace) {
      text.remove_prefix(2);
      again = true;
    }
  }
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (text.back() == ' ' || text.back() == '\t') {
      text.remove_suffix(1);
      again = true;
    } else if (text.size() >= 2 && text.substr(text.size() - 2) == kNoBreakSpace) {
      text.remove_suffix(2);
      again = true;
    }
  }
  return text;
}

std::string WithSingleBlanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.substr(i, 2) == "\xC2\xA0";
    if (no_break || static_cast<unsigned char>(text[i]) <= ' ') {
      blank = !out.empty();
      if (no_break) ++i;
      continue;
    }
    if (blank) out.push_back(' ');
    blank = false;
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace annuaire
