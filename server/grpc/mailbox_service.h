// MailboxService says whether addresses are right, and lists what is wrong with
// the published ones; the contract is proto/annuaire/v1/mailbox_service.proto.
//
// A Validate answer, also within a stream, speaks of the edition in force when
// its address is read; an Audit keeps the one it began with. Neither logs
// anything of what it is asked. The Snapshot must outlive the service.

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <string_view>

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/base/status.h"
#include "server/edition.h"
#include "server/rpc/service.h"

namespace annuaire::grpc_front {

class MailboxService final : public rpc::Service {
 public:
  explicit MailboxService(const Editions& editions);

 private:
  using ValidateCall = rpc::Stream<v1::ValidateRequest, v1::ValidateResponse>;

  Status Validate(std::string_view request, ::grpc::ByteBuffer& reply) const;
  // One address of a stream.
  Status Judge(const v1::ValidateRequest& request, v1::ValidateResponse& response) const;
  rpc::Task<Status> ValidateStream(ValidateCall& stream) const;
  rpc::Task<Status> Audit(const v1::AuditRequest& request,
                          rpc::Writer<v1::AuditResponse>& writer) const;
  Status ListRules(const v1::ListRulesRequest& request, v1::ListRulesResponse& response) const;

  const Editions& editions_;
};

}  // namespace annuaire::grpc_front
