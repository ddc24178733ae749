#include "directory/display/text.h"

#include <algorithm>
#include <clocale>
#include <cwchar>

namespace annuaire {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
constexpr std::string_view kEllipsis = "…";

// mbrtowc() and wcwidth() ask the thread's locale, which may be anything.
class Utf8Locale {
 public:
  Utf8Locale() : previous_(uselocale(Shared())) {}
  ~Utf8Locale() { uselocale(previous_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t Shared() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  locale_t previous_;
};

struct Letter {
  std::size_t bytes = 0;
  int columns = -1;  // negative: not printable
};

Letter FirstLetter(std::string_view text) {
  std::mbstate_t state{};
  wchar_t code = 0;
  const std::size_t bytes = std::mbrtowc(&code, text.data(), text.size(), &state);
  if (bytes == 0 || bytes > text.size()) return {1, -1};  // NUL, malformed or cut short
  return {bytes, wcwidth(code)};
}

// Most text: one byte, one column, nothing to replace.
bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

}  // namespace

std::string Printable(std::string_view text) {
  if (IsPlainAscii(text)) return std::string(text);
  const Utf8Locale locale;
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const Letter letter = FirstLetter(text);
    const char first = text.front();
    if (first == '\t' || first == '\n' || first == '\r') {
      printable += ' ';
    } else if (letter.columns < 0) {
      printable += kReplacement;
    } else {
      printable += text.substr(0, letter.bytes);
    }
    text.remove_prefix(letter.bytes);
  }
  return printable;
}

int DisplayWidth(std::string_view text) {
  if (IsPlainAscii(text)) return static_cast<int>(text.size());
  const Utf8Locale locale;
  int width = 0;
  while (!text.empty()) {
    const Letter letter = FirstLetter(text);
    width += letter.columns < 0 ? 1 : letter.columns;
    text.remove_prefix(letter.bytes);
  }
  return width;
}

std::string Fit(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  const Utf8Locale locale;
  int used = 0;
  std::size_t kept = 0;
  while (kept < text.size()) {
    const Letter letter = FirstLetter(text.substr(kept));
    const int columns = letter.columns < 0 ? 1 : letter.columns;
    if (used + columns > width - 1) break;
    used += columns;
    kept += letter.bytes;
  }
  return std::string(text.substr(0, kept)).append(kEllipsis);
}

std::string FitEnd(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  while (DisplayWidth(text) > width - 1) {
    const Utf8Locale locale;
    text.remove_prefix(FirstLetter(text).bytes);
  }
  return std::string(kEllipsis).append(text);
}

std::string Pad(std::string_view text, int width, bool right) {
  const int missing = width - DisplayWidth(text);
  const std::string blanks(missing > 0 ? static_cast<std::size_t>(missing) : 0, ' ');
  return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::vector<std::string> Wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool fits = !lines.empty() &&
                      (width <= 0 || DisplayWidth(lines.back()) + 1 + DisplayWidth(word) <= width);
    if (fits) {
      lines.back().append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

}  // namespace annuaire
