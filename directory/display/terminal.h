// Terminal says what an output leads to: a screen of some width, or a file or
// pipe, for which nothing is ever cut or coloured. Pure: the programs find out which.

#pragma once

#include <string>
#include <string_view>

namespace annuaire {

struct Terminal {
  bool is_terminal = false;
  int columns = 0;  // 0: as wide as needed
  bool colours = false;
};

// "text" between the escapes for bold or faint, or as it is without colours.
std::string Bold(std::string_view text, const Terminal& terminal);
std::string Faint(std::string_view text, const Terminal& terminal);

enum class Colour { kNone, kGreen, kBlue, kYellow, kRed };
std::string Coloured(Colour colour, std::string_view text, const Terminal& terminal);

}  // namespace annuaire
