#include "directory/base/status.h"

#include <gtest/gtest.h>

#include <memory>

#include "directory/base/result.h"

namespace annuaire {
namespace {

TEST(StatusTest, IsOkByDefault) {
  EXPECT_TRUE(Status().ok());
  EXPECT_EQ(Status().ToString(), "OK");
}

TEST(StatusTest, AnnotatesOutermostLast) {
  Status status = NotFoundError("no key 7").Annotate("reading block 3").Annotate("opening store");
  EXPECT_EQ(status.ToString(), "NOT_FOUND: opening store: reading block 3: no key 7");
  EXPECT_TRUE(OkStatus().Annotate("anything").ok());
}

TEST(StatusTest, CodesAreNumberedLikeGrpc) {
  EXPECT_EQ(static_cast<int>(StatusCode::kInvalidArgument), 3);
  EXPECT_EQ(static_cast<int>(StatusCode::kNotFound), 5);
  EXPECT_EQ(static_cast<int>(StatusCode::kUnavailable), 14);
  EXPECT_EQ(static_cast<int>(StatusCode::kDataLoss), 15);
}

Status ReturnsEarly(const Status& inner) {
  RETURN_IF_ERROR(inner);
  return InternalError("went on");
}

TEST(StatusTest, ReturnIfErrorPassesTheErrorUp) {
  EXPECT_EQ(ReturnsEarly(NotFoundError("x")).code(), StatusCode::kNotFound);
  EXPECT_EQ(ReturnsEarly(OkStatus()).code(), StatusCode::kInternal);
}

TEST(ResultTest, HoldsAValueOrAStatus) {
  Result<std::unique_ptr<int>> good = std::make_unique<int>(7);
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(**good, 7);
  std::unique_ptr<int> moved = *std::move(good);
  EXPECT_EQ(*moved, 7);

  Result<std::unique_ptr<int>> bad = NotFoundError("none");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.status().message(), "none");
}

}  // namespace
}  // namespace annuaire
