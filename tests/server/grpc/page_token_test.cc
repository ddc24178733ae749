#include "server/grpc/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "annuaire/v1/directory_service.pb.h"

namespace annuaire::grpc_front {
namespace {

using ::testing::MatchesRegex;
using ::testing::StartsWith;

constexpr Listing kListing{"20261120T061500Z", "filter"};

TEST(PageTokenTest, GivesTheCursorBack) {
  for (const std::uint64_t cursor :
       {std::uint64_t{1}, std::uint64_t{20}, std::uint64_t{1} << 32, UINT64_MAX}) {
    const std::string token = EncodePageToken(cursor, kListing);
    EXPECT_THAT(token, MatchesRegex("[A-Za-z0-9_-]+"));
    const auto decoded = DecodePageToken(token, kListing);
    ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
    EXPECT_EQ(*decoded, cursor);
  }
}

TEST(PageTokenTest, StartsAtTheBeginningWithoutToken) {
  const auto cursor = DecodePageToken("", kListing);
  ASSERT_TRUE(cursor.ok());
  EXPECT_EQ(*cursor, 0u);
}

TEST(PageTokenTest, RefusesWhatDoesNotBelong) {
  const std::string token = EncodePageToken(7, kListing);
  std::string other_cursor = token;
  other_cursor[14] = other_cursor[14] == 'A' ? 'B' : 'A';
  struct Row {
    const char* what;
    std::string token;
    Listing listing;
    StatusCode want;
  };
  const Row rows[] = {
      {"another generation", token, {"20261121T061500Z", "filter"}, StatusCode::kAborted},
      {"another generation and filter",
       token,
       {"20261121T061500Z", "x"},
       StatusCode::kInvalidArgument},
      {"a letter short", token.substr(0, token.size() - 1), kListing, StatusCode::kInvalidArgument},
      {"three letters short", token.substr(0, token.size() - 3), kListing,
       StatusCode::kInvalidArgument},
      {"a letter more", token + "AA", kListing, StatusCode::kInvalidArgument},
      {"a longer generation", token, {"20261120T061500Z2", "filter"}, StatusCode::kAborted},
      {"another filter", token, {"20261120T061500Z", "x"}, StatusCode::kInvalidArgument},
      {"another cursor", other_cursor, kListing, StatusCode::kInvalidArgument},
      {"one letter", "A", kListing, StatusCode::kInvalidArgument},
      {"cut short", token.substr(0, 12), kListing, StatusCode::kInvalidArgument},
      {"another version", "B" + token.substr(1), kListing, StatusCode::kInvalidArgument},
      {"padding", token + "=", kListing, StatusCode::kInvalidArgument},
      {"blanks", "  ", kListing, StatusCode::kInvalidArgument},
      {"not ASCII", "\xc3\xa9", kListing, StatusCode::kInvalidArgument},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const auto decoded = DecodePageToken(row.token, row.listing);
    ASSERT_FALSE(decoded.ok());
    EXPECT_EQ(decoded.status().code(), row.want);
    EXPECT_THAT(decoded.status().message(), StartsWith("page_token: "));
  }
}

TEST(PageTokenTest, TakesEveryFieldButThePageForTheFilter) {
  v1::SearchMailboxesRequest request;
  request.set_text("dup");
  request.set_page_size(10);
  const std::string filter = FilterOf(request);

  v1::SearchMailboxesRequest next = request;
  next.set_page_size(20);
  next.set_page_token("token");
  EXPECT_EQ(FilterOf(next), filter);

  v1::SearchMailboxesRequest other = request;
  other.set_type("PER");
  EXPECT_NE(FilterOf(other), filter);

  // Same bytes, another method.
  v1::SearchPractitionersRequest practitioners;
  practitioners.set_name("dup");
  EXPECT_NE(FilterOf(practitioners), filter);
}

TEST(PageTokenTest, LimitsThePageSize) {
  struct Row {
    std::uint32_t in;
    std::uint32_t want;  // 0: refused
  };
  for (const Row& row : {Row{0, 20}, Row{1, 1}, Row{500, 500}, Row{501, 0}, Row{UINT32_MAX, 0}}) {
    SCOPED_TRACE(row.in);
    v1::SearchMailboxesRequest request;
    request.set_page_size(row.in);
    const auto page = DecodePage(request, kListing);
    ASSERT_EQ(page.ok(), row.want != 0);
    if (page.ok()) {
      EXPECT_EQ(page->size, row.want);
      EXPECT_EQ(page->cursor, 0u);
    } else {
      EXPECT_EQ(page.status().code(), StatusCode::kInvalidArgument);
      EXPECT_THAT(page.status().message(), StartsWith("page_size: "));
    }
  }
}

}  // namespace
}  // namespace annuaire::grpc_front
