#include "server/rpc/health_service.h"

#include <chrono>
#include <utility>

namespace annuaire::rpc {
namespace {

// How late a watcher may learn of a change.
constexpr std::chrono::milliseconds kWatchPeriod(100);

}  // namespace

HealthService::HealthService(std::set<std::string> services)
    : Service("grpc.health.v1.Health"), services_(std::move(services)) {
  services_.insert("");
  Unary("Check", &HealthService::Check);
  ServerStreaming("Watch", &HealthService::Watch);
}

HealthService::Response::ServingStatus HealthService::StatusOf(const std::string& service) const {
  if (!services_.contains(service)) return Response::SERVICE_UNKNOWN;
  return serving_ ? Response::SERVING : Response::NOT_SERVING;
}

Status HealthService::Check(const Request& request, Response& response) const {
  const auto status = StatusOf(request.service());
  if (status == Response::SERVICE_UNKNOWN) return NotFoundError("service: unknown to this server");
  response.set_status(status);
  return OkStatus();
}

Task<Status> HealthService::Watch(const Request& request, Writer<Response>& writer) const {
  Response response;
  bool more = true;
  while (more) {
    // Asked before the status, so that a leaving server's last word is sent.
    more = !writer.over();
    if (const auto status = StatusOf(request.service()); status != response.status()) {
      response.set_status(status);
      more = co_await writer.Write(response) && more;
    }
    if (more) co_await writer.Sleep(kWatchPeriod);
  }
  co_return OkStatus();
}

}  // namespace annuaire::rpc
