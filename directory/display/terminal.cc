#include "directory/display/terminal.h"

namespace annuaire {
namespace {

std::string Between(std::string_view escape, std::string_view text, const Terminal& terminal) {
  if (!terminal.colours) return std::string(text);
  return std::string(escape).append(text).append("\x1b[0m");
}

}  // namespace

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

}  // namespace annuaire
