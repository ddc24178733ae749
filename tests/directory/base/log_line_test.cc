#include "directory/base/log_line.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>

namespace annuaire {
namespace {

TEST(LogLineTest, ValuesAreQuotedWhenTheyMust) {
  struct Case {
    const char* value;
    const char* want;
  };
  const Case cases[] = {
      {"2026-11-20", "2026-11-20"},
      {"a.zip!b.txt", "a.zip!b.txt"},
      {"https://a/b?c", "https://a/b?c"},
      {"é…", "é…"},
      {"", "\"\""},
      {"a b", "\"a b\""},
      {"a=b", "\"a=b\""},
      {"x\"\\\n\x7fy", "\"x\\\"\\\\  y\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LogLine("2026-11-21T06:15:00Z", "read", {{"file", c.value}, {"rows", 12}}),
              "time=2026-11-21T06:15:00Z event=read file=" + std::string(c.want) + " rows=12");
  }
  EXPECT_EQ(LogLine("2026-11-21T06:15:00Z", "stopped", {}),
            "time=2026-11-21T06:15:00Z event=stopped");
}

TEST(LogLineTest, TheJournalIsToldTheLevel) {
  std::FILE* const file = std::tmpfile();
  struct stat stream = {};
  ASSERT_EQ(fstat(fileno(file), &stream), 0);
  const std::string own = std::to_string(stream.st_dev) + ":" + std::to_string(stream.st_ino);
  EXPECT_EQ(JournalPrefix(LogLevel::kError, own.c_str(), fileno(file)), "<3>");
  EXPECT_EQ(JournalPrefix(LogLevel::kWarning, own.c_str(), fileno(file)), "<4>");
  EXPECT_EQ(JournalPrefix(LogLevel::kInfo, own.c_str(), fileno(file)), "<6>");
  EXPECT_EQ(JournalPrefix(LogLevel::kError, nullptr, fileno(file)), "");
  EXPECT_EQ(JournalPrefix(LogLevel::kError, "", fileno(file)), "");
  // What a service inherits from another one is not its own.
  EXPECT_EQ(JournalPrefix(LogLevel::kError, (own + "0").c_str(), fileno(file)), "");
  std::fclose(file);
}

}  // namespace
}  // namespace annuaire
