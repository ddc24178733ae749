#include "server/grpc/wire.h"

#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>

#include "annuaire/v1/directory_service.pb.h"
#include "server/grpc/wire_reader.h"

namespace annuaire::grpc_front {
namespace {

TEST(WireTest, WritesWhatMessagesWrite) {
  const std::string long_text(300, 'x');  // a length of two bytes
  const auto write = [&](auto& out) {
    WriteMessage(1, out, [&](auto& inner) {
      WriteText(1, "a@b.mssante.fr", inner);
      WriteText(2, "", inner);
      WriteJoined(3, inner, std::string_view("Jean"), std::string_view(" "), long_text);
      WriteJoined(4, inner, std::string_view(), std::string_view());
      WriteMessage(7, inner, [](auto&) {});
      WriteNumber(13, 1, inner);
      WriteNumber(14, 0, inner);
    });
    WriteNumber(2, 1, out);
  };
  WireSize size;
  write(size);
  std::string bytes(size.bytes(), '\0');
  WireBytes out(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
  write(out);

  v1::SuggestResponse want;
  v1::Suggestion& suggestion = *want.add_suggestions();
  suggestion.set_address("a@b.mssante.fr");
  suggestion.set_display_name("Jean " + long_text);
  suggestion.mutable_profession();
  suggestion.set_holder_gone(true);
  want.set_truncated(true);
  EXPECT_EQ(bytes, want.SerializeAsString());
}

TEST(WireTest, WritesPaddedTextsOfEveryLengthUpToTheLastByte) {
  std::string around(3 * WireBytes::kPadding + WireBytes::kPadding, '\0');
  for (std::size_t i = 0; i < around.size(); ++i) around[i] = static_cast<char>('0' + i % 71);
  for (std::size_t first = 0; first <= 3 * WireBytes::kPadding; ++first) {
    for (std::size_t second : {std::size_t{0}, std::size_t{1}, std::size_t{40}}) {
      const std::string_view texts[] = {std::string_view(around).substr(0, first),
                                        std::string_view(around).substr(0, second)};
      for (const std::size_t after : {std::size_t{0}, WireBytes::kPadding}) {
        const std::string rest(after, 'r');
        std::string bytes(first + second + after + 1, '.');  // a byte behind, to be left alone
        WireBytes out(reinterpret_cast<std::uint8_t*>(bytes.data()), first + second + after);
        out.Padded(texts, first + second);
        out.Raw(rest);
        EXPECT_EQ(bytes, std::string(texts[0]) + std::string(texts[1]) + rest + ".");
      }
    }
  }
}

// What a GetMailboxRequest would read out of "bytes", or nothing.
std::optional<std::string> ReadAddress(std::string_view bytes) {
  std::string address;
  WireReader reader(bytes);
  while (const std::uint32_t tag = reader.NextTag()) {
    if (tag == LengthTag(1)) {
      address = reader.Text();
    } else {
      reader.Skip(tag);
    }
  }
  return reader.ok() ? std::optional(address) : std::nullopt;
}

void ExpectReadAsByMessage(const std::string& bytes) {
  v1::GetMailboxRequest message;
  const bool parsed = message.ParseFromString(bytes);
  const auto read = ReadAddress(bytes);
  ASSERT_EQ(read.has_value(), parsed) << testing::PrintToString(bytes);
  if (parsed) {
    ASSERT_EQ(*read, message.address()) << testing::PrintToString(bytes);
  }
}

TEST(WireReaderTest, ReadsWhatMessagesRead) {
  const google::protobuf::LogSilencer silence;  // a line for the text that is not UTF-8
  const std::string rows[] = {
      "",
      "\x0a\x03"
      "abc",
      "\x0a\x03"
      "abc\x0a\x01z",  // the last one counts
      "\x0a\x04"
      "abc",                                       // cut
      std::string("\x0a\x00", 2),                  // empty
      std::string("\x08\x05\x0a\x01z", 5),         // another type under the same number
      std::string("\x12\x02zz\x0a\x01z", 7),       // an unknown field
      std::string("\x0a\x01\xff", 3),              // not UTF-8
      std::string("\x0a\xff\xff\xff\xff\x0f", 6),  // longer than anything
      std::string("\x0a\xff\xff\xff\xff\xff", 6),  // a length without end
      std::string("\x0b\x0c", 2),                  // a group
      std::string("\x0b", 1),                      // a group that does not end
      std::string("\x0c", 1),                      // the end of none
      std::string("\x00", 1),                      // field 0
      std::string("\xff\xff\xff\xff", 4),          // no tag
  };
  for (const std::string& bytes : rows) ExpectReadAsByMessage(bytes);
}

TEST(WireReaderTest, ReadsRandomBytesAsMessagesDo) {
  const google::protobuf::LogSilencer silence;  // a line for every text that is not UTF-8
  std::mt19937 random(1);
  // Bytes that occur in small messages, so that some of them can be read.
  const std::string letters("\x0a\x0a\x08\x12\x00\x01\x02\x03z\x80\xff\x0b\x0c\x0d\x09", 15);
  for (int i = 0; i < 200'000; ++i) {
    std::string bytes(random() % 10, '\0');
    for (char& byte : bytes) byte = letters[random() % letters.size()];
    ExpectReadAsByMessage(bytes);
  }
}

}  // namespace
}  // namespace annuaire::grpc_front
