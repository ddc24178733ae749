#include "tests/cli/canned_server.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <cassert>
#include <thread>

namespace annuaire::cli {

template <typename Request, typename Response>
void Canned<Request, Response>::HoldBack(const grpc::ServerContext& context) const {
  while (silent && !context.IsCancelled()) std::this_thread::yield();
}

template <typename Request, typename Response>
grpc::Status Canned<Request, Response>::Answer(grpc::ServerContext& context, const Request& request,
                                               Response* response) {
  HoldBack(context);
  requests.push_back(request);
  if (!status.ok()) return status;
  *response = responses[std::min(requests.size(), responses.size()) - 1];
  return grpc::Status::OK;
}

CannedServer::CannedServer() {
  grpc::EnableDefaultHealthCheckService(true);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(static_cast<v1::DirectoryService::Service*>(this));
  builder.RegisterService(static_cast<v1::MirrorService::Service*>(this));
  builder.RegisterService(static_cast<v1::MailboxService::Service*>(this));
  server_ = builder.BuildAndStart();
  assert(server_ != nullptr);
  address_ = "127.0.0.1:" + std::to_string(port);
}

CannedServer::~CannedServer() { server_->Shutdown(); }

void CannedServer::SetServing(bool serving) {
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

grpc::Status CannedServer::Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                                   v1::SuggestResponse* response) {
  return suggest.Answer(*context, *request, response);
}

grpc::Status CannedServer::SearchPractitioners(grpc::ServerContext* context,
                                               const v1::SearchPractitionersRequest* request,
                                               v1::SearchPractitionersResponse* response) {
  return practitioners.Answer(*context, *request, response);
}

grpc::Status CannedServer::SearchOrganizations(grpc::ServerContext* context,
                                               const v1::SearchOrganizationsRequest* request,
                                               v1::SearchOrganizationsResponse* response) {
  return organizations.Answer(*context, *request, response);
}

grpc::Status CannedServer::SearchMailboxes(grpc::ServerContext* context,
                                           const v1::SearchMailboxesRequest* request,
                                           v1::SearchMailboxesResponse* response) {
  return mailboxes.Answer(*context, *request, response);
}

grpc::Status CannedServer::GetPractitioner(grpc::ServerContext* context,
                                           const v1::GetPractitionerRequest* request,
                                           v1::GetPractitionerResponse* response) {
  return practitioner.Answer(*context, *request, response);
}

grpc::Status CannedServer::GetOrganization(grpc::ServerContext* context,
                                           const v1::GetOrganizationRequest* request,
                                           v1::GetOrganizationResponse* response) {
  return organization.Answer(*context, *request, response);
}

grpc::Status CannedServer::GetMailbox(grpc::ServerContext* context,
                                      const v1::GetMailboxRequest* request,
                                      v1::GetMailboxResponse* response) {
  return mailbox.Answer(*context, *request, response);
}

grpc::Status CannedServer::GetDomain(grpc::ServerContext* context,
                                     const v1::GetDomainRequest* request,
                                     v1::GetDomainResponse* response) {
  return domain.Answer(*context, *request, response);
}

grpc::Status CannedServer::ListProfessions(grpc::ServerContext* context,
                                           const v1::ListProfessionsRequest* request,
                                           v1::ListProfessionsResponse* response) {
  return professions.Answer(*context, *request, response);
}

grpc::Status CannedServer::ListChanges(grpc::ServerContext* context,
                                       const v1::ListChangesRequest* request,
                                       v1::ListChangesResponse* response) {
  return changes.Answer(*context, *request, response);
}

grpc::Status CannedServer::GetStatus(grpc::ServerContext* context,
                                     const v1::GetStatusRequest* request,
                                     v1::GetStatusResponse* response) {
  return status.Answer(*context, *request, response);
}

grpc::Status CannedServer::Validate(grpc::ServerContext* context,
                                    const v1::ValidateRequest* request,
                                    v1::ValidateResponse* response) {
  return validate.Answer(*context, *request, response);
}

grpc::Status CannedServer::ValidateStream(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::ValidateResponse, v1::ValidateRequest>* stream) {
  validate.HoldBack(*context);
  v1::ValidateRequest request;
  for (std::uint64_t i = 0; i < stream_answers_max && stream->Read(&request); ++i) {
    if (!stream->Write(judge(request))) break;
  }
  return stream_status;
}

grpc::Status CannedServer::Audit(grpc::ServerContext*, const v1::AuditRequest* request,
                                 grpc::ServerWriter<v1::AuditResponse>* writer) {
  audit_requests.push_back(*request);
  for (const v1::AuditResponse& item : audit_items) {
    if (!writer->Write(item)) break;
  }
  return audit_status;
}

grpc::Status CannedServer::WatchChanges(grpc::ServerContext*,
                                        const v1::WatchChangesRequest* request,
                                        grpc::ServerWriter<v1::WatchChangesResponse>* writer) {
  watch_requests.push_back(*request);
  const auto seen = std::find_if(
      watch_messages.begin(), watch_messages.end(),
      [request](const auto& message) { return message.cursor() == request->cursor(); });
  const auto first = seen == watch_messages.end() ? watch_messages.begin() : seen + 1;
  for (auto message = first; message != watch_messages.end(); ++message) {
    if (!writer->Write(*message)) break;
  }
  return watch_ends[std::min(watch_requests.size(), watch_ends.size()) - 1];
}

v1::Finding MakeFinding(const char* rule, v1::Severity severity, const char* message,
                        const char* token) {
  v1::Finding finding;
  finding.set_rule(rule);
  finding.set_severity(severity);
  finding.set_message_fr(message);
  finding.set_message_en(std::string("en: ") + message);
  finding.add_tokens(token);
  return finding;
}

}  // namespace annuaire::cli
