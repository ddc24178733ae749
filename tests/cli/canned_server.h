// A server that answers every call with what a test put there, on a loopback
// port of its own. Tests set answers before they run the program.

#pragma once

#include <grpcpp/server.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "annuaire/v1/mirror_service.grpc.pb.h"

namespace annuaire::cli {

// What one method answers; the request it got is kept.
template <typename Request, typename Response>
struct Canned {
  grpc::Status status;
  // One answer per call; the last one for good.
  std::vector<Response> responses = {Response()};
  // Holds the answer back until the caller gives up.
  bool silent = false;
  std::vector<Request> requests;

  void HoldBack(const grpc::ServerContext& context) const;
  grpc::Status Answer(grpc::ServerContext& context, const Request& request, Response* response);
};

class CannedServer final : public v1::DirectoryService::Service,
                           public v1::MirrorService::Service,
                           public v1::MailboxService::Service {
 public:
  CannedServer();
  ~CannedServer() override;

  // "127.0.0.1:PORT"
  const std::string& address() const { return address_; }
  void SetServing(bool serving);

  Canned<v1::SuggestRequest, v1::SuggestResponse> suggest;
  Canned<v1::SearchPractitionersRequest, v1::SearchPractitionersResponse> practitioners;
  Canned<v1::SearchOrganizationsRequest, v1::SearchOrganizationsResponse> organizations;
  Canned<v1::SearchMailboxesRequest, v1::SearchMailboxesResponse> mailboxes;
  Canned<v1::GetPractitionerRequest, v1::GetPractitionerResponse> practitioner;
  Canned<v1::GetOrganizationRequest, v1::GetOrganizationResponse> organization;
  Canned<v1::GetMailboxRequest, v1::GetMailboxResponse> mailbox;
  Canned<v1::GetDomainRequest, v1::GetDomainResponse> domain;
  Canned<v1::ListProfessionsRequest, v1::ListProfessionsResponse> professions;
  Canned<v1::GetStatusRequest, v1::GetStatusResponse> status;
  Canned<v1::ListChangesRequest, v1::ListChangesResponse> changes;
  Canned<v1::ValidateRequest, v1::ValidateResponse> validate;
  // Answers of a stream are made of its questions; it ends with "stream_status"
  // before answering more than "stream_answers_max".
  std::function<v1::ValidateResponse(const v1::ValidateRequest&)> judge;
  std::uint64_t stream_answers_max = UINT64_MAX;
  grpc::Status stream_status;
  // The items of an audit, then its end.
  std::vector<v1::AuditResponse> audit_items;
  std::vector<v1::AuditRequest> audit_requests;
  // The messages of a watch, those after its cursor, then its end: one per watch, the last
  // one for good.
  std::vector<v1::WatchChangesResponse> watch_messages;
  std::vector<v1::WatchChangesRequest> watch_requests;
  std::vector<grpc::Status> watch_ends = {grpc::Status::OK};
  grpc::Status audit_status;

 private:
  grpc::Status Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                       v1::SuggestResponse* response) override;
  grpc::Status SearchPractitioners(grpc::ServerContext* context,
                                   const v1::SearchPractitionersRequest* request,
                                   v1::SearchPractitionersResponse* response) override;
  grpc::Status SearchOrganizations(grpc::ServerContext* context,
                                   const v1::SearchOrganizationsRequest* request,
                                   v1::SearchOrganizationsResponse* response) override;
  grpc::Status SearchMailboxes(grpc::ServerContext* context,
                               const v1::SearchMailboxesRequest* request,
                               v1::SearchMailboxesResponse* response) override;
  grpc::Status GetPractitioner(grpc::ServerContext* context,
                               const v1::GetPractitionerRequest* request,
                               v1::GetPractitionerResponse* response) override;
  grpc::Status GetOrganization(grpc::ServerContext* context,
                               const v1::GetOrganizationRequest* request,
                               v1::GetOrganizationResponse* response) override;
  grpc::Status GetMailbox(grpc::ServerContext* context, const v1::GetMailboxRequest* request,
                          v1::GetMailboxResponse* response) override;
  grpc::Status GetDomain(grpc::ServerContext* context, const v1::GetDomainRequest* request,
                         v1::GetDomainResponse* response) override;
  grpc::Status ListProfessions(grpc::ServerContext* context,
                               const v1::ListProfessionsRequest* request,
                               v1::ListProfessionsResponse* response) override;
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status ListChanges(grpc::ServerContext* context, const v1::ListChangesRequest* request,
                           v1::ListChangesResponse* response) override;
  grpc::Status WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override;
  grpc::Status Validate(grpc::ServerContext* context, const v1::ValidateRequest* request,
                        v1::ValidateResponse* response) override;
  grpc::Status ValidateStream(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ValidateResponse, v1::ValidateRequest>* stream) override;
  grpc::Status Audit(grpc::ServerContext* context, const v1::AuditRequest* request,
                     grpc::ServerWriter<v1::AuditResponse>* writer) override;

  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

// A finding about "token", in English "en: " and the French message.
v1::Finding MakeFinding(const char* rule, v1::Severity severity, const char* message,
                        const char* token);

}  // namespace annuaire::cli
