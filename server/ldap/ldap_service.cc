#include "server/ldap/ldap_service.h"

#include <memory>

#include "server/ldap/request.h"
#include "server/ldap/result.h"
#include "server/ldap/search.h"

namespace annuaire::ldap_front {

std::string LdapService::Answer(std::string_view block) const {
  const Result<Request> request = ParseRequest(block);
  std::string answer;
  if (!request.ok()) {
    AppendResult({.code = ToResultCode(request.status())}, answer);
    return answer;
  }
  switch (request->operation) {
    case Request::Operation::kUnbind:
      break;
    case Request::Operation::kBind:
      AppendResult({.code = ResultCode::kInvalidCredentials}, answer);
      break;
    case Request::Operation::kOther:
      AppendResult({.code = ResultCode::kUnwillingToPerform, .info = "read-only"}, answer);
      break;
    case Request::Operation::kSearch: {
      const std::shared_ptr<const Edition> edition = editions_.Get();
      const SearchResult result = edition ? Search(*edition, base_dn_, request->search, answer)
                                          : SearchResult{.code = ResultCode::kUnavailable};
      AppendResult(result, answer);
      const std::lock_guard lock(counting_);
      ++searches_[result.code];
      break;
    }
  }
  return answer;
}

std::map<ResultCode, std::uint64_t> LdapService::searches() const {
  const std::lock_guard lock(counting_);
  return searches_;
}

}  // namespace annuaire::ldap_front
