#include "cli/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

using testing::HasSubstr;

TEST(ExitCodeTest, FollowsTheTable) {
  struct Case {
    StatusCode code;
    int exit;
  };
  for (const Case& c : {
           Case{StatusCode::kOk, 0},
           {StatusCode::kNotFound, 1},
           {StatusCode::kInvalidArgument, 2},
           {StatusCode::kAlreadyExists, 3},
           {StatusCode::kResourceExhausted, 3},
           {StatusCode::kFailedPrecondition, 3},
           {StatusCode::kAborted, 3},
           {StatusCode::kInternal, 3},
           {StatusCode::kUnavailable, 3},
           {StatusCode::kDataLoss, 3},
       }) {
    EXPECT_EQ(ExitCode(c.code), c.exit) << ToString(c.code);
  }
}

TEST(FromGrpcTest, TellsWhatFailedAndWhatToDo) {
  struct Case {
    grpc::StatusCode code;
    bool connected;
    StatusCode want;
    const char* message;
  };
  for (const Case& c : {
           Case{grpc::StatusCode::NOT_FOUND, true, StatusCode::kNotFound, "its words"},
           {grpc::StatusCode::INVALID_ARGUMENT, true, StatusCode::kInvalidArgument, "its words"},
           {grpc::StatusCode::ABORTED, true, StatusCode::kAborted, "without --page"},
           {grpc::StatusCode::RESOURCE_EXHAUSTED, true, StatusCode::kResourceExhausted,
            "its words"},
           {grpc::StatusCode::FAILED_PRECONDITION, true, StatusCode::kFailedPrecondition,
            "its words"},
           {grpc::StatusCode::DATA_LOSS, true, StatusCode::kDataLoss, "its words"},
           {grpc::StatusCode::UNAVAILABLE, true, StatusCode::kUnavailable,
            "h:1 is not ready: its words"},
           {grpc::StatusCode::UNAVAILABLE, false, StatusCode::kUnavailable,
            "no annuaire-server answers at h:1; start annuaire-server --store DIR --listen h:1"},
           {grpc::StatusCode::DEADLINE_EXCEEDED, true, StatusCode::kUnavailable,
            "did not answer within 2.5 s"},
           {grpc::StatusCode::DEADLINE_EXCEEDED, false, StatusCode::kUnavailable,
            "no annuaire-server answers at h:1"},
           {grpc::StatusCode::UNIMPLEMENTED, true, StatusCode::kFailedPrecondition,
            "does not know this command"},
           {grpc::StatusCode::INTERNAL, true, StatusCode::kInternal, "failed: its words"},
           {grpc::StatusCode::UNKNOWN, true, StatusCode::kInternal, "failed: its words"},
           {grpc::StatusCode::PERMISSION_DENIED, true, StatusCode::kInternal, "failed: its words"},
       }) {
    const Status status =
        FromGrpc(grpc::Status(c.code, "its words"),
                 {.server = "h:1", .timeout_seconds = 2.5, .connected = c.connected});
    EXPECT_EQ(status.code(), c.want) << c.code;
    EXPECT_THAT(status.message(), HasSubstr(c.message)) << c.code;
  }
  // The server's own words say what to do.
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "starting, try again"),
                     {.server = "h:1", .timeout_seconds = 1, .connected = true})
                .message(),
            "the server at h:1 is not ready: starting, try again");
  EXPECT_TRUE(FromGrpc(grpc::Status::OK, {}).ok());
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::NOT_FOUND, ""), {}).message(), "not found");
}

}  // namespace
}  // namespace annuaire::cli
