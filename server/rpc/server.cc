#include "server/rpc/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "server/rpc/lock_checks.h"
#include "server/unix_socket.h"

namespace annuaire::rpc {
namespace {

constexpr std::string_view kUnixScheme = "unix:";

bool IsUnix(std::string_view address) { return address.starts_with(kUnixScheme); }

std::string PathOf(std::string_view address) {
  std::string_view path = address.substr(kUnixScheme.size());
  if (path.starts_with("//")) path.remove_prefix(2);  // unix:///absolute/path
  return std::string(path);
}

// Why HOST:PORT cannot be listened on, which gRPC does not tell.
std::string WhyNot(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int unknown = getaddrinfo(host.c_str(), address.substr(colon + 1).c_str(), &hints, &found);
  if (unknown != 0) return gai_strerror(unknown);
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> freed(found, &freeaddrinfo);
  for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
    const int socket_fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, 0);
    if (socket_fd < 0) continue;
    const int one = 1;
    setsockopt(socket_fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    const bool bound = bind(socket_fd, at->ai_addr, at->ai_addrlen) == 0;
    const int reason = errno;
    close(socket_fd);
    if (!bound) return std::strerror(reason);
  }
  return "no reason given";
}

std::string CannotListenOn(const std::string& address) { return "cannot listen on " + address; }

Status ListenError(const std::string& address) {
  const std::string reason = IsUnix(address) ? "no socket can be made there" : WhyNot(address);
  return UnavailableError(CannotListenOn(address) + ": " + reason +
                          "; choose another one with --listen");
}

std::string WithPort(const std::string& address, int port) {
  return address.substr(0, address.rfind(':') + 1) + std::to_string(port);
}

// Once per process.
void PrepareLibrary() {
  static const bool prepared = [] {
    // Never undone: tearing the library down waits up to 10 s for a poller of
    // a client that had stopped reading.
    LeaveOutLockChecks();
    grpc_init();
    ::grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  static_cast<void>(prepared);
}

std::set<std::string> NamesOf(const std::vector<Service*>& services) {
  std::set<std::string> names;
  for (const Service* service : services) names.insert(service->full_name());
  return names;
}

}  // namespace

Server::Server(std::vector<Service*> services)
    : services_(std::move(services)), health_(NamesOf(services_)) {
  services_.push_back(&health_);
}

Result<std::unique_ptr<Server>> Server::Start(std::vector<Service*> services,
                                              const ServerOptions& options) {
  assert(options.threads > 0);
  PrepareLibrary();
  std::unique_ptr<Server> server(new Server(std::move(services)));
  ::grpc::ServerBuilder builder;
  // Otherwise two servers share one port and each gets half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // Reflection alone is served by gRPC's own threads: one is plenty.
  builder.SetSyncServerOption(::grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(::grpc::ServerBuilder::MAX_POLLERS, 1);

  std::deque<int> ports;  // gRPC keeps pointers until it has started
  for (const std::string& address : options.listen) {
    // gRPC would remove a socket in its way, be it that of a server that is alive.
    if (IsUnix(address)) {
      RETURN_IF_ERROR(MakeRoom(PathOf(address)).Annotate(CannotListenOn(address)));
    }
    builder.AddListeningPort(address, ::grpc::InsecureServerCredentials(), &ports.emplace_back(0));
  }
  std::size_t methods = 0;
  for (Service* service : server->services_) {
    builder.RegisterService(service);
    service->set_first_method(std::exchange(methods, methods + service->method_count()));
  }
  for (unsigned i = 0; i < options.threads; ++i) {
    server->queues_.push_back(std::make_unique<Queue>(builder.AddCompletionQueue(), server->calls_,
                                                      options.measured ? methods : 0));
  }
  server->server_ = builder.BuildAndStart();
  if (!server->server_) {
    const auto failed = std::find(ports.begin(), ports.end(), 0) - ports.begin();
    return ListenError(options.listen[static_cast<std::size_t>(failed) % options.listen.size()]);
  }
  for (std::size_t i = 0; i < options.listen.size(); ++i) {
    const std::string& address = options.listen[i];
    if (IsUnix(address)) RETURN_IF_ERROR(OpenToAll(PathOf(address)));
    server->addresses_.push_back(IsUnix(address) ? address : WithPort(address, ports[i]));
  }
  // All threads are there before the first call, which only its queue's thread can end.
  for (const auto& queue : server->queues_) queue->Start();
  for (const auto& queue : server->queues_) {
    for (Service* service : server->services_) service->AcceptCalls(*queue);
  }
  return server;
}

Server::~Server() { Shutdown(std::chrono::milliseconds(0)); }

// gRPC closes a connection as soon as its last call has ended, even when the
// client has not read all of it yet. So streams end before that, and what they
// wrote gets time to arrive.
void Server::DrainStreams(std::chrono::system_clock::time_point deadline) {
  constexpr std::chrono::milliseconds kStep(5);
  constexpr std::chrono::milliseconds kArrival(100);
  if (calls_.streams() == 0) return;
  while (calls_.streams() > 0 && std::chrono::system_clock::now() < deadline) {
    std::this_thread::sleep_for(kStep);
  }
  const auto left = deadline - std::chrono::system_clock::now();
  std::this_thread::sleep_for(std::min<std::chrono::system_clock::duration>(left, kArrival));
}

void Server::SetServing(bool serving) { health_.SetServing(serving); }

std::vector<MethodCalls> Server::calls() const {
  std::vector<MethodCalls> all;
  for (const Service* service : services_) {
    for (std::size_t i = 0; i < service->method_count(); ++i) all.push_back(service->method(i));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& queue : queues_) {
      if (!queue->counts()) return {};
      queue->counts()->AddTo(i, all[i]);
    }
  }
  return all;
}

void Server::Shutdown(std::chrono::milliseconds drain) {
  if (!server_) {
    for (const auto& queue : queues_) queue->Stop();
    return;
  }
  const auto deadline = std::chrono::system_clock::now() + drain;
  SetServing(false);
  calls_.Stop();
  DrainStreams(deadline);
  // Other calls are answered as soon as they are accepted, so this is for what
  // is on the wire. gRPC would use all of it for a client that is connected
  // and silent.
  constexpr std::chrono::milliseconds kUnaryDrain(500);
  server_->Shutdown(std::min<std::chrono::system_clock::time_point>(
      deadline, std::chrono::system_clock::now() + kUnaryDrain));
  // Cancelled calls still run to their end, and their last operations need
  // the queues.
  calls_.WaitUntilNone();
  for (const auto& queue : queues_) queue->Stop();
  server_.reset();
}

}  // namespace annuaire::rpc
