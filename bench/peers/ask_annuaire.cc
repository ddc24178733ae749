// ask_annuaire ADDRESS TEXTS COUNT: Suggest, ten rows, ranked.

#include <grpcpp/grpcpp.h>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "bench/peers/ask.h"
#include "server/rpc/lock_checks.h"

int main(int argc, char** argv) {
  if (argc != 4) annuaire::Die("usage: ask_annuaire ADDRESS TEXTS COUNT");
  annuaire::rpc::LeaveOutLockChecks();
  grpc::ChannelArguments settings;
  settings.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);  // no peer's client asks twice by itself
  const auto stub = annuaire::v1::DirectoryService::NewStub(
      grpc::CreateCustomChannel(argv[1], grpc::InsecureChannelCredentials(), settings));
  const std::string what =
      std::string(argv[1]).starts_with("unix:") ? "annuaire, Unix socket" : "annuaire, TCP";
  // One queue and one reply for all calls, as a client that completes keeps them.
  grpc::CompletionQueue queue;
  annuaire::v1::SuggestRequest request;
  annuaire::v1::SuggestResponse response;
  return annuaire::AskAll(what, argv[2], argv[3], [&](const std::string& text) {
    grpc::ClientContext context;
    grpc::Status status;
    request.set_text(text);
    const auto call = stub->AsyncSuggest(&context, request, &queue);
    call->Finish(&response, &status, call.get());
    void* finished = nullptr;
    bool ok = false;
    if (!queue.Next(&finished, &ok) || !ok) annuaire::Die("ask_annuaire: the call was lost");
    if (!status.ok()) annuaire::Die("ask_annuaire: " + status.error_message());
    return static_cast<std::size_t>(response.suggestions_size());
  });
}
