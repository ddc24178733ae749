// How wide a UTF-8 text stands on a terminal, and how to cut it to measure.
//
// Width is that of wcwidth() in the C.UTF-8 locale: a combining accent takes no
// column, a wide ideograph two. Pure functions; safe from any thread.
//
// Example:
//
//   DisplayWidth("Noël") == 4
//   Fit("Cardiologie", 6) == "Cardi…"

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annuaire {

// "text" on one line and without a byte that a terminal would obey or refuse:
// blanks for tabs and line ends, U+FFFD for control characters and for bytes
// that are not UTF-8.
std::string Printable(std::string_view text);

// Columns taken by "text". REQUIRES: Printable(text) == text.
int DisplayWidth(std::string_view text);

// "text" cut to at most "width" columns, the last of which is then "…".
// REQUIRES: width > 0 and Printable(text) == text.
std::string Fit(std::string_view text, int width);

// The same from the other side: "…logie".
std::string FitEnd(std::string_view text, int width);

// "text" with blanks after it (before it when "right") up to "width" columns.
std::string Pad(std::string_view text, int width, bool right = false);

// "text" in lines of at most "width" columns, cut at blanks; 0: one line. A word
// longer than that keeps a line of its own.
// REQUIRES: Printable(text) == text.
std::vector<std::string> Wrap(std::string_view text, int width);

}  // namespace annuaire
