// Times calls to a running server as one client feels them, one in flight:
//
//   rpc_bench HOST:PORT|unix:PATH [CALLS]
//
// Prints, for each kind of call, the median and the 99th centile in
// microseconds. "health" is the cheapest call the server knows: the floor of
// the transport, to hold the others against in the same run. "after silence"
// waits 1.3 s before each of 20 calls, the pattern of typing. Then, over one
// stream, how many addresses a second are validated: published ones, and such
// as nobody has published.

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mailbox_service.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace {

using Clock = std::chrono::steady_clock;

void Report(const char* what, std::vector<double> microseconds) {
  std::sort(microseconds.begin(), microseconds.end());
  std::printf("%-24s p50 %8.1f us   p99 %8.1f us   max %8.1f us   n %zu\n", what,
              microseconds[microseconds.size() / 2], microseconds[microseconds.size() * 99 / 100],
              microseconds.back(), microseconds.size());
}

// Returns false when a call fails, after saying why.
bool Run(const char* what, std::size_t calls, std::chrono::milliseconds pause,
         const std::function<grpc::Status(std::size_t)>& call) {
  std::vector<double> microseconds;
  for (std::size_t i = 0; i < calls; ++i) {
    std::this_thread::sleep_for(pause);
    const auto start = Clock::now();
    const grpc::Status status = call(i);
    microseconds.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    if (!status.ok()) {
      std::fprintf(stderr, "rpc_bench: %s: %s\n", what, status.error_message().c_str());
      return false;
    }
  }
  Report(what, std::move(microseconds));
  return true;
}

// Sends "count" addresses, "suffix" put to the local part of each, without
// waiting for the answers. Returns false unless all are answered.
bool Stream(const char* what, annuaire::v1::MailboxService::Stub& mailbox,
            const std::vector<std::string>& addresses, const std::string& suffix,
            std::size_t count) {
  grpc::ClientContext context;
  const auto start = Clock::now();
  auto stream = mailbox.ValidateStream(&context);
  std::thread asking([&] {
    annuaire::v1::ValidateRequest request;
    for (std::size_t i = 0; i < count; ++i) {
      std::string address = addresses[i * 7919 % addresses.size()];
      request.set_address(address.insert(address.find('@'), suffix));
      if (!stream->Write(request, grpc::WriteOptions().set_buffer_hint())) break;
    }
    stream->WritesDone();
  });
  std::size_t answers = 0;
  for (annuaire::v1::ValidateResponse response; stream->Read(&response);) ++answers;
  asking.join();
  const grpc::Status status = stream->Finish();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  if (answers != count) {
    std::fprintf(stderr, "rpc_bench: %s: %s\n", what, status.error_message().c_str());
    return false;
  }
  std::printf("%-24s %10.0f addresses/s   n %zu\n", what, static_cast<double>(count) / seconds,
              count);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: rpc_bench HOST:PORT|unix:PATH [CALLS]\n");
    return 2;
  }
  const std::size_t calls = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5000;
  const auto channel = grpc::CreateChannel(argv[1], grpc::InsecureChannelCredentials());
  const auto directory = annuaire::v1::DirectoryService::NewStub(channel);
  const auto validator = annuaire::v1::MailboxService::NewStub(channel);
  const auto health = grpc::health::v1::Health::NewStub(channel);

  // Names to type, and addresses, from the server itself.
  std::vector<std::string> names;
  std::vector<std::string> addresses;
  annuaire::v1::SearchMailboxesRequest search;
  search.set_page_size(500);
  for (const char* department : {"13", "33", "54", "59", "69", "75", "2A", "974"}) {
    grpc::ClientContext context;
    annuaire::v1::SearchMailboxesResponse found;
    search.set_department(department);
    search.set_type("PER");
    if (!directory->SearchMailboxes(&context, search, &found).ok()) continue;
    for (const auto& mailbox : found.mailboxes()) {
      names.push_back(mailbox.family_name());
      addresses.push_back(mailbox.address());
    }
  }
  if (names.empty()) {
    std::fprintf(stderr, "rpc_bench: no mailbox to type at %s: is the server running?\n", argv[1]);
    return 3;
  }

  const auto check = [&](std::size_t) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckResponse response;
    return health->Check(&context, {}, &response);
  };
  const auto suggest = [&](std::size_t i) {
    grpc::ClientContext context;
    annuaire::v1::SuggestRequest request;
    annuaire::v1::SuggestResponse response;
    const std::string& name = names[i * 7919 % names.size()];
    request.set_text(name.substr(0, 2 + i % 6));
    return directory->Suggest(&context, request, &response);
  };
  const auto get_mailbox = [&](std::size_t i) {
    grpc::ClientContext context;
    annuaire::v1::GetMailboxRequest request;
    annuaire::v1::GetMailboxResponse response;
    request.set_address(addresses[i * 7919 % addresses.size()]);
    return directory->GetMailbox(&context, request, &response);
  };
  using std::chrono::milliseconds;
  const bool passed =
      Run("warm-up", 500, milliseconds(0), suggest) &&
      Run("health", calls, milliseconds(0), check) &&
      Run("Suggest, 2-7 letters", calls, milliseconds(0), suggest) &&
      Run("GetMailbox", calls, milliseconds(0), get_mailbox) &&
      Run("Suggest after silence", 20, milliseconds(1300), suggest) &&
      Stream("ValidateStream, known", *validator, addresses, "", 40 * calls) &&
      Stream("ValidateStream, unknown", *validator, addresses, "-inconnu", 10 * calls);
  return passed ? 0 : 3;
}
