#include "indexer/line_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annuaire::indexer {
namespace {

// The lines of "text" when it comes in chunks of "chunk_bytes".
std::vector<std::string> Lines(const std::string& text, std::size_t chunk_bytes) {
  std::string_view rest = text;
  LineReader reader([&]() -> std::span<const char> {
    const std::string_view chunk = rest.substr(0, chunk_bytes);
    rest.remove_prefix(chunk.size());
    return {chunk.data(), chunk.size()};
  });
  std::vector<std::string> lines;
  while (reader.Next()) {
    lines.emplace_back(reader.line());
    EXPECT_EQ(reader.line_number(), lines.size());
  }
  EXPECT_TRUE(reader.status().ok());
  EXPECT_FALSE(reader.Next());
  return lines;
}

TEST(LineReaderTest, CutsAtNewlinesWhereverTheChunksEnd) {
  struct Case {
    const char* name;
    std::string text;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"nothing", "", {}},
      {"one line", "ab\n", {"ab"}},
      {"no last newline", "ab\ncd", {"ab", "cd"}},
      {"empty lines", "\n\na\n\n", {"", "", "a", ""}},
      {"carriage returns stay", "a\r\nb\r\n", {"a\r", "b\r"}},
      {"a long line", std::string(5000, 'x') + "\ny", {std::string(5000, 'x'), "y"}},
  };
  for (const Case& c : cases) {
    for (const std::size_t chunk : {1u, 2u, 3u, 7u, 10000u})
      EXPECT_EQ(Lines(c.text, chunk), c.want) << c.name;
  }
}

TEST(LineReaderTest, ALineWithoutEndEndsTheReading) {
  const std::string chunk(100000, 'x');
  bool first = true;
  LineReader reader([&]() -> std::span<const char> {
    if (std::exchange(first, false)) return {"ab\n", 3};
    return chunk;
  });
  EXPECT_TRUE(reader.Next());
  EXPECT_FALSE(reader.Next());
  EXPECT_EQ(reader.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(reader.status().message(), "line 2 is longer than 1048576 bytes");
  EXPECT_FALSE(reader.Next());
}

}  // namespace
}  // namespace annuaire::indexer
