// Days as files, filters and people write them.

#pragma once

#include <string_view>

namespace annuaire {

// A day of the calendar, "2026-11-01"; "2026-02-31" is none.
bool IsDay(std::string_view text);

}  // namespace annuaire
