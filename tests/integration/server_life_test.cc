// How the real annuaire-server starts, changes generation, rests and leaves.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "server_fixture.h"

namespace annuaire {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(ServerTest, ChangesGenerationWithoutAFailedCall) {
  std::atomic<bool> stop{false};
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      Client client(address_);
      while (!stop) {
        v1::GetOrganizationRequest request;
        request.set_id("R10100000000001");
        v1::GetOrganizationResponse response;
        const auto status = client.Ask(&Directory::GetOrganization, request, response);
        ASSERT_TRUE(status.ok()) << status.error_message();
        // Record and edition belong together.
        ASSERT_EQ(response.organization().legal_names(0) == "CABINET 1",
                  response.edition().generation() == kFirst);
        ++answered;
      }
    });
  }
  std::string generation = kFirst;
  for (int edition = 2; edition <= 5; ++edition) {
    const std::string next = "2026112" + std::to_string(edition) + "T061500Z";
    store_.Publish(next, edition);
    client_->WaitForGenerationAfter(generation);
    generation = next;
    EXPECT_EQ(client_->Generation(), generation);
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(answered, 100);
  // Editions nobody reads any more are given back.
  EXPECT_TRUE(server_->WaitForError(std::string("event=freed generation=") + kFirst));
}

TEST_F(ServerTest, TellsWhenAllOfAnEditionIsInMemory) {
  EXPECT_TRUE(server_->WaitForError(std::string("event=completed generation=") + kFirst));
  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  EXPECT_TRUE(server_->WaitForError(std::string("event=completed generation=") + kSecond));
}

TEST_F(ServerTest, GoesOnServingWhenTheNextGenerationCannotBeLoaded) {
  std::ofstream(store_.path() + "/CURRENT.next") << "20991231T000000Z\n";
  std::filesystem::rename(store_.path() + "/CURRENT.next", store_.path() + "/CURRENT");
  ASSERT_TRUE(server_->WaitForError("event=load_failed"));
  EXPECT_EQ(client_->Generation(), kFirst);
  EXPECT_EQ(client_->Health(), "SERVING");
  EXPECT_EQ(client_->Status().awaited_generation(), "20991231T000000Z");
  EXPECT_THAT(client_->Status().awaited_failure(), ::testing::HasSubstr("20991231T000000Z"));

  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  ASSERT_NO_FATAL_FAILURE(client_->WaitForGenerationAfter(kFirst));
  EXPECT_EQ(client_->Generation(), kSecond);
  EXPECT_EQ(client_->Status().awaited_generation(), "");
  EXPECT_EQ(client_->Status().awaited_failure(), "");
}

// Asks gRPC's reflection service; request and answer as bytes, since its .proto
// is not part of the packaged headers.
std::string Reflect(const std::string& address, const std::string& request) {
  ::grpc::GenericStub stub(::grpc::CreateChannel(address, ::grpc::InsecureChannelCredentials()));
  ::grpc::ClientContext context;
  ::grpc::CompletionQueue queue;
  const auto finish = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  auto call = stub.PrepareCall(
      &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  call->StartCall(nullptr);
  EXPECT_TRUE(finish());
  const ::grpc::Slice slice(request);
  call->Write(::grpc::ByteBuffer(&slice, 1), nullptr);
  EXPECT_TRUE(finish());
  ::grpc::ByteBuffer reply;
  call->Read(&reply, nullptr);
  EXPECT_TRUE(finish());
  ::grpc::Slice bytes;
  EXPECT_TRUE(reply.DumpToSingleSlice(&bytes).ok());
  context.TryCancel();
  ::grpc::Status status;
  call->Finish(&status, nullptr);
  EXPECT_TRUE(finish());
  queue.Shutdown();
  return {bytes.begin(), bytes.end()};
}

TEST_F(ServerTest, DescribesItself) {
  const std::string services = Reflect(address_, "\x3a\x01*");  // list_services = 7
  EXPECT_THAT(services, HasSubstr("annuaire.v1.DirectoryService"));
  EXPECT_THAT(services, HasSubstr("annuaire.v1.MailboxService"));
  EXPECT_THAT(services, HasSubstr("annuaire.v1.MirrorService"));
  EXPECT_THAT(services, HasSubstr("grpc.health.v1.Health"));
  const std::string symbol = "annuaire.v1.DirectoryService";  // file_containing_symbol = 4
  const std::string request = "\x22" + std::string(1, static_cast<char>(symbol.size())) + symbol;
  EXPECT_THAT(Reflect(address_, request), HasSubstr("annuaire/v1/directory_service.proto"));
}

TEST_F(ServerTest, LeavesAtOnceOnASecondSignal) {
  // A silent client makes the drain last half a second, in which the second
  // signal comes, unless this machine is very busy: then once more.
  int exit_code = 0;
  for (int attempt = 0; attempt < 10 && exit_code == 0; ++attempt) {
    ServerProcess server(store_.path());
    Client silent(server.Address());
    ASSERT_EQ(silent.Health(), "SERVING");
    server.Signal(SIGTERM);
    ASSERT_TRUE(server.WaitForError("event=stopping"));
    server.Signal(SIGINT);
    exit_code = server.Wait();
  }
  EXPECT_EQ(exit_code, 3);
}

TEST_F(ServerTest, DrainsAndLeavesOnSigterm) {
  ::grpc::ClientContext context;
  auto watch = client_->health().Watch(&context, ::grpc::health::v1::HealthCheckRequest());
  ::grpc::health::v1::HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), ::grpc::health::v1::HealthCheckResponse::SERVING);
  server_->Signal(SIGTERM);
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), ::grpc::health::v1::HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(server_->Wait(), 0);
  EXPECT_THAT(server_->ReadErrors(), HasSubstr("event=stopped"));
}

TEST_F(ServerTest, LeavesInTheMiddleOfALoad) {
  // CURRENT as a pipe nobody writes to: who reads it is at work until told.
  const std::string current = store_.path() + "/CURRENT";
  ASSERT_EQ(mkfifo((current + ".next").c_str(), 0600), 0);
  std::filesystem::rename(current + ".next", current);
  const int held = open(current.c_str(), O_WRONLY | O_CLOEXEC);  // once it is read
  ASSERT_GE(held, 0);
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
  EXPECT_THAT(server_->ReadErrors(), EndsWith("event=stopped\n"));
  close(held);
}

TEST_F(ServerTest, SighupEndsNothing) {
  ASSERT_NO_FATAL_FAILURE(store_.Publish(kSecond, 2));
  server_->Signal(SIGHUP);
  ASSERT_NO_FATAL_FAILURE(client_->WaitForGenerationAfter(kFirst));
  server_->Signal(SIGTERM);
  EXPECT_EQ(server_->Wait(), 0);
}

TEST_F(ServerTest, RefusesAnAddressThatIsTaken) {
  for (const std::string& address : {address_, "unix:" + store_.path() + "/socket"}) {
    ServerProcess second(store_.path(), {"--listen", address});
    EXPECT_EQ(second.Address(), "");
    EXPECT_EQ(second.Wait(), 3);
    EXPECT_THAT(second.ReadErrors(), HasSubstr("cannot listen on " + address));
  }
  EXPECT_EQ(client_->Health(), "SERVING");
}

TEST(ServerStartTest, FailsWithoutAStoreAndNamesTheRemedy) {
  SmallStore empty;
  for (const std::string& store : {empty.path(), empty.path() + "/nothing"}) {
    ServerProcess server(store);
    EXPECT_EQ(server.Address(), "");
    EXPECT_EQ(server.Wait(), 3);
    EXPECT_THAT(server.ReadErrors(), HasSubstr("annuaire-indexer ingest --store " + store));
  }
}

TEST(ServerStartTest, WaitsForAFirstGenerationWhenTold) {
  SmallStore store;
  const std::string socket = "unix:" + store.path() + "/socket";
  ServerProcess server(store.path(), {"--wait", "--listen", socket});
  Client client(socket);
  EXPECT_EQ(client.Health(), "NOT_SERVING");
  v1::SuggestResponse response;
  EXPECT_EQ(client.Ask(&Directory::Suggest, v1::SuggestRequest(), response).error_code(),
            ::grpc::StatusCode::UNAVAILABLE);
  ASSERT_NO_FATAL_FAILURE(store.Publish(kFirst, 1));
  EXPECT_THAT(server.Address(), StartsWith("127.0.0.1:"));
  EXPECT_EQ(client.Health(), "SERVING");
}

TEST(ServerStartTest, TellsWhatItWaitsForAndWhy) {
  SmallStore store;
  std::ofstream(store.path() + "/CURRENT") << "20991231T000000Z\n";
  const std::string socket = "unix:" + store.path() + "/socket";
  ServerProcess server(store.path(), {"--wait", "--listen", socket});
  ASSERT_TRUE(server.WaitForError("event=load_failed"));
  Client client(socket);
  const v1::GetStatusResponse status = client.Status();
  EXPECT_FALSE(status.has_edition());
  EXPECT_EQ(status.awaited_generation(), "20991231T000000Z");
  EXPECT_THAT(status.awaited_failure(), HasSubstr("no generation at "));
  EXPECT_NE(status.version(), "");
  v1::SuggestResponse response;
  const ::grpc::Status refused = client.Ask(&Directory::Suggest, v1::SuggestRequest(), response);
  EXPECT_EQ(refused.error_code(), ::grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(refused.error_message(), HasSubstr("no generation at "));
}

}  // namespace
}  // namespace annuaire
