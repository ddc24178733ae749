// What an Exporter looks at: the server, as functions that tell how it is now.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "annuaire/v1/mirror_service.pb.h"
#include "directory/base/status.h"
#include "server/rpc/call_counts.h"

namespace annuaire::metrics {

struct LoadsSeen {
  std::uint64_t failures = 0;
  std::chrono::milliseconds took{};  // the last one that did not fail
};

struct LdapSeen {
  std::map<std::string, std::uint64_t> searches;  // by how they ended, in LDAP's words
  std::size_t connections = 0;
};

struct Observed {
  // As GetStatus answers, so that both never disagree.
  std::function<Status(v1::GetStatusResponse&)> status;
  std::function<bool()> serving;
  std::function<LoadsSeen()> loads;
  std::function<std::vector<rpc::MethodCalls>()> calls;
  std::function<LdapSeen()> ldap;  // empty where LDAP is not served
  std::chrono::system_clock::time_point started;
};

}  // namespace annuaire::metrics
