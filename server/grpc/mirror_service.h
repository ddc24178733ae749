// MirrorService says how fresh, complete and healthy the mirror is; the
// contract is proto/annuaire/v1/mirror_service.proto. The Editions must outlive
// the service.

#pragma once

#include <chrono>
#include <string>

#include "annuaire/v1/mirror_service.pb.h"
#include "directory/base/status.h"
#include "server/edition.h"
#include "server/rpc/service.h"

namespace annuaire::grpc_front {

class MirrorService final : public rpc::Service {
 public:
  // "store" is the folder whose sources are told of, "version" the server's own.
  MirrorService(const Editions& editions, std::string store, std::string version,
                std::chrono::steady_clock::time_point started);

  Status GetStatus(const v1::GetStatusRequest& request, v1::GetStatusResponse& response) const;

 private:
  Status ListChanges(const v1::ListChangesRequest& request,
                     v1::ListChangesResponse& response) const;
  rpc::Task<Status> WatchChanges(const v1::WatchChangesRequest& request,
                                 rpc::Writer<v1::WatchChangesResponse>& writer) const;

  const Editions& editions_;
  const std::string store_;
  const std::string version_;
  const std::chrono::steady_clock::time_point started_;
};

}  // namespace annuaire::grpc_front
