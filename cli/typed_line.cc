#include "cli/typed_line.h"

namespace annuaire::cli {
namespace {

constexpr char kEscape = '\x1b';

constexpr char Control(char letter) { return static_cast<char>(letter & 0x1f); }

bool IsContinuation(char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

TypedLine::State TypedLine::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const char byte = bytes.front();
    if (byte == kEscape) {
      if (bytes.size() == 1) return State::kLeft;
      FeedSequence(bytes);
      continue;
    }
    bytes.remove_prefix(1);
    if (byte == '\r' || byte == '\n') return State::kChosen;
    if (byte == Control('C') || byte == Control('D')) return State::kLeft;
    if (byte == Control('P')) {
      --row_;
    } else if (byte == Control('N')) {
      ++row_;
    } else if (byte == '\x7f' || byte == '\b') {
      EraseLetter();
    } else if (byte == Control('W')) {
      EraseWord();
    } else if (byte == Control('U')) {
      text_.clear();
      row_ = 0;
    } else if (static_cast<unsigned char>(byte) >= ' ') {
      text_ += byte;
      row_ = 0;
    }
  }
  return State::kTyping;
}

void TypedLine::EraseLetter() {
  while (!text_.empty() && IsContinuation(text_.back())) text_.pop_back();
  if (!text_.empty()) text_.pop_back();
  row_ = 0;
}

void TypedLine::EraseWord() {
  text_.erase(text_.find_last_not_of(' ') + 1);
  text_.erase(text_.find_last_of(' ') + 1);
  row_ = 0;
}

// ECMA-48: Escape, "[" or "O", parameters, and a final byte from @ to ~.
void TypedLine::FeedSequence(std::string_view& bytes) {
  bytes.remove_prefix(1);
  if (bytes.front() != '[' && bytes.front() != 'O') return;
  bytes.remove_prefix(1);
  while (!bytes.empty()) {
    const char byte = bytes.front();
    bytes.remove_prefix(1);
    if (byte < '@' || byte > '~') continue;
    if (byte == 'A') --row_;
    if (byte == 'B') ++row_;
    return;
  }
}

}  // namespace annuaire::cli
