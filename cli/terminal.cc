#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

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

}  // namespace

Terminal DetectTerminal(int fd) {
  if (isatty(fd) == 0) return {};
  const bool colours = Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
  return {.is_terminal = true, .columns = Columns(fd), .colours = colours};
}

}  // namespace annuaire::cli
