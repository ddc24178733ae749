#include "bench/load/workloads.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>
// After the two above: the traits need them.
#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mailbox_service.pb.h"
#include "echo_floor.grpc.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "server/rpc/lock_checks.h"

namespace annuaire::bench {
namespace {

constexpr std::size_t kRequests = 4000;
constexpr std::size_t kCorrespondents = 30;
constexpr std::string_view kEchoSuffix = "_echo";

// Of every size, at every end of the country. Walked whole: listings go by
// name, so that their first pages know the beginning of the alphabet only.
constexpr std::array kDepartments = {"2A", "13", "23", "48", "54", "59", "69", "974"};

template <typename Message>
::grpc::ByteBuffer BytesOf(const Message& message) {
  ::grpc::ByteBuffer bytes;
  bool own = false;
  static_cast<void>(::grpc::SerializationTraits<Message>::Serialize(message, &bytes, &own));
  return bytes;
}

std::string WithSuffix(std::string address, std::string_view suffix) {
  return address.insert(address.find('@'), suffix);
}

// Requests number 0 up, each made by "fill".
template <typename Request, typename Fill>
std::vector<::grpc::ByteBuffer> Requests(Fill fill) {
  std::vector<::grpc::ByteBuffer> requests;
  for (std::size_t i = 0; i < kRequests; ++i) {
    Request request;
    fill(i, request);
    requests.push_back(BytesOf(request));
  }
  return requests;
}

}  // namespace

std::optional<Workloads> Workloads::Connect(const std::string& server, const std::string& echo) {
  rpc::LeaveOutLockChecks();
  Workloads workloads;
  workloads.server_ = ::grpc::CreateChannel(server, ::grpc::InsecureChannelCredentials());
  if (!echo.empty()) {
    workloads.echo_ = ::grpc::CreateChannel(echo, ::grpc::InsecureChannelCredentials());
  }
  if (!workloads.Sample()) return std::nullopt;
  return workloads;
}

bool Workloads::Sample() {
  const auto stub = v1::DirectoryService::NewStub(server_);
  std::vector<std::pair<std::string, std::string>> found;  // address, family name
  for (const char* department : kDepartments) {
    v1::SearchMailboxesRequest search;
    search.set_page_size(500);
    search.set_department(department);
    search.set_type("PER");
    do {
      ::grpc::ClientContext context;
      context.set_wait_for_ready(true);
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
      v1::SearchMailboxesResponse page;
      const ::grpc::Status status = stub->SearchMailboxes(&context, search, &page);
      if (!status.ok()) {
        std::fprintf(stderr, "rpc_load: %s\n", status.error_message().c_str());
        return false;
      }
      for (const auto& mailbox : page.mailboxes()) {
        found.emplace_back(mailbox.address(), mailbox.family_name());
      }
      search.set_page_token(page.next_page_token());
    } while (!search.page_token().empty());
  }
  if (found.empty()) {
    std::fprintf(stderr, "rpc_load: the server has no mailbox to ask about\n");
    return false;
  }
  for (std::size_t i = 0; i < std::max(found.size(), kRequests); ++i) {
    auto& [address, family_name] = found[i * 100'003 % found.size()];
    addresses_.push_back(address);
    family_names_.push_back(family_name);
  }
  return true;
}

std::optional<Calls> Workloads::Make(std::string_view name) const {
  if (name.ends_with(kEchoSuffix) || name == "empty") return MakeEcho(name);
  const std::string directory = "/annuaire.v1.DirectoryService/";
  const std::string mailbox = "/annuaire.v1.MailboxService/";
  const auto type = [this](std::size_t i, v1::SuggestRequest& request) {
    request.set_text(family_names_[i].substr(0, 2 + i % 6));
  };
  if (name == "health") {
    return Calls{server_,
                 "/grpc.health.v1.Health/Check",
                 Requests<::grpc::health::v1::HealthCheckRequest>([](std::size_t, auto&) {}),
                 {}};
  }
  if (name == "suggest") {
    return Calls{server_, directory + "Suggest", Requests<v1::SuggestRequest>(type), {}};
  }
  if (name == "suggest_hints") {
    return Calls{
        server_,
        directory + "Suggest",
        Requests<v1::SuggestRequest>([&](std::size_t i, v1::SuggestRequest& request) {
          type(i, request);
          request.add_near_departments(kDepartments[i % kDepartments.size()]);
          request.set_own_domain(addresses_[i / 2].substr(addresses_[i / 2].find('@') + 1));
          for (std::size_t c = 0; c < kCorrespondents; ++c) {
            request.add_correspondents(addresses_[(i + c * 31) % addresses_.size()]);
          }
        }),
        {}};
  }
  if (name == "get_mailbox") {
    return Calls{
        server_,
        directory + "GetMailbox",
        Requests<v1::GetMailboxRequest>([&](std::size_t i, v1::GetMailboxRequest& request) {
          request.set_address(addresses_[i]);
        }),
        {}};
  }
  if (name == "validate" || name == "validate_unknown") {
    const std::string_view suffix = name == "validate" ? "" : "-inconnu";
    return Calls{server_,
                 mailbox + "Validate",
                 Requests<v1::ValidateRequest>([&](std::size_t i, v1::ValidateRequest& request) {
                   request.set_address(WithSuffix(addresses_[i], suffix));
                 }),
                 {}};
  }
  std::fprintf(stderr, "rpc_load: no workload is called %s\n", std::string(name).c_str());
  return std::nullopt;
}

std::optional<Calls> Workloads::MakeEcho(std::string_view name) const {
  if (!echo_) {
    std::fprintf(stderr, "rpc_load: %s needs --echo\n", std::string(name).c_str());
    return std::nullopt;
  }
  const std::string service = "/annuaire.echo.EchoService/";
  if (name == "empty") {
    return Calls{echo_, service + "Empty", {BytesOf(echo::EmptyRequest())}, {0}};
  }
  const std::optional<Calls> real = Make(name.substr(0, name.size() - kEchoSuffix.size()));
  if (!real) return std::nullopt;
  Calls calls{echo_, service + "Repeat", {}, {}};
  const auto stub = echo::EchoService::NewStub(echo_);
  for (::grpc::ByteBuffer& reply : Ask(*real)) {
    ::grpc::Slice bytes;
    if (!reply.DumpToSingleSlice(&bytes).ok()) return std::nullopt;
    echo::KeepRequest keep;
    keep.set_reply(bytes.begin(), bytes.size());
    echo::KeepReply kept;
    ::grpc::ClientContext context;
    if (const auto status = stub->Keep(&context, keep, &kept); !status.ok()) {
      std::fprintf(stderr, "rpc_load: echo: %s\n", status.error_message().c_str());
      return std::nullopt;
    }
    echo::RepeatRequest repeat;
    repeat.set_number(kept.number());
    calls.requests.push_back(BytesOf(repeat));
    calls.reply_bytes.push_back(bytes.size());
  }
  if (calls.requests.empty()) return std::nullopt;
  return calls;
}

}  // namespace annuaire::bench
