#include "directory/base/day.h"

#include <gtest/gtest.h>

namespace annuaire {
namespace {

TEST(DayTest, IsOneOfTheCalendar) {
  for (const char* day : {"2026-11-01", "2026-12-31", "2028-02-29", "0000-01-01"}) {
    EXPECT_TRUE(IsDay(day)) << day;
  }
  for (const char* text : {"", "2026-02-31", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00",
                           "01/01/2026", "2026-1-1", "2026-01-01 ", " 2026-01-01", "20260101",
                           "2026-01-01T00", "-026-01-01", "2026-+1-01"}) {
    EXPECT_FALSE(IsDay(text)) << text;
  }
}

}  // namespace
}  // namespace annuaire
