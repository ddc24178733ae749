#include "server/rpc/status.h"

#include <gtest/gtest.h>

namespace annuaire::rpc {
namespace {

TEST(StatusTest, EachCodeHasItsRow) {
  struct Row {
    StatusCode in;
    ::grpc::StatusCode want;
  };
  const Row rows[] = {
      {StatusCode::kInvalidArgument, ::grpc::StatusCode::INVALID_ARGUMENT},
      {StatusCode::kNotFound, ::grpc::StatusCode::NOT_FOUND},
      {StatusCode::kAlreadyExists, ::grpc::StatusCode::ALREADY_EXISTS},
      {StatusCode::kResourceExhausted, ::grpc::StatusCode::RESOURCE_EXHAUSTED},
      {StatusCode::kFailedPrecondition, ::grpc::StatusCode::FAILED_PRECONDITION},
      {StatusCode::kAborted, ::grpc::StatusCode::ABORTED},
      {StatusCode::kInternal, ::grpc::StatusCode::INTERNAL},
      {StatusCode::kUnavailable, ::grpc::StatusCode::UNAVAILABLE},
      {StatusCode::kDataLoss, ::grpc::StatusCode::DATA_LOSS},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(ToString(row.in));
    const ::grpc::Status got = ToGrpcStatus(Status(row.in, "the thing, the place, the remedy"));
    EXPECT_EQ(got.error_code(), row.want);
    EXPECT_EQ(got.error_message(), "the thing, the place, the remedy");
    EXPECT_EQ(static_cast<int>(row.in), static_cast<int>(row.want));
  }
}

TEST(StatusTest, SuccessStaysSuccess) { EXPECT_TRUE(ToGrpcStatus(OkStatus()).ok()); }

}  // namespace
}  // namespace annuaire::rpc
