// A Server runs Services: it listens, serves each completion queue with a thread
// of its own, answers health checks and reflection, and leaves in good order.
//
// gRPC's completion-queue API is used throughout, never its callback API, whose
// threads nap for 100 ms after a second without traffic: typing is such traffic.
//
// Health is NOT_SERVING until SetServing(true). One thread starts, stops and
// destroys a Server. Services must outlive it.
//
// Example:
//
//   EchoService echo;
//   Result<std::unique_ptr<Server>> server = Server::Start({&echo}, {.listen = {"127.0.0.1:0"}});
//   if (!server.ok()) return server.status();
//   (*server)->SetServing(true);
//   Print((*server)->addresses().front());  // "127.0.0.1:41327"
//   ...
//   (*server)->Shutdown(std::chrono::seconds(5));

#pragma once

#include <grpcpp/server.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "directory/base/result.h"
#include "server/rpc/health_service.h"
#include "server/rpc/queue.h"
#include "server/rpc/service.h"

namespace annuaire::rpc {

struct ServerOptions {
  // HOST:PORT, port 0 for any free one, or unix:/PATH.
  std::vector<std::string> listen;
  // Completion queues, one thread each.
  unsigned threads = 1;
  // Whether calls are counted, and unary ones timed.
  bool measured = false;
};

class Server {
 public:
  // A failure names the address that cannot be listened on.
  static Result<std::unique_ptr<Server>> Start(std::vector<Service*> services,
                                               const ServerOptions& options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  // What is listened on, in the order of the options, with the real ports.
  const std::vector<std::string>& addresses() const { return addresses_; }

  // The answer to health checks, of the whole server and of each service.
  void SetServing(bool serving);

  bool serving() const { return health_.serving(); }
  // The calls of each method so far; none unless they are measured. From any thread.
  std::vector<MethodCalls> calls() const;

  // Refuses new streams at once and gives those under way "drain" to end; then
  // refuses other calls, gives them half a second, cancels what is left and
  // returns when no call is. Health is NOT_SERVING from its start on. Idempotent.
  void Shutdown(std::chrono::milliseconds drain);

 private:
  explicit Server(std::vector<Service*> services);

  void DrainStreams(std::chrono::system_clock::time_point deadline);

  CallCount calls_;
  std::vector<Service*> services_;  // health_ is the last
  HealthService health_;
  std::vector<std::unique_ptr<Queue>> queues_;
  std::unique_ptr<::grpc::Server> server_;
  std::vector<std::string> addresses_;
};

}  // namespace annuaire::rpc
