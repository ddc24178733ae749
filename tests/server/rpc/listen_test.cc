// The addresses a Server listens on.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "echo.grpc.pb.h"
#include "echo_service.h"
#include "server/rpc/server.h"

namespace annuaire::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ListenTest, RefusesAnAddressThatIsTaken) {
  EchoService service, other;
  const auto first = Server::Start({&service}, {.listen = {"127.0.0.1:0"}, .threads = 1});
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  const std::string taken = (*first)->addresses().front();
  const auto second = Server::Start({&other}, {.listen = {"127.0.0.1:0", taken}, .threads = 1});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), StatusCode::kUnavailable);
  EXPECT_THAT(second.status().message(),
              StartsWith("cannot listen on " + taken + ": Address already in use; "));
}

TEST(ListenTest, TellsAnAddressThatIsNotOfThisMachine) {
  EchoService service;
  const auto server = Server::Start({&service}, {.listen = {"192.0.2.1:0"}, .threads = 1});
  ASSERT_FALSE(server.ok());
  EXPECT_THAT(server.status().message(),
              StartsWith("cannot listen on 192.0.2.1:0: Cannot assign requested address; "));
}

TEST(ListenTest, TellsWhatIsWrongWithTheSocketOfAPath) {
  struct Case {
    std::string path;
    const char* what;
  };
  for (const Case& c : {Case{"", "1 to 107 bytes"},
                        {std::string(108, 'x'), "1 to 107 bytes"},
                        {"/nonexistent/socket", ": /nonexistent/: No such file or directory"}}) {
    EchoService service;
    const auto server = Server::Start({&service}, {.listen = {"unix:" + c.path}, .threads = 1});
    ASSERT_FALSE(server.ok());
    EXPECT_THAT(server.status().message(), StartsWith("cannot listen on unix:" + c.path));
    EXPECT_THAT(server.status().message(), HasSubstr(c.what));
  }
}

TEST(ListenTest, ListensOnUnixSocketsAndTakesOverDeadOnes) {
  std::string folder = std::filesystem::temp_directory_path() / "annuaire-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string address = "unix:" + folder + "/socket";
  for (int round = 0; round < 2; ++round) {
    EchoService service;
    auto server = Server::Start({&service}, {.listen = {address}, .threads = 1});
    ASSERT_TRUE(server.ok()) << server.status().ToString();
    EXPECT_EQ((*server)->addresses(), std::vector{address});
    EXPECT_EQ(std::filesystem::status(folder + "/socket").permissions(),
              std::filesystem::perms{0666});  // whoever may enter the folder
    auto stub = test::EchoService::NewStub(
        ::grpc::CreateChannel(address, ::grpc::InsecureChannelCredentials()));
    ::grpc::ClientContext context;
    test::EchoRequest request;
    test::EchoResponse response;
    EXPECT_TRUE(stub->Echo(&context, request, &response).ok());

    EchoService other;
    EXPECT_FALSE(Server::Start({&other}, {.listen = {address}, .threads = 1}).ok());
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace annuaire::rpc
