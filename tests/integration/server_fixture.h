// A real annuaire-server over a small store, and a client of all it answers.

#pragma once

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "annuaire/v1/directory_service.grpc.pb.h"
#include "annuaire/v1/mirror_service.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "server_process.h"
#include "small_store.h"

namespace annuaire {

inline constexpr char kFirst[] = "20261120T061500Z";
inline constexpr char kSecond[] = "20261121T061500Z";

// One client and what it may ask.
class Client {
 public:
  explicit Client(const std::string& address)
      : channel_(::grpc::CreateChannel(address, ::grpc::InsecureChannelCredentials())),
        directory_(v1::DirectoryService::NewStub(channel_)),
        mirror_(v1::MirrorService::NewStub(channel_)),
        health_(::grpc::health::v1::Health::NewStub(channel_)) {}

  v1::DirectoryService::Stub& directory() { return *directory_; }
  v1::MirrorService::Stub& mirror() { return *mirror_; }
  ::grpc::health::v1::Health::Stub& health() { return *health_; }

  template <typename Stub, typename Request, typename Response>
  ::grpc::Status Call(::grpc::Status (Stub::*method)(::grpc::ClientContext*, const Request&,
                                                     Response*),
                      Stub& stub, const Request& request, Response& response) {
    ::grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    return (stub.*method)(&context, request, &response);
  }

  template <typename Request, typename Response>
  ::grpc::Status Ask(::grpc::Status (v1::DirectoryService::Stub::*method)(::grpc::ClientContext*,
                                                                          const Request&,
                                                                          Response*),
                     const Request& request, Response& response) {
    return Call(method, *directory_, request, response);
  }

  std::string Generation() {
    v1::GetStatusResponse response;
    const auto status =
        Call(&v1::MirrorService::Stub::GetStatus, *mirror_, v1::GetStatusRequest(), response);
    return status.ok() ? response.edition().generation() : status.error_message();
  }

  v1::GetStatusResponse Status() {
    v1::GetStatusResponse response;
    EXPECT_TRUE(
        Call(&v1::MirrorService::Stub::GetStatus, *mirror_, v1::GetStatusRequest(), response).ok());
    return response;
  }

  // Waits until another generation than "old" answers.
  void WaitForGenerationAfter(const std::string& old) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (Generation() == old) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }

  std::string Health(const std::string& service = "") {
    ::grpc::health::v1::HealthCheckRequest request;
    ::grpc::health::v1::HealthCheckResponse response;
    request.set_service(service);
    const auto status = Call(&::grpc::health::v1::Health::Stub::Check, *health_, request, response);
    return status.ok() ? HealthCheckResponse_ServingStatus_Name(response.status())
                       : status.error_message();
  }

 private:
  std::shared_ptr<::grpc::Channel> channel_;
  std::unique_ptr<v1::DirectoryService::Stub> directory_;
  std::unique_ptr<v1::MirrorService::Stub> mirror_;
  std::unique_ptr<::grpc::health::v1::Health::Stub> health_;
};

using Directory = v1::DirectoryService::Stub;

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(store_.Publish(kFirst, 1));
    server_ = std::make_unique<ServerProcess>(
        store_.path(), std::vector<std::string>{"--listen", "unix:" + store_.path() + "/socket"});
    address_ = server_->Address();
    ASSERT_THAT(address_, ::testing::StartsWith("127.0.0.1:"));
    ASSERT_EQ(server_->Address(), "unix:" + store_.path() + "/socket");
    client_ = std::make_unique<Client>(address_);
  }

  SmallStore store_;
  std::unique_ptr<ServerProcess> server_;
  std::string address_;
  std::unique_ptr<Client> client_;
};

}  // namespace annuaire
