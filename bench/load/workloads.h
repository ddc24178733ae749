// The kinds of calls rpc_load knows by name, made from the mailboxes a server
// really has.
//
//   empty             nothing for nothing, at the echo server
//   health            the server's own cheapest call
//   suggest           2 to 7 letters of a family name
//   suggest_hints     the same with a department, a domain and 30 correspondents
//   get_mailbox       a published address
//   validate          a published address
//   validate_unknown  one that nobody has published
//   NAME_echo         the replies to NAME, byte for byte, from the echo server
//
// Not thread-safe.

#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/load.h"

namespace annuaire::bench {

class Workloads {
 public:
  // "echo" may be empty when no workload needs it. nullopt, after a word on
  // standard error, when the server does not answer or has no mailbox.
  static std::optional<Workloads> Connect(const std::string& server, const std::string& echo);

  // nullopt, after a word on standard error, for an unknown name or when a call
  // fails.
  std::optional<Calls> Make(std::string_view name) const;

  const std::shared_ptr<::grpc::Channel>& server() const { return server_; }
  // Published ones, scattered.
  const std::vector<std::string>& addresses() const { return addresses_; }

 private:
  bool Sample();
  std::optional<Calls> MakeEcho(std::string_view name) const;

  std::shared_ptr<::grpc::Channel> server_;
  std::shared_ptr<::grpc::Channel> echo_;  // null when there is none
  std::vector<std::string> family_names_;  // of the holders of addresses_
  std::vector<std::string> addresses_;
};

}  // namespace annuaire::bench
