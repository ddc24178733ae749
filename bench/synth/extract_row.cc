#include "bench/synth/extract_row.h"

#include <algorithm>

#include "bench/synth/random.h"

namespace annuaire::synth {
namespace {

constexpr int kRecodedRows = 4;
constexpr std::uint64_t kPractitionersPerCut = 50'000;
constexpr std::uint64_t kCutRows = 20;

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

std::string ToWindows1252(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      out += text[i];
    } else if ((c == 0xC2 || c == 0xC3) && i + 1 < text.size()) {
      out += static_cast<char>((static_cast<unsigned char>(text[++i]) & 0x3F) |
                               (c == 0xC2 ? 0x80 : 0xC0));
    } else if (c == 0xC5 && i + 1 < text.size()) {  // the ligature oe
      out += static_cast<unsigned char>(text[++i]) == 0x92 ? '\x8C' : '\x9C';
    } else {
      out += '?';
      while (i + 1 < text.size() && (text[i + 1] & 0xC0) == 0x80) ++i;
    }
  }
  return out;
}

RareRows::RareRows(std::uint64_t seed, std::uint64_t file, std::uint64_t practitioners)
    : seed_(seed), file_(file) {
  Random random(seed, Stream::kRareRow, file);
  const auto range = static_cast<std::uint32_t>(practitioners);
  for (int i = 0; i < kRecodedRows; ++i) damages_.push_back({random.Below(range), false});
  const std::uint64_t cuts = std::min(practitioners / kPractitionersPerCut, kCutRows);
  for (std::uint64_t i = 0; i < cuts; ++i) damages_.push_back({random.Below(range), true});
  std::sort(damages_.begin(), damages_.end());
}

void RareRows::Finish(std::uint64_t index, bool trailing, ExtractRow& row) {
  std::string& text = row.text();
  Random random(seed_, Stream::kRareRow, (file_ + 1) << 40 | ++rows_);
  if (random.PerMillion(1000)) {  // a blank before some separator
    const auto bar = text.find('|', random.Below(static_cast<std::uint32_t>(text.size())));
    if (bar != std::string::npos) text.insert(bar, 1, ' ');
  }
  if (trailing) text += '|';
  if (next_ < damages_.size() && damages_[next_].index <= index) {
    const bool cut = damages_[next_].cut;
    if (cut) {
      text.resize(text.size() / 3);
      while (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();  // no half letter
      ++next_;
    } else if (!IsAscii(text)) {
      text = ToWindows1252(text);
      ++next_;
    }
  }
  text += '\n';
}

}  // namespace annuaire::synth
