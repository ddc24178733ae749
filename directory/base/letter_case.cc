#include "directory/base/letter_case.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "directory/base/ascii.h"

namespace annuaire {
namespace {

struct Letter {
  utf8proc_int32_t code = 0;  // negative: the one byte -code - 1, which is not UTF-8
  utf8proc_category_t category = UTF8PROC_CATEGORY_CN;

  bool IsPartOfWord() const {
    return code >= 0 && category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
  }
};

std::vector<Letter> Decode(std::string_view text) {
  std::vector<Letter> letters;
  letters.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (length <= 0) {
      letters.push_back({-static_cast<utf8proc_int32_t>(bytes[at]) - 1, UTF8PROC_CATEGORY_CN});
      ++at;
    } else {
      letters.push_back({code, utf8proc_category(code)});
      at += static_cast<std::size_t>(length);
    }
  }
  return letters;
}

void Append(utf8proc_int32_t code, std::string& out) {
  if (code < 0) {
    out.push_back(static_cast<char>(-(code + 1)));
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes;
  const auto length = utf8proc_encode_char(code, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

using Iterator = std::vector<Letter>::const_iterator;

bool IsParticle(Iterator begin, Iterator end, Iterator text_end) {
  std::string word;
  for (Iterator letter = begin; letter != end; ++letter) {
    Append(utf8proc_tolower(letter->code), word);
  }
  if (word == "d") return end != text_end && (end->code == '\'' || end->code == 0x2019);
  constexpr std::array<std::string_view, 6> kParticles = {"de", "du", "des", "del", "dos", "das"};
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

// "MARIE", as most names are: one part, which is no particle since it comes first.
bool IsOnePartInAsciiCapitals(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), IsUpper);
}

std::string WithOneCapital(std::string_view capitals) {
  std::string out(capitals);
  std::transform(out.begin() + 1, out.end(), out.begin() + 1,
                 [](char c) { return static_cast<char>(c | 0x20); });
  return out;
}

}  // namespace

std::string ToTitleCase(std::string_view name) {
  if (IsOnePartInAsciiCapitals(name)) return WithOneCapital(name);
  const std::vector<Letter> letters = Decode(name);
  const auto in_word = [](const Letter& letter) { return letter.IsPartOfWord(); };
  std::string out;
  out.reserve(name.size());
  bool first = true;
  for (Iterator at = letters.begin(); at != letters.end();) {
    if (!at->IsPartOfWord()) {
      Append((at++)->code, out);
      continue;
    }
    const Iterator end = std::find_if_not(at, letters.end(), in_word);
    const bool is_spelled = std::any_of(
        at, end, [](const Letter& letter) { return letter.category == UTF8PROC_CATEGORY_LL; });
    const bool is_small = !first && IsParticle(at, end, letters.end());
    for (bool initial = true; at != end; ++at, initial = false) {
      const bool keep = is_spelled || (initial && !is_small);
      Append(keep ? at->code : utf8proc_tolower(at->code), out);
    }
    first = false;
  }
  return out;
}

}  // namespace annuaire
