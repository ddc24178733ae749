#include "cli/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace annuaire::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

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
           {grpc::StatusCode::ABORTED, true, StatusCode::kAborted, "its words"},
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
  // Of gRPC, where connecting failed.
  struct Connection {
    const char* reason;
    const char* message;
  };
  for (const Connection& c : {
           Connection{"DNS resolution failed for h:1: C-ares status is not ARES_SUCCESS",
                      "the name of h:1 is unknown; name another server with --server"},
           {"failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:1: Failed to "
            "connect to remote host: Connection refused",
            "no annuaire-server answers at h:1; start annuaire-server"},
           {"failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:1: Ssl "
            "handshake failed: SSL_ERROR_SSL: error:0A000086:SSL routines::certificate verify "
            "failed",
            "the certificate of h:1 is of no authority that is trusted; name its authorities with "
            "--ca"},
           {"failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:1: Peer name "
            "h "
            "is not in peer certificate",
            "the certificate of h:1 is that of another name"},
           {"failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:1: Ssl "
            "handshake failed: SSL_ERROR_SSL: error:0A00010B:SSL routines::wrong version number",
            "what listens at h:1 does not encrypt; leave out --tls and --ca"},
           {"failed to connect to all addresses; last error: INTERNAL: ipv4:127.0.0.1:1: Trying to "
            "connect an http1.x server",
            "what listens at h:1 is no annuaire-server, or encrypts: try --tls"},
           {"failed to connect to all addresses; last error: UNKNOWN: unix:/run/x: "
            "Permission denied",
            "permission denied at h:1: this user may not connect"},
           {"failed to connect to all addresses; last error: UNAVAILABLE: ipv4:127.0.0.1:1: Socket "
            "closed",
            "what listens at h:1 is no annuaire-server"},
       }) {
    const Status status = FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, c.reason),
                                   {.server = "h:1", .timeout_seconds = 1, .connected = false});
    EXPECT_EQ(status.code(), StatusCode::kUnavailable);
    EXPECT_THAT(status.message(), StartsWith(c.message));
  }
  // Who types commands is told of commands.
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT,
                                  "profession: not the code of a profession, which ListProfessions "
                                  "has"),
                     {})
                .message(),
            "profession: not the code of a profession, which annuaire professions has");
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
