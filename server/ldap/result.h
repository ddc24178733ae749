// How an operation ended, as LDAP numbers it (RFC 4511, appendix A) and as
// slapd reads it from a socket.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::ldap_front {

enum class ResultCode : std::uint8_t {
  kSuccess = 0,
  kProtocolError = 2,
  kSizeLimitExceeded = 4,    // what was sent is right, and there is more
  kAdminLimitExceeded = 11,  // no answer within the rows a search may look at
  kNoSuchObject = 32,
  kInvalidCredentials = 49,
  kUnavailable = 52,  // no generation loaded yet
  kUnwillingToPerform = 53,
  kOther = 80,
};

ResultCode ToResultCode(const Status& status);

// As LDAP calls it: "success", "sizeLimitExceeded".
std::string_view ToString(ResultCode code);

struct SearchResult {
  ResultCode code = ResultCode::kSuccess;
  std::string_view matched = {};  // DN of the nearest object, of kNoSuchObject
  std::string info = {};
};

// Appends the RESULT block, the last of an answer.
void AppendResult(const SearchResult& result, std::string& out);

}  // namespace annuaire::ldap_front
