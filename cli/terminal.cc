#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace annuaire::cli {
namespace {

constexpr int kColumnsUnknown = 80;

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

int Columns(int fd) {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view columns = Environment("COLUMNS");
  int width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  return width > 0 ? width : kColumnsUnknown;
}

std::string Between(std::string_view escape, std::string_view text, const Terminal& terminal) {
  if (!terminal.colours) return std::string(text);
  return std::string(escape).append(text).append("\x1b[0m");
}

}  // namespace

Terminal DetectTerminal(int fd) {
  if (isatty(fd) == 0) return {};
  const bool colours = Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
  return {.is_terminal = true, .columns = Columns(fd), .colours = colours};
}

std::string Bold(std::string_view text, const Terminal& terminal) {
  return Between("\x1b[1m", text, terminal);
}

std::string Faint(std::string_view text, const Terminal& terminal) {
  return Between("\x1b[2m", text, terminal);
}

std::string Coloured(Colour colour, std::string_view text, const Terminal& terminal) {
  switch (colour) {
    case Colour::kNone:
      return std::string(text);
    case Colour::kGreen:
      return Between("\x1b[32m", text, terminal);
    case Colour::kBlue:
      return Between("\x1b[34m", text, terminal);
    case Colour::kYellow:
      return Between("\x1b[1;33m", text, terminal);
    case Colour::kRed:
      return Between("\x1b[1;31m", text, terminal);
  }
  return std::string(text);
}

}  // namespace annuaire::cli
