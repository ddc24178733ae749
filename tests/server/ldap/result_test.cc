#include "server/ldap/result.h"

#include <gtest/gtest.h>

namespace annuaire::ldap_front {
namespace {

TEST(ResultTest, NumbersEveryStatusAsLdapDoes) {
  const struct {
    Status status;
    ResultCode want;
  } table[] = {
      {OkStatus(), ResultCode::kSuccess},
      {InvalidArgumentError("x"), ResultCode::kProtocolError},
      {NotFoundError("x"), ResultCode::kNoSuchObject},
      {ResourceExhaustedError("x"), ResultCode::kSizeLimitExceeded},
      {UnavailableError("x"), ResultCode::kUnavailable},
      {FailedPreconditionError("x"), ResultCode::kUnwillingToPerform},
      {AbortedError("x"), ResultCode::kUnwillingToPerform},
      {AlreadyExistsError("x"), ResultCode::kOther},
      {InternalError("x"), ResultCode::kOther},
      {DataLossError("x"), ResultCode::kOther},
  };
  for (const auto& row : table) {
    EXPECT_EQ(ToResultCode(row.status), row.want) << row.status.ToString();
  }
}

TEST(ResultTest, WritesOnlyWhatThereIs) {
  std::string out;
  AppendResult({}, out);
  EXPECT_EQ(out, "RESULT\ncode: 0\n\n");
  out.clear();
  AppendResult({.code = ResultCode::kNoSuchObject, .matched = "o=x", .info = "why"}, out);
  EXPECT_EQ(out, "RESULT\ncode: 32\nmatched:o=x\ninfo:why\n\n");
}

}  // namespace
}  // namespace annuaire::ldap_front
