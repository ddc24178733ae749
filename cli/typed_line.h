// TypedLine turns the bytes of a terminal in raw mode into a line of text and a
// cursor in the list under it.
//
// Pure; one thread. A terminal sends the bytes of one key together.
//
// Example:
//
//   TypedLine line;
//   line.Feed("dup\x7f");          // backspace
//   line.text() == "du"

#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace annuaire::cli {

class TypedLine {
 public:
  enum class State { kTyping, kChosen, kLeft };

  explicit TypedLine(std::string text = {}) : text_(std::move(text)) {}

  // Letters; Backspace, Ctrl-W (word), Ctrl-U (all); arrows or Ctrl-P and
  // Ctrl-N; Enter chooses; Ctrl-C, Ctrl-D or Escape leaves. A lone Escape is
  // told from the start of an arrow by being the last byte of "bytes".
  State Feed(std::string_view bytes);

  const std::string& text() const { return text_; }
  // Row pointed at, from 0. The caller knows how many there are.
  int row() const { return row_; }
  void SetRow(int row) { row_ = row; }

 private:
  void EraseLetter();
  void EraseWord();
  // Consumes an arrow key at the front of "bytes", or any other sequence.
  void FeedSequence(std::string_view& bytes);

  std::string text_;
  int row_ = 0;
};

}  // namespace annuaire::cli
