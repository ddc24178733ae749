#include "cli/line_source.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/cli/scratch_file.h"

namespace annuaire::cli {
namespace {

std::vector<std::string> LinesOf(const std::string& text) {
  const ScratchFile file(text);
  Result<LineSource> source = LineSource::Open(file.path());
  EXPECT_TRUE(source.ok());
  std::vector<std::string> lines;
  for (std::string_view line; source->Next(line);) lines.emplace_back(line);
  EXPECT_EQ(source->octets(), text.size());
  EXPECT_EQ(source->octets_handed_out(), text.size());
  EXPECT_TRUE(source->status().ok());
  return lines;
}

TEST(LineSourceTest, ReadsLinesHoweverTheyEnd) {
  using Lines = std::vector<std::string>;
  struct Case {
    std::string text;
    Lines want;
  };
  for (const Case& c : {
           Case{"", {}},
           {"a", {"a"}},
           {"a\n", {"a"}},
           {"a\r\nb", {"a", "b"}},
           {"\n\na", {"", "", "a"}},
           {"\n\n\n\n", {"", "", "", ""}},
           {std::string("\r\na\0b", 5), {"", std::string("a\0b", 3)}},
           {"\xEF\xBB\xBF"
            "a\n\xEF\xBB\xBF"
            "b\n",
            {"a",
             "\xEF\xBB\xBF"
             "b"}},
           {std::string("a\0b\n", 4), {std::string("a\0b", 3)}},
           {"a\rb\n", {"a\rb"}},
       }) {
    EXPECT_EQ(LinesOf(c.text), c.want) << c.text;
  }
}

TEST(LineSourceTest, LinesMaySpanReads) {
  const std::string longest(300 << 10, 'x');
  const std::vector<std::string> lines = LinesOf("a\n" + longest + "\nb");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1], longest);
  EXPECT_EQ(lines[2], "b");
}

TEST(LineSourceTest, RefusesUtf16AndSaysWhatToDo) {
  for (const std::string& text :
       {std::string("\xFF\xFE"
                    "a\0\n\0",
                    6),
        std::string("\xFE\xFF"
                    "\0a\0\n",
                    6),
        std::string("a\0@\0b\0\r\0\n\0c\0", 12), std::string("\0a\0@\0b\0\r\0\n\0c", 12),
        // Empty lines before any text.
        std::string("\n\0a\0@\0b\0", 8), std::string("\0\n\0a\0@\0b", 8),
        std::string("\r\0\n\0\r\0\n\0a\0\n\0", 12), std::string("\0\r\0\n\0\r\0\n\0a\0\n", 12)}) {
    const ScratchFile file(text);
    Result<LineSource> source = LineSource::Open(file.path());
    ASSERT_TRUE(source.ok());
    std::string_view line;
    EXPECT_FALSE(source->Next(line));
    EXPECT_EQ(source->status().code(), StatusCode::kInvalidArgument);
    EXPECT_EQ(
        source->status().message(),
        file.path() + " is UTF-16: save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8");
    EXPECT_FALSE(source->Next(line));
  }
}

TEST(LineSourceTest, HandsOutALongLineInPiecesWhenAsked) {
  const std::string word = std::string(100, 'x') + " ";
  std::string text = "a\n";
  while (text.size() < 5 * LineSource::kLineOctetsMax / 2) text += word;
  const ScratchFile file(text + "\nb\n");
  Result<LineSource> refused = LineSource::Open(file.path());
  ASSERT_TRUE(refused.ok());
  std::string_view line;
  EXPECT_TRUE(refused->Next(line));
  EXPECT_FALSE(refused->Next(line));
  EXPECT_EQ(refused->status().message(),
            file.path() + ":2: a line of more than 1048576 bytes; is this a text file?");

  Result<LineSource> source = LineSource::Open(file.path(), LineSource::LongLines::kInPieces);
  ASSERT_TRUE(source.ok());
  std::string together;
  std::string last;
  while (source->Next(line)) {
    last = line;
    EXPECT_LE(line.size(), LineSource::kLineOctetsMax + (std::size_t{256} << 10));
    if (source->line_number() == 2) {
      EXPECT_EQ(line.size() % word.size(), 0U);
      together += line;
    }
  }
  EXPECT_TRUE(source->status().ok());
  EXPECT_EQ("a\n" + together, text);
  EXPECT_EQ(last, "b");
  EXPECT_EQ(source->Where(), file.path() + ":3");
  EXPECT_EQ(source->octets_handed_out(), source->octets());
}

TEST(LineSourceTest, AWordWithoutEndIsCutAnywhere) {
  const std::string text(3 * LineSource::kLineOctetsMax, 'x');
  const ScratchFile file(text);
  Result<LineSource> source = LineSource::Open(file.path(), LineSource::LongLines::kInPieces);
  ASSERT_TRUE(source.ok());
  std::string together;
  for (std::string_view line; source->Next(line);) together += line;
  EXPECT_TRUE(together == text);
  EXPECT_EQ(source->line_number(), 1U);
}

TEST(LineSourceTest, SaysWhereItIs) {
  const ScratchFile file("a\n\nb\n");
  Result<LineSource> source = LineSource::Open(file.path());
  ASSERT_TRUE(source.ok());
  std::string_view line;
  ASSERT_TRUE(source->Next(line));
  EXPECT_EQ(source->Where(), file.path() + ":1");
  EXPECT_TRUE(source->HasText());
  ASSERT_TRUE(source->Next(line));
  ASSERT_TRUE(source->Next(line));
  EXPECT_EQ(source->Where(), file.path() + ":3");
  EXPECT_FALSE(source->HasText());
}

TEST(LineSourceTest, FailsWithTheReason) {
  const Result<LineSource> missing = LineSource::Open("/nonexistent/file");
  EXPECT_EQ(missing.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(missing.status().message(), "cannot open /nonexistent/file: No such file or directory");

  Result<LineSource> folder = LineSource::Open("/");
  std::string_view line;
  if (folder.ok()) {
    EXPECT_FALSE(folder->Next(line));
    EXPECT_EQ(folder->status().code(), StatusCode::kInvalidArgument);
  }

  const ScratchFile endless(std::string(LineSource::kLineOctetsMax + (512 << 10), 'x'));
  Result<LineSource> source = LineSource::Open(endless.path());
  ASSERT_TRUE(source.ok());
  EXPECT_FALSE(source->Next(line));
  EXPECT_EQ(source->status().code(), StatusCode::kInvalidArgument);
  EXPECT_FALSE(source->Next(line));
}

}  // namespace
}  // namespace annuaire::cli
