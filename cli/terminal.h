// Terminal says what an output leads to: a screen of some width, or a file or
// pipe, for which nothing is ever cut or coloured.

#pragma once

#include <string>
#include <string_view>

namespace annuaire::cli {

struct Terminal {
  bool is_terminal = false;
  int columns = 0;  // 0: as wide as needed
  bool colours = false;
};

// Looks at the file descriptor and at NO_COLOR (https://no-color.org), TERM and
// COLUMNS. Called once, by main().
Terminal DetectTerminal(int fd);

// "text" between the escapes for bold or faint, or as it is without colours.
std::string Bold(std::string_view text, const Terminal& terminal);
std::string Faint(std::string_view text, const Terminal& terminal);

enum class Colour { kNone, kGreen, kBlue, kYellow, kRed };
std::string Coloured(Colour colour, std::string_view text, const Terminal& terminal);

}  // namespace annuaire::cli
