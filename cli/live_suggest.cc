#include "cli/live_suggest.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "cli/suggestion_table.h"
#include "cli/terminal.h"
#include "cli/typed_line.h"
#include "directory/display/number.h"
#include "directory/display/text.h"

namespace annuaire::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kPrompt = "> ";
// Prompt, remark, and a line of the shell above.
constexpr int kLinesBesideTable = 3;

// Keys come one by one and unseen while this lives.
class RawTerminal {
 public:
  RawTerminal() {
    tcgetattr(STDIN_FILENO, &before_);
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  ~RawTerminal() { tcsetattr(STDIN_FILENO, TCSANOW, &before_); }
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

 private:
  termios before_{};
};

// All that was typed since the last call, so that a paste is asked once; empty
// at the end of input.
std::string ReadKeys() {
  std::array<char, 1024> keys;
  const ssize_t size = read(STDIN_FILENO, keys.data(), keys.size());
  return size > 0 ? std::string(keys.data(), static_cast<std::size_t>(size)) : std::string();
}

// Lines the screen has for the table.
std::size_t TableLinesMax() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
  return static_cast<std::size_t>(std::max(2, (known ? size.ws_row : 24) - kLinesBesideTable));
}

struct Answer {
  v1::SuggestResponse response;
  std::string remark;
};

Answer Ask(Session& session, const v1::SuggestRequest& request) {
  if (request.text().empty()) return {{}, "type some words; Enter chooses, Escape leaves"};
  const Clock::time_point start = Clock::now();
  auto response = session.client.Call(&v1::DirectoryService::Stub::Suggest, request);
  const auto micros =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
  if (!response.ok()) return {{}, response.status().message()};
  std::string remark = response->suggestions().empty() ? "no mailbox matches"
                       : response->corrected()         ? "a letter is forgiven, or a word left out"
                       : response->truncated()         ? "more match"
                                                       : "all that match";
  remark += ", " + WithThousands(static_cast<std::uint64_t>(micros)) + " µs";
  return {*std::move(response), std::move(remark)};
}

// The lines of "text", which ends each with "\n".
std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

// The table of an answer as far as the screen has room.
struct Picture {
  std::vector<std::string> titles;             // lines
  std::vector<std::vector<std::string>> rows;  // lines each
};

Picture Compose(const v1::SuggestResponse& response, Terminal terminal) {
  terminal.colours = false;  // Draw() knows what is pointed at
  TextTable table = SuggestionTable();
  for (const v1::Suggestion& suggestion : response.suggestions()) AddSuggestion(table, suggestion);
  const std::size_t lines_max = TableLinesMax();
  Picture picture;
  std::size_t lines = 0;
  for (const std::string& block : table.Blocks(terminal)) {
    std::vector<std::string> row = Lines(block);
    lines += row.size();
    if (picture.titles.empty()) {
      picture.titles = std::move(row);
    } else if (lines <= lines_max || picture.rows.empty()) {
      picture.rows.push_back(std::move(row));
    }
  }
  return picture;
}

// Draws from the line of the prompt down, and puts the cursor back after the text.
void Draw(const Picture& picture, std::string_view remark, const TypedLine& typed,
          const Terminal& terminal) {
  // A line that the terminal would break would put the cursor elsewhere.
  const auto fit = [&](std::string_view line) { return Fit(line, terminal.columns); };
  std::vector<std::string> lines;
  for (const std::string& title : picture.titles) lines.push_back(Bold(fit(title), terminal));
  for (std::size_t row = 0; row < picture.rows.size(); ++row) {
    const bool pointed = row == static_cast<std::size_t>(typed.row());
    for (const std::string& line : picture.rows[row]) {
      lines.push_back(pointed ? "\x1b[7m" + fit(line) + "\x1b[0m" : fit(line));
    }
  }
  lines.push_back(Faint(fit(Printable(remark)), terminal));

  const int room = std::max(1, terminal.columns - static_cast<int>(kPrompt.size()) - 1);
  const std::string shown = FitEnd(Printable(typed.text()), room);
  std::string frame = "\r\x1b[J" + Bold(kPrompt, terminal) + shown;
  for (const std::string& line : lines) frame += "\r\n" + line;
  frame += "\x1b[" + std::to_string(lines.size()) + "A\r\x1b[" +
           std::to_string(static_cast<int>(kPrompt.size()) + DisplayWidth(shown)) + "C";
  std::fputs(frame.c_str(), stderr);
}

}  // namespace

Status SuggestLive(Session& session, v1::SuggestRequest request) {
  if (isatty(STDIN_FILENO) == 0 || !session.err_terminal.is_terminal) {
    return InvalidArgumentError("suggest -i needs a terminal");
  }
  TypedLine typed(request.text());
  TypedLine::State state = TypedLine::State::kTyping;
  std::string chosen;
  {
    const RawTerminal raw;
    Answer answer = Ask(session, request);
    while (state == TypedLine::State::kTyping) {
      const Terminal terminal = DetectTerminal(STDERR_FILENO);
      const Picture picture = Compose(answer.response, terminal);
      const int rows = static_cast<int>(picture.rows.size());
      typed.SetRow(std::clamp(typed.row(), 0, std::max(0, rows - 1)));
      Draw(picture, answer.remark, typed, terminal);
      const std::string keys = ReadKeys();
      state = keys.empty() ? TypedLine::State::kLeft : typed.Feed(keys);
      if (typed.text() == request.text()) continue;
      request.set_text(typed.text());
      answer = Ask(session, request);
    }
    if (state == TypedLine::State::kChosen && typed.row() < answer.response.suggestions_size()) {
      chosen = answer.response.suggestions(typed.row()).address();
    }
    std::fputs("\r\x1b[J", stderr);
  }
  if (chosen.empty()) return NotFoundError("no mailbox was chosen");
  session.out.Write(Printable(chosen) + "\n");
  return session.out.Flush();
}

}  // namespace annuaire::cli
