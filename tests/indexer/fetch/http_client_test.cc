#include "indexer/fetch/http_client.h"

#include <gtest/gtest.h>

namespace annuaire::indexer {
namespace {

TEST(HttpClientTest, ReadsTheFileNameOfADisposition) {
  struct Case {
    const char* header;
    const char* want;
  };
  const Case cases[] = {
      {"attachment; filename=PS_LibreAcces_202608261013.zip", "PS_LibreAcces_202608261013.zip"},
      {"attachment; filename=\"a b.zip\"; size=3", "a b.zip"},
      {"attachment; FileName=a.zip ; size=3", "a.zip"},
      {"attachment; filename=../../etc/passwd", "passwd"},
      {"attachment; filename=\"C:\\x\\a.zip\"", "a.zip"},
      {"attachment; filename=\"unclosed", "unclosed"},
      {"attachment; filename=", ""},
      {"attachment", ""},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(FileNameInDisposition(c.header), c.want) << c.header;
}

TEST(HttpClientTest, ReadsContentRanges) {
  struct Case {
    const char* header;
    std::optional<ContentRange> want;
  };
  const Case cases[] = {
      {"bytes 100-199/200", {{100, 199, 200}}},
      {"bytes 0-0/1", {{0, 0, 1}}},
      {"bytes 100-149/200", {{100, 149, 200}}},
      {"bytes 100-199/*", {}},  // of nobody knows how many
      {"bytes */200", {}},
      {"bytes 100-200/200", {}},
      {"bytes 100-99/200", {}},
      {"bytes 100-199/200 ", {}},
      {"bytes 100-199", {}},
      {"bytes -100-199/200", {}},
      {"bytes 100-199/99999999999999999999", {}},
      {"rows 100-199/200", {}},
      {"bytes ", {}},
      {"", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(ParseContentRange(c.header), c.want) << c.header;
}

TEST(HttpClientTest, TellsTheOriginOfAnAddress) {
  const std::string origin = OriginOf("https://gateway.example.org/fhir/v2");
  EXPECT_EQ(origin, "https://gateway.example.org:443");
  EXPECT_EQ(OriginOf("HTTPS://Gateway.example.org:443/x?y#z"), origin);
  for (const char* other : {"http://gateway.example.org/", "https://gateway.example.org:444/",
                            "https://example.org/", "https://gateway.example.org.evil.org/",
                            "https://gateway.example.org@evil.org/", "/fhir/v2/_page?id=1", ""}) {
    EXPECT_NE(OriginOf(other), origin) << other;
  }
}

TEST(HttpClientTest, ReadsHttpDates) {
  const auto time = ParseHttpDate("Thu, 20 Nov 2025 03:15:43 GMT");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(std::chrono::system_clock::to_time_t(*time), 1763608543);
  EXPECT_FALSE(ParseHttpDate("").has_value());
  EXPECT_FALSE(ParseHttpDate("yesterday").has_value());
}

}  // namespace
}  // namespace annuaire::indexer
