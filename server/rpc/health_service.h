// HealthService is the standard grpc.health.v1 service of a Server.
//
// gRPC's own would do, but for two things: it is built on the callback API,
// which server.h avoids, and it says SERVING from the moment the port opens.
//
// Thread-safe.

#pragma once

#include <atomic>
#include <set>
#include <string>

#include "grpc/health/v1/health.pb.h"
#include "server/rpc/service.h"

namespace annuaire::rpc {

class HealthService final : public Service {
 public:
  // "services" are the full names it answers for, beside "" for the server.
  explicit HealthService(std::set<std::string> services);

  void SetServing(bool serving) { serving_ = serving; }
  bool serving() const { return serving_; }

 private:
  using Request = ::grpc::health::v1::HealthCheckRequest;
  using Response = ::grpc::health::v1::HealthCheckResponse;

  Status Check(const Request& request, Response& response) const;
  Task<Status> Watch(const Request& request, Writer<Response>& writer) const;
  Response::ServingStatus StatusOf(const std::string& service) const;

  std::set<std::string> services_;
  std::atomic<bool> serving_{false};
};

}  // namespace annuaire::rpc
