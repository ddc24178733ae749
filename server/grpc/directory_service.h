// DirectoryService answers who, where and at which mailbox; the contract is
// proto/annuaire/v1/directory_service.proto.
//
// Each method decodes, takes the current Edition once, asks, and encodes.
// Lists come from the Directory in memory, whole records from the store. The
// Snapshot must outlive the service.

#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <string_view>

#include "annuaire/v1/directory_service.pb.h"
#include "directory/base/status.h"
#include "server/edition.h"
#include "server/rpc/service.h"

namespace annuaire::grpc_front {

class DirectoryService final : public rpc::Service {
 public:
  explicit DirectoryService(const Editions& editions);

 private:
  Status Suggest(std::string_view request, ::grpc::ByteBuffer& reply) const;
  Status SearchPractitioners(const v1::SearchPractitionersRequest& request,
                             v1::SearchPractitionersResponse& response) const;
  Status SearchOrganizations(const v1::SearchOrganizationsRequest& request,
                             v1::SearchOrganizationsResponse& response) const;
  Status SearchMailboxes(std::string_view request, ::grpc::ByteBuffer& reply) const;
  Status GetPractitioner(const v1::GetPractitionerRequest& request,
                         v1::GetPractitionerResponse& response) const;
  Status GetOrganization(const v1::GetOrganizationRequest& request,
                         v1::GetOrganizationResponse& response) const;
  Status GetMailbox(std::string_view request, ::grpc::ByteBuffer& reply) const;
  Status GetDomain(const v1::GetDomainRequest& request, v1::GetDomainResponse& response) const;
  Status ListProfessions(const v1::ListProfessionsRequest& request,
                         v1::ListProfessionsResponse& response) const;

  const Editions& editions_;
};

}  // namespace annuaire::grpc_front
