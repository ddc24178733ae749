#include "server/ldap/result.h"

namespace annuaire::ldap_front {

ResultCode ToResultCode(const Status& status) {
  switch (status.code()) {
    case StatusCode::kOk:
      return ResultCode::kSuccess;
    case StatusCode::kInvalidArgument:
      return ResultCode::kProtocolError;
    case StatusCode::kNotFound:
      return ResultCode::kNoSuchObject;
    case StatusCode::kResourceExhausted:
      return ResultCode::kSizeLimitExceeded;
    case StatusCode::kUnavailable:
      return ResultCode::kUnavailable;
    case StatusCode::kFailedPrecondition:
    case StatusCode::kAborted:
      return ResultCode::kUnwillingToPerform;
    case StatusCode::kAlreadyExists:
    case StatusCode::kInternal:
    case StatusCode::kDataLoss:
      return ResultCode::kOther;
  }
  return ResultCode::kOther;
}

std::string_view ToString(ResultCode code) {
  switch (code) {
    case ResultCode::kSuccess:
      return "success";
    case ResultCode::kProtocolError:
      return "protocolError";
    case ResultCode::kSizeLimitExceeded:
      return "sizeLimitExceeded";
    case ResultCode::kAdminLimitExceeded:
      return "adminLimitExceeded";
    case ResultCode::kNoSuchObject:
      return "noSuchObject";
    case ResultCode::kInvalidCredentials:
      return "invalidCredentials";
    case ResultCode::kUnavailable:
      return "unavailable";
    case ResultCode::kUnwillingToPerform:
      return "unwillingToPerform";
    case ResultCode::kOther:
      break;
  }
  return "other";
}

void AppendResult(const SearchResult& result, std::string& out) {
  out += "RESULT\ncode: " + std::to_string(static_cast<unsigned>(result.code)) + '\n';
  // slapd takes all that follows the colon, the blank too.
  if (!result.matched.empty()) {
    out += "matched:";
    out += result.matched;
    out += '\n';
  }
  if (!result.info.empty()) {
    out += "info:";
    out += result.info;
    out += '\n';
  }
  out += '\n';
}

}  // namespace annuaire::ldap_front
