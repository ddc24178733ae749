#include "indexer/read_ahead.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/directory/store/temp_directory.h"

namespace annuaire::indexer {
namespace {

class ReadAheadTest : public testing::Test {
 protected:
  // The first and only entry of a new file.
  InputFile Open(std::string_view bytes, const InputLimits& limits = {}) {
    std::ofstream(path_, std::ios::binary) << bytes;
    Result<InputFile> file = InputFile::Open(path_, limits);
    EXPECT_TRUE(file.ok()) << file.status().message();
    EXPECT_TRUE(*file->NextEntry());
    return *std::move(file);
  }

  static std::string Text(std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) text += std::to_string(i * 2654435761u) + "\n";
    return text;
  }

  TempDirectory directory_;
  const std::string path_ = directory_.path() + "/file";
};

TEST_F(ReadAheadTest, GivesAllInOrderThenNothing) {
  const std::string text = Text(20'000);
  for (const std::size_t chunk_bytes : {1000ul, 4096ul, text.size(), 2 * text.size()}) {
    InputFile file = Open(text);
    ReadAhead ahead(file, chunk_bytes);
    std::string read;
    while (true) {
      const Result<std::span<const char>> chunk = ahead.Next();
      ASSERT_TRUE(chunk.ok());
      if (chunk->empty()) break;
      read.append(chunk->data(), chunk->size());
    }
    EXPECT_EQ(read, text) << chunk_bytes;
    EXPECT_TRUE(ahead.Next()->empty());
  }
}

TEST_F(ReadAheadTest, MayBeLeftAnywhere) {
  InputFile file = Open(Text(20'000));
  { const ReadAhead untouched(file, 1000); }
  ReadAhead ahead(file, 1000);
  EXPECT_EQ(ahead.Next()->size(), 1000u);
}

TEST_F(ReadAheadTest, TellsWhatIsWrongAfterWhatCouldBeRead) {
  InputFile file = Open(Text(20'000), {.entry_bytes_max = 10'000});
  ReadAhead ahead(file, 1000);
  std::size_t read = 0;
  Result<std::span<const char>> chunk = ahead.Next();
  for (; chunk.ok(); chunk = ahead.Next()) read += chunk->size();
  EXPECT_EQ(read, 10'000u);
  EXPECT_EQ(chunk.status().code(), StatusCode::kResourceExhausted);
  // A parser asks again before it gives up.
  EXPECT_EQ(ahead.Next().status().code(), StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace annuaire::indexer
