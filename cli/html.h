// Text into HTML, and numbers and dates as a French reader writes them.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace annuaire::cli {

// "text" fit to stand between tags and inside a quoted attribute: & < > " ' are
// escaped, bytes a page may not hold become U+FFFD (see Printable()).
std::string Html(std::string_view text);

// "text" with no-break spaces where French has them: inside « », before ; : ? !
std::string French(std::string_view text);

// "1234567" -> "1 234 567", with narrow no-break spaces.
std::string FrenchCount(std::uint64_t number);
// "12,3 %"; "—" of nothing.
std::string FrenchShare(std::uint64_t part, std::uint64_t whole);
// "2026-11-19" or "2026-11-19T…" -> "19 novembre 2026"; anything else unchanged.
std::string FrenchDate(std::string_view iso);

}  // namespace annuaire::cli
