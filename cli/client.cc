#include "cli/client.h"

#include <grpc/support/log.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "cli/status.h"

namespace annuaire::cli {
namespace {

constexpr int kResponseBytesMax = 64 << 20;

std::shared_ptr<grpc::ChannelCredentials> Credentials(const Options& options) {
  if (!options.tls && options.ca.empty()) return grpc::InsecureChannelCredentials();
  std::ifstream file(options.ca);
  return grpc::SslCredentials({.pem_root_certs = {std::istreambuf_iterator<char>(file), {}}});
}

std::shared_ptr<grpc::Channel> Connect(const Options& options) {
  // The library's own log speaks of sockets; Explain() says what matters.
  gpr_set_log_function([](gpr_log_func_args*) {});
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kResponseBytesMax);
  // A directory of the house is never behind the web proxy of the environment.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(options.server, Credentials(options), arguments);
}

}  // namespace

Client::Client(const Options& options)
    : options_(options),
      channel_(Connect(options)),
      stubs_(v1::DirectoryService::NewStub(channel_), v1::MirrorService::NewStub(channel_),
             v1::MailboxService::NewStub(channel_), grpc::health::v1::Health::NewStub(channel_)) {}

void Client::Prepare(grpc::ClientContext& context) const {
  const std::chrono::duration<double> timeout(options_.timeout_seconds);
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::duration_cast<std::chrono::milliseconds>(timeout));
}

Status Client::Explain(const grpc::Status& status) const {
  return FromGrpc(
      status, {.server = options_.server,
               .timeout_seconds = options_.timeout_seconds,
               .connected = channel_->GetState(/*try_to_connect=*/false) == GRPC_CHANNEL_READY});
}

}  // namespace annuaire::cli
