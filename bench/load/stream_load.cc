#include "bench/load/stream_load.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <thread>

#include "annuaire/v1/mailbox_service.grpc.pb.h"

namespace annuaire::bench {

LoadResult RunStream(const std::shared_ptr<::grpc::Channel>& server,
                     const std::vector<std::string>& addresses, const std::string& suffix,
                     std::size_t count) {
  const auto stub = v1::MailboxService::NewStub(server);
  ::grpc::ClientContext context;
  const auto begun = std::chrono::steady_clock::now();
  auto stream = stub->ValidateStream(&context);
  std::thread asking([&] {
    v1::ValidateRequest request;
    for (std::size_t i = 0; i < count; ++i) {
      std::string address = addresses[i * 7919 % addresses.size()];
      request.set_address(address.insert(address.find('@'), suffix));
      if (!stream->Write(request, ::grpc::WriteOptions().set_buffer_hint())) break;
    }
    stream->WritesDone();
  });
  std::size_t answers = 0;
  for (v1::ValidateResponse response; stream->Read(&response);) ++answers;
  asking.join();
  const ::grpc::Status status = stream->Finish();
  const auto spent = std::chrono::steady_clock::now() - begun;

  LoadResult result;
  result.seconds = std::chrono::duration<double>(spent).count();
  result.failed = count - answers;
  result.first_failure = status.error_message();
  const auto spent_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count();
  result.latencies_ns.assign(answers, spent_ns / static_cast<std::int64_t>(answers ? answers : 1));
  return result;
}

}  // namespace annuaire::bench
