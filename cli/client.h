// Client calls one annuaire-server and turns each failure into a Status fit to
// be shown. Connects on the first call. One thread.
//
// Example:
//
//   Client client(options);
//   v1::GetMailboxRequest request;
//   request.set_address("jean.dupre@medecin.mssante.example");
//   const auto response = client.Call(&v1::DirectoryService::Stub::GetMailbox, request);
//   if (!response.ok()) return response.status();

#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <cstdint>
#include <memory>
#include <tuple>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "annuaire/v1/mirror_service.grpc.pb.h"
#include "cli/options.h"
#include "directory/base/result.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace annuaire::cli {

// As many rows of a page as the contract allows: fewest calls when all pages are wanted.
inline constexpr std::uint32_t kPageSizeMax = 500;

class Client {
 public:
  explicit Client(const Options& options);

  // One call of any of the services, within options.timeout_seconds.
  template <typename Stub, typename Request, typename Response>
  Result<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                        const Request& request) {
    grpc::ClientContext context;
    Prepare(context);
    Response response;
    const grpc::Status status =
        (std::get<std::unique_ptr<Stub>>(stubs_).get()->*method)(&context, request, &response);
    if (!status.ok()) return Explain(status);
    return response;
  }

  // For streams, which may last: no deadline, see stream_watch.h.
  template <typename Stub>
  Stub& stub() {
    return *std::get<std::unique_ptr<Stub>>(stubs_);
  }
  double timeout_seconds() const { return options_.timeout_seconds; }
  Status Explain(const grpc::Status& status) const;

 private:
  void Prepare(grpc::ClientContext& context) const;

  Options options_;
  std::shared_ptr<grpc::Channel> channel_;
  std::tuple<std::unique_ptr<v1::DirectoryService::Stub>, std::unique_ptr<v1::MirrorService::Stub>,
             std::unique_ptr<v1::MailboxService::Stub>,
             std::unique_ptr<grpc::health::v1::Health::Stub>>
      stubs_;
};

}  // namespace annuaire::cli
